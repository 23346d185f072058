"""What is set for paper: every word of it is data, and the pages hold it in any script."""

import json
import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from courseapp.events.published.states import AgendaPart, SessionState, SpokenBy
from courseapp.events.rules import AgendaKind, SessionStatus
from courseapp.papers.typesetting import compiled, typeset
from courseapp.programmes.giving_out import source_of
from courseapp.programmes.sheet import (
    ProgrammeSheet,
    SheetSession,
    appearances,
    days_of,
    room_days,
)
from courseapp.programmes.writing.paper import (
    programme_document,
    rooms_document,
    speakers_document,
    zone_note,
)
from tests.unit.programmes.contexts import ROME, wall

NOW = datetime(2027, 3, 1, 8, 0, 0, 123456, tzinfo=UTC)  # a real clock has microseconds
MARKUP = 'Cap #panic() $x^2$ *b* _u_ \\ // <a> @b `c` "d" ] } = https://e.org'


def session(
    title: str, start: str, minutes: int = 90, zone: str = ROME, **more: object
) -> SheetSession:
    starts = wall(start)
    ends = starts + timedelta(minutes=minutes)
    rules = ZoneInfo(zone)
    first, last = (each.replace(tzinfo=rules).astimezone(UTC) for each in (starts, ends))
    state = SessionState(SessionStatus.SCHEDULED, title, zone, starts, ends, first, last)
    changed = replace(state, **more)  # type: ignore[arg-type]  # by name
    return SheetSession(title, changed)


def sheet(
    *sessions: SheetSession, title: str = "Course", version: int | None = 3
) -> ProgrammeSheet:
    return ProgrammeSheet(
        *("course", title, "Mon 22 Mar – Fri 2 Apr 2027", "Florence, Italy", "ICAP"),
        *("International Carbon Action Partnership", ROME, None, None),
        made_at=NOW,
        version=version,
        is_example=False,
        sessions=sessions,
    )


FULL = sheet(
    session(
        MARKUP,
        "2027-03-22T09:00",
        place="Sala Rossa",
        speakers=(SpokenBy("Mai Trần", "Ministry"),),
        agenda=(AgendaPart(AgendaKind.BREAK, "", 30, 15),),
    ),
    session("سياسة تسعير الكربون", "2027-03-28T23:00", place="القاعة"),
    session("การกำหนดราคา", "2027-03-29T09:00", status=SessionStatus.CANCELLED),
    title=MARKUP,
)


def test_times_name_their_zone_and_where_the_clocks_change() -> None:
    assert zone_note(FULL) == ("All times are by the clock in Rome (CET, from Sun 28 Mar CEST).")
    mixed = sheet(*FULL.sessions, session("Far", "2027-03-30T09:00", zone="Asia/Kathmandu"))
    assert zone_note(mixed) == "Each time is by the clock of the zone beside it."
    days = programme_document(mixed)["days"]
    assert [each["zone"] for day in days for each in day["sessions"]][-1] == "UTC+05:45"


def test_a_document_tells_days_parts_and_ends_after_midnight() -> None:
    first, second, _ = programme_document(FULL)["days"]
    assert (first["title"], first["zone"]) == ("Monday 22 March 2027", "CET")
    assert first["sessions"][0]["agenda"] == [
        {"time": "09:30", "title": "Break", "kind": "", "speakers": []}
    ]
    assert second["sessions"][0]["time"] == "23:00 – Mon 29 Mar, 00:30"
    till_midnight = programme_document(sheet(session("Late", "2027-03-22T23:00", 60)))
    assert till_midnight["days"][0]["sessions"][0]["time"] == "23:00 – 24:00"


def test_speakers_are_listed_once_with_all_their_sessions_but_not_cancelled_ones() -> None:
    mai = SpokenBy("Mai Trần", "Ministry")
    plan = sheet(
        session("One", "2027-03-22T09:00", speakers=(mai,)),
        session("Two", "2027-03-22T11:00", agenda=(AgendaPart(AgendaKind.TALK, "", 0, 9, (mai,)),)),
        session("Off", "2027-03-22T13:00", speakers=(mai,), status=SessionStatus.CANCELLED),
    )
    (only,) = appearances(plan)
    assert [each.state.title for each in only.sessions] == ["One", "Two"]
    assert len(speakers_document(plan)["speakers"]) == 1


def test_each_room_has_a_sheet_for_each_of_its_days() -> None:
    plan = sheet(
        session("One", "2027-03-22T09:00", place="A"),
        session("Two", "2027-03-23T09:00", place="A"),
        session("Three", "2027-03-22T09:00", place="B"),
        session("Nowhere", "2027-03-22T09:00"),
    )
    assert [(each.room, each.day.day.day) for each in room_days(plan)] == [
        ("A", 22),
        ("A", 23),
        ("B", 22),
    ]
    assert len(days_of(plan.sessions)) == 2


@pytest.mark.parametrize(
    ("template", "document", "pages"),
    [
        ("programme", programme_document(FULL), 1),
        ("speakers", speakers_document(FULL), 1),
        ("rooms", rooms_document(FULL), 2),
        ("programme", programme_document(sheet()), 1),
        ("speakers", speakers_document(sheet()), 1),
        ("rooms", rooms_document(sheet()), 1),
    ],
)
def test_every_paper_is_set_whatever_people_typed(
    template: str, document: dict[str, object], pages: int, fonts: Path
) -> None:
    octets = typeset(source_of(template), document, NOW, fonts)
    assert octets.startswith(b"%PDF-")
    assert page_count(octets) == pages
    assert octets == typeset(source_of(template), document, NOW, fonts)


def test_markup_is_printed_and_not_obeyed(fonts: Path) -> None:
    """The letters of a page, as SVG draws them, are those of the text: none was eaten."""
    one = programme_document(sheet(session(MARKUP, "2027-03-22T09:00"), version=None))
    other = programme_document(sheet(session("x" * len(MARKUP), "2027-03-22T09:00"), version=None))
    drawn = [glyphs(compiled(source_of("programme"), json.dumps(each), NOW, fonts, "svg"))
             for each in (one, other)]  # fmt: skip
    blanks = MARKUP.count(" ")
    assert drawn[1] - drawn[0] in range(-blanks, blanks + 3)  # blanks draw nothing, “//” may join


def test_a_final_paper_is_set_once(fonts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = programme_document(FULL)
    source = source_of("programme")
    first = typeset(source, document, NOW, fonts, is_final=True)

    def never(*_given: object) -> bytes:
        raise AssertionError("it was set again")

    monkeypatch.setattr("courseapp.papers.typesetting.compiled", never)
    assert typeset(source_of("programme"), document, NOW, fonts, is_final=True) == first
    with pytest.raises(AssertionError):
        typeset(
            source_of("programme"), {**document, "stamp": "Version 4"}, NOW, fonts, is_final=True
        )


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the fonts are unpacked once."""
    return tmp_path_factory.mktemp("typeset")


def page_count(octets: bytes) -> int:
    """Count the pages of a PDF whose objects may lie in compressed streams."""
    pieces = [octets]
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", octets, re.DOTALL):
        try:
            pieces.append(zlib.decompressobj().decompress(found[1]))
        except zlib.error:
            continue
    return sum(len(re.findall(rb"/Type\s*/Page\b", piece)) for piece in pieces)


def glyphs(svg: bytes) -> int:
    return svg.decode().count("<use ")
