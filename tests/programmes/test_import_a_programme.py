"""Sessions of other systems come into a plan: looked at first, then whole or not at all."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.core.errors import Problem
from courseapp.events.models import Event, EventSession, Room, Track
from courseapp.events.rules import SessionStatus
from courseapp.events.sessions import scheduling
from courseapp.events.sessions.scheduling import cancel_session, change_session, plan_of
from courseapp.programmes import applying
from courseapp.programmes.models import ImportedSession, ProgrammeImport
from courseapp.programmes.rules import ImportState
from courseapp.scenarios.cast import Cast
from tests.events.story import wall
from tests.programmes.desk import Desk
from tests.support.clock import FixedClock

TABLE = """Title;Day;Start;End;Room;Track;Speakers;ID
Set the cap;2027-03-22;09:00;10:30;Sala Rossa;Design;Mai Trần (Ministry of Environment);a1
Allocate;22 March 2027;11:00 AM;12:30;sala rossa;Design;José García;a2
Broken;2027-03-22;9:00;never;;;;a3
"""


def rows(session: Session) -> list[EventSession]:
    session.expire_all()
    wanted = select(EventSession).order_by(EventSession.starts_at, EventSession.title)
    return list(session.scalars(wanted))


def table(*lines: str) -> str:
    return "\n".join(("Title,Day,Start,End,Place,ID", *lines))


def test_a_table_is_looked_at_first_and_then_imported_whole(
    session: Session, desk: Desk, course: Event
) -> None:
    looked = desk.look_at(TABLE, "plan.csv")
    assert "2 new and 1 that cannot be read" in looked.text
    assert "row 4, column “End”" in looked.text
    assert "New rooms" in looked.text
    assert rows(session) == []

    done = desk.take(looked)
    assert "Imported: plan.csv" in done.text
    first, second = rows(session)
    assert (first.title, first.starts_at.isoformat()) == (
        "Set the cap",
        "2027-03-22T08:00:00+00:00",
    )
    assert first.room_id == second.room_id
    assert [(each.name, each.organisation) for each in first.speakers] == [
        ("Mai Trần", "Ministry of Environment")
    ]
    assert session.scalar(select(func.count()).select_from(Room)) == 1
    assert session.scalar(select(func.count()).select_from(Track)) == 1
    kept = session.scalars(select(ProgrammeImport)).one()
    assert (kept.state, kept.document) == (ImportState.TAKEN, None)


def test_importing_again_updates_and_doubles_nothing(session: Session, desk: Desk) -> None:
    desk.bring_in(table("Cap,2027-03-22,09:00,10:30,A,a1", "Sell,2027-03-23,09:00,10:30,A,a2"))
    again = desk.look_at(
        table("Cap,2027-03-22,09:00,10:30,A,a1", "Sell!,2027-03-24,14:00,15:00,A,a2")
    )
    assert "1 changed and 1 as it is" in again.text
    desk.take(again)
    assert [(each.title, f"{each.starts_local:%d %H:%M}") for each in rows(session)] == [
        ("Cap", "22 09:00"),
        ("Sell!", "24 14:00"),
    ]
    assert session.scalar(select(func.count()).select_from(ImportedSession)) == 2


def test_what_was_changed_by_hand_is_kept_unless_both_sides_changed_it(
    session: Session, desk: Desk, cast: Cast, clock: FixedClock
) -> None:
    desk.bring_in(table("Cap,2027-03-22,09:00,10:30,A,a1", "Sell,2027-03-23,09:00,10:30,A,a2"))
    for each in rows(session):
        plan = replace(plan_of(each), title=f"{each.title} by hand")
        change_session(session, cast.icap_organiser, clock.now, each, plan)
    session.commit()

    looked = desk.look_at(
        table("Cap,2027-03-22,09:00,10:30,B,a1", "Trade,2027-03-23,09:00,10:30,A,a2")
    )
    assert "1 changed and 1 changed on both sides" in looked.text
    kept = desk.take(looked)
    assert [(each.title, each.place) for each in rows(session)] == [
        ("Cap by hand", "B"),
        ("Sell by hand", "A"),
    ]
    assert "As it is 1" in kept.text
    # The answer is remembered: the same file does not ask again.
    assert (
        "2 as it is"
        in desk.look_at(
            table("Cap,2027-03-22,09:00,10:30,B,a1", "Trade,2027-03-23,09:00,10:30,A,a2")
        ).text
    )

    asked = desk.look_at(
        table("Cap,2027-03-22,09:00,10:30,B,a1", "Offset,2027-03-23,09:00,10:30,A,a2")
    )
    desk.take(asked, {"conflict-2": "take"})
    assert rows(session)[1].title == "Offset"


def test_what_left_the_file_stays_unless_it_is_ticked(session: Session, desk: Desk) -> None:
    desk.bring_in(table("Cap,2027-03-22,09:00,10:30,A,a1", "Sell,2027-03-23,09:00,10:30,A,a2"))
    only = table("Cap,2027-03-22,09:00,10:30,A,a1")
    looked = desk.look_at(only)
    assert "No longer in the file" in looked.text
    desk.take(looked)
    assert {each.status for each in rows(session)} == {SessionStatus.SCHEDULED}

    gone = session.scalars(select(ImportedSession).where(ImportedSession.uid == "a2")).one()
    desk.take(desk.look_at(only), {"cancel": [str(gone.id)]})
    assert [each.status for each in rows(session)] == [
        SessionStatus.SCHEDULED,
        SessionStatus.CANCELLED,
    ]


def test_the_same_calendar_entry_in_two_files_is_one_session_and_the_newer_wins(
    session: Session, desk: Desk
) -> None:
    def calendar(program: str, sequence: int, hour: int, status: str = "CONFIRMED") -> str:
        return (
            f"BEGIN:VCALENDAR\nPRODID:{program}\nBEGIN:VEVENT\nUID:one\nSEQUENCE:{sequence}\n"
            f"DTSTART;TZID=Europe/Rome:20270322T{hour:02}0000\nDURATION:PT1H\nSUMMARY:Cap\n"
            f"STATUS:{status}\nEND:VEVENT\nEND:VCALENDAR\n"
        )

    desk.bring_in(calendar("A", 3, 9))
    older = desk.look_at(calendar("B", 2, 11))
    assert "1 older than what is here" in older.text
    desk.bring_in(calendar("B", 4, 14))
    only = rows(session)[0]
    assert (len(rows(session)), only.starts_local) == (1, wall("2027-03-22T14:00"))
    desk.bring_in(calendar("B", 5, 14, "CANCELLED"))
    assert rows(session)[0].status is SessionStatus.CANCELLED
    desk.bring_in(calendar("B", 6, 15))
    again = rows(session)[0]
    assert (again.status, again.starts_local.hour) == (SessionStatus.SCHEDULED, 15)


def test_confirming_twice_imports_once(session: Session, desk: Desk) -> None:
    looked = desk.look_at(table("Cap,2027-03-22,09:00,10:30,A,a1"))
    desk.take(looked)
    second = desk.take(looked)
    assert "decided about already" in second.text
    assert len(rows(session)) == 1


def test_a_plan_that_changed_meanwhile_is_shown_again(
    session: Session, desk: Desk, cast: Cast, clock: FixedClock
) -> None:
    desk.bring_in(table("Cap,2027-03-22,09:00,10:30,A,a1"))
    looked = desk.look_at(table("Cap,2027-03-23,09:00,10:30,A,a1"))
    cancel_session(session, cast.icap_organiser, clock.now, rows(session)[0])
    session.commit()

    shown = desk.take(looked, status=422)
    assert "The programme was changed after this page was shown" in shown.text
    assert rows(session)[0].starts_local.day == 22


def test_a_fault_on_the_way_leaves_nothing_behind(
    session: Session, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = scheduling.add_sessions

    def add_and_fail(*given: Any) -> None:
        add(*given)
        raise Problem("The event is cancelled.")

    monkeypatch.setattr(applying, "add_sessions", add_and_fail)
    looked = desk.look_at(
        table("Cap,2027-03-22,09:00,10:30,A,a1", "Sell,2027-03-23,09:00,10:30,A,a2")
    )
    assert "The event is cancelled." in desk.take(looked, status=422).text
    assert rows(session) == []
    assert session.scalars(select(ProgrammeImport)).one().state is ImportState.WAITING


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"hello", "We do not know this file."),
        (b"{", "This JSON cannot be read."),
        (b"x," * 600_000, "The file is larger than 1 MB."),
    ],
)
def test_a_file_that_is_none_is_refused_beside_its_field(
    desk: Desk, content: bytes, words: str
) -> None:
    assert words in desk.look_at(content, status=422).text


def test_a_file_is_thrown_away_and_another_event_has_none_of_it(
    session: Session, desk: Desk, course: Event
) -> None:
    looked = desk.look_at(TABLE)
    desk.browser.submit(looked, form=f"{looked.path}/throw-away")
    assert "Thrown away" in desk.browser.visit(looked.path).text
    assert session.scalars(select(ProgrammeImport)).one().document is None
    desk.browser.expect_404(f"{desk.home}/import/{10**6}")
