"""Tables as organisers keep them: their words, their dates, their mistakes."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseapp.core.errors import Problem
from courseapp.core.typed_text import one_line, paragraphs
from courseapp.events.published.states import SessionState, SpokenBy
from courseapp.events.rules import SessionStatus
from courseapp.events.sessions.sittings import SpeakerPlan, session_faults
from courseapp.programmes.parsed import Parsed, from_plain, to_plain
from courseapp.programmes.reading.cell_values import (
    read_clock,
    read_day,
    read_length,
    read_speakers,
    write_speakers,
)
from courseapp.programmes.reading.opening import read_file
from courseapp.programmes.sheet import ProgrammeSheet, SheetSession
from courseapp.programmes.spreadsheets import Sheet, read_sheet, write_sheets
from courseapp.programmes.writing.own_json import programme_json
from courseapp.programmes.writing.schedule_json import schedule_json
from courseapp.programmes.writing.tables import (
    programme_csv,
    programme_xlsx,
    template_csv,
    template_xlsx,
)
from tests.unit.programmes.contexts import FLORENCE, ROME, times, told, wall


def read(*lines: str, header: str = "Title,Day,Start,End") -> Parsed:
    return read_file("\n".join((header, *lines)).encode(), FLORENCE)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-03-22", date(2027, 3, 22)),
        ("22.3.2027", date(2027, 3, 22)),
        ("22/03/2027", date(2027, 3, 22)),
        ("03/22/2027", date(2027, 3, 22)),
        ("4/4/2027", date(2027, 4, 4)),
        ("22 March 2027", date(2027, 3, 22)),
        ("Mon 22 Mar 2027", date(2027, 3, 22)),
        ("March 22, 2027", date(2027, 3, 22)),
        ("1st Sept 2027", date(2027, 9, 1)),
        ("46468", date(2027, 3, 22)),
    ],
)
def test_a_day_is_understood_as_people_and_spreadsheets_write_it(text: str, day: date) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("03/04/2027", "may mean two days"),
        ("31 April 2027", "no day that exists"),
        ("22 Foo 2027", "no month"),
        ("soon", "Write it so: 2027-03-22"),
        ("22.3.1887", "cannot be right"),
    ],
)
def test_a_day_that_is_none_or_may_be_two_says_what_to_write(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_day(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("09:30", 570),
        ("9.30", 570),
        ("9h30", 570),
        ("9 am", 540),
        ("12:15 AM", 15),
        ("2:30 p.m.", 870),
        ("14:00:00", 840),
        ("0.375", 540),
        ("0,5", 720),
        ("24:00", 1440),
    ],
)
def test_a_time_of_day_is_understood(text: str, minutes: int) -> None:
    assert read_clock(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["25:00", "9", "9:75", "13 pm", "noon", "0.99999999999999999999"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no time of day"):
        read_clock(text)


@pytest.mark.parametrize(("text", "minutes"), [("90", 90), ("1:30", 90), ("45 min", 45)])
def test_a_length_is_understood(text: str, minutes: int) -> None:
    assert read_length(text) == timedelta(minutes=minutes)


def test_speakers_of_a_cell_are_divided_outside_of_brackets() -> None:
    mai, jose = SpeakerPlan("Mai Trần", "Ministry; Hanoi (north)"), SpeakerPlan("García, José")
    assert read_speakers("Mai Trần (Ministry; Hanoi (north)); García, José") == (mai, jose)
    assert read_speakers("Mai Trần (Ministry; Hanoi (north)), García, José") == (mai, jose)


def test_other_words_other_orders_and_semicolons_are_understood() -> None:
    parsed = read(
        "14:30;22/03/2027;Sell;60;Room A;Asia/Bangkok;Online",
        header="\ufeffFrom;Date;Session title;Minutes;Hall;TZ;Where",
    )
    assert times(parsed) == [("Sell", "Asia/Bangkok", "22 14:30", "22 15:30")]
    assert (parsed.sessions[0].room, parsed.sessions[0].place) == ("Room A", "Online")
    assert parsed.remarks == ()


def test_a_session_through_the_night_ends_on_the_next_day() -> None:
    parsed = read("Party,2027-03-22,22:00,01:00", "Odd,2027-03-22,14:00,13:00")
    assert times(parsed) == [("Party", ROME, "22 22:00", "23 01:00")]
    assert told(parsed)[0][0] == "row 3"


def test_each_fault_is_told_by_row_and_column() -> None:
    parsed = read(
        "Cap,2027-03-22,09:00,10:00",
        "A,,09:00,10:00",
        "B,2027-03-22,late,10:00",
        ",2027-03-22,09:00,10:00",
        "C,2027-03-28,02:30,04:00",
        header="Title,Day,Start,End,Shoe size",
    )
    assert [each.title for each in parsed.sessions] == ["Cap"]
    assert [(where, refused) for where, _, refused in told(parsed)] == [
        ("row 1", False),
        ("row 3, column “Day”", True),
        ("row 4, column “Start”", True),
        ("row 5", True),
        ("row 6", True),
    ]
    assert "does not exist" in told(parsed)[-1][1]


def test_a_table_without_our_headers_says_what_is_missing() -> None:
    assert "Title, Day, Start and End" in told(read("a,b", header="x,y"))[0][1]


@pytest.mark.parametrize("template", [template_csv(), template_xlsx()])
def test_the_template_is_read_as_it_is(template: bytes) -> None:
    parsed = read_file(template, FLORENCE)
    assert times(parsed) == [("Set the cap", ROME, "22 09:00", "22 10:30")]
    assert parsed.remarks == ()
    assert len(parsed.sessions[0].speakers or ()) == 2


def test_a_formula_is_refused_and_one_that_is_text_stays_text() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Title", "Day", "Start", "End"])
    sheet.append(["Cap", datetime(2027, 3, 22), time(9), 0.4375])  # noqa: DTZ001 - as Excel has it
    sheet.append(["Sum", "=TODAY()", time(9), time(10)])
    saved = BytesIO()
    book.save(saved)
    parsed = read_file(saved.getvalue(), FLORENCE)
    assert times(parsed) == [("Cap", ROME, "22 09:00", "22 10:30")]
    assert [each[0] for each in told(parsed)] == ["row 3, column B", "row 3, column “Day”"]

    rows = read_sheet(write_sheets([Sheet("S", ("Title",), [("=1+1",)], (10,))]))
    assert (rows[1].cells[0], rows[1].formulas) == ("=1+1", frozenset())


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04" + b"x" * 100, template_xlsx()[:-200], template_xlsx()[:2000]]
)
def test_a_broken_workbook_is_no_crash(content: bytes) -> None:
    parsed = read_file(content, FLORENCE)
    assert parsed.sessions == ()
    assert "cannot be read" in told(parsed)[0][1]


# A programme that is given out and read again.

LINES = st.text(max_size=40).map(one_line)
NAMES = LINES.filter(bool).map(lambda text: text.translate(dict.fromkeys(map(ord, "();"))).strip())
RISKY = st.sampled_from(["=1+1", "'=x", "@here", "+1", "-", "''", "a;b", 'say "so"', "one\ttwo"])
SPOKEN = st.lists(
    st.builds(SpokenBy, NAMES.filter(bool), NAMES),
    max_size=3,
    unique_by=lambda each: each.name.casefold(),
)


@st.composite
def sheet_sessions(draw: st.DrawFn, number: int) -> SheetSession:
    zone = draw(st.sampled_from([ROME, "Asia/Kathmandu", "America/St_Johns", "UTC"]))
    starts = wall("2027-03-20T00:00") + timedelta(minutes=draw(st.integers(0, 20_000)))
    ends = starts + timedelta(minutes=draw(st.integers(1, 1440)))
    # Of times that the clocks skip there is no session.
    if next(session_faults(zone, starts, ends), None):
        starts, ends = wall("2027-03-22T09:00"), wall("2027-03-22T10:00")
    title = draw(st.one_of(LINES, RISKY.map(one_line)).filter(bool))
    rules = ZoneInfo(zone)
    return SheetSession(
        uid=f"uid-{number}",
        state=SessionState(
            status=draw(st.sampled_from(SessionStatus)),
            title=title,
            zone=zone,
            starts_local=starts,
            ends_local=ends,
            starts_at=starts.replace(tzinfo=rules).astimezone(UTC),
            ends_at=ends.replace(tzinfo=rules).astimezone(UTC),
            track=draw(LINES),
            module=draw(LINES),
            language=draw(st.sampled_from(["", "fr", "zh-Hans"])),
            repeat_group=draw(st.sampled_from(["", "A"])),
            description=draw(st.text(max_size=60).map(paragraphs)),
            speakers=tuple(draw(SPOKEN)),
        ),
        room=draw(LINES),
        place=draw(LINES),
        seats=draw(st.integers(0, 500)),
        join_link=draw(st.sampled_from(["", "https://zoom.us/j/1?pwd=a,b;c"])),
    )


@st.composite
def sheets(draw: st.DrawFn) -> ProgrammeSheet:
    count = draw(st.integers(0, 4))
    sessions = tuple(draw(sheet_sessions(number)) for number in range(count))
    return ProgrammeSheet(
        *("course", "Course", "", "", "ICAP", "ICAP", ROME, None, None),
        made_at=datetime(2027, 1, 1, tzinfo=UTC),
        version=None,
        is_example=False,
        sessions=sessions,
    )


@settings(max_examples=40)
@given(sheets(), st.sampled_from([programme_csv, programme_xlsx, programme_json]))
def test_what_is_given_out_is_read_back_as_the_same_sessions(
    sheet: ProgrammeSheet, write: object
) -> None:
    assert callable(write)
    parsed = read_file(write(sheet), FLORENCE)
    assert parsed.refusals == ()
    for each, back in zip(sheet.sessions, parsed.sessions, strict=True):
        state = each.state
        assert (back.uid, back.title, back.zone) == (each.uid, state.title, state.zone)
        assert (back.starts_local, back.ends_local) == (state.starts_local, state.ends_local)
        assert (back.room, back.place, back.track) == (each.room, each.place, state.track)
        assert (back.module, back.language) == (state.module, state.language)
        assert (back.description, back.repeat_group) == (state.description, state.repeat_group)
        assert [(who.name, who.organisation) for who in back.speakers or ()] == [
            (who.name, who.organisation) for who in state.speakers
        ]
        assert (back.seats, back.join_link or "") == (each.seats, each.join_link)
        assert back.cancelled == state.is_cancelled


@settings(max_examples=25)
@given(sheets())
def test_a_schedule_for_other_apps_keeps_instants_and_people(sheet: ProgrammeSheet) -> None:
    held = [each for each in sheet.sessions if not each.state.is_cancelled]
    octets = schedule_json(sheet, lambda path: f"https://courseapp.test{path}")
    if not held:
        return
    found = {each.uid: each for each in read_file(octets, FLORENCE).sessions}
    for each in held:
        back = found[each.uid]
        at = back.starts_local.replace(tzinfo=ZoneInfo(back.zone)).astimezone(UTC)
        assert (at, back.room or "") == (each.state.starts_at, each.state.place)
        assert [who.name for who in back.speakers or ()] == [
            who.name for who in each.state.speakers
        ]


WITHOUT_BRACKETS = LINES.filter(lambda text: not set("()") & set(text))


@given(st.lists(st.tuples(NAMES.filter(bool), WITHOUT_BRACKETS), min_size=1, max_size=3))
def test_speakers_are_read_as_they_were_written(given_speakers: list[tuple[str, str]]) -> None:
    speakers = tuple(SpeakerPlan(name, of) for name, of in given_speakers)
    assert read_speakers(write_speakers(speakers)) == speakers


HEADS = st.sampled_from([b"", b"Title,Day,Start,End\n", b"PK\x03\x04", b"BEGIN:VCALENDAR\n", b"{"])
TEXTS = st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))


@settings(max_examples=300)
@given(HEADS, st.binary(max_size=300) | TEXTS)
def test_no_file_is_a_crash(head: bytes, content: bytes) -> None:
    with suppress(Problem):  # the one thing that it raises, for people
        parsed = read_file(head + content, FLORENCE)
        assert from_plain(to_plain(parsed)) == parsed
