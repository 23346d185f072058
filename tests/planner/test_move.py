"""Moving one session by its form: the same one that the script sends."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from courseapp.core.audit import history
from courseapp.core.errors import NotFound, Problem
from courseapp.events.sessions.scheduling import cancel_session
from courseapp.planner.placements import Placement, placement_of
from courseapp.planner.placing import replan
from courseapp.scenarios.cast import Cast
from tests.events.story import wall
from tests.planner.story import Story
from tests.support.checking_client import CheckingClient

HOUR = timedelta(hours=1)


def test_a_session_is_moved_to_another_day_room_and_track(
    organiser: CheckingClient, session: Session, story: Story
) -> None:
    sitting = story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30")
    story.clock.advance(minutes=5)
    page = organiser.follow(organiser.visit(story.address), "Move Set the cap")
    assert page.heading == "Move the session"
    moved = {"day": "2027-03-23", "starts": "14:00", "ends": "15:30"}
    places = {"room": str(story.rooms[1].id), "track": str(story.tracks[0].id)}
    page = organiser.submit(page, {**moved, **places}, button="Move")
    said = "Moved “Set the cap” to Tue 23 Mar, 14:00 – 15:30 CET, Sala Verde, Markets"
    assert f"{said}." in page.text
    assert page.address == f"{story.address}?day=2027-03-23"
    assert f"Undo: {said}" in page.text
    session.refresh(sitting)
    assert placement_of(sitting).starts_local == wall("2027-03-23T14:00")
    assert sitting.starts_at.hour == 13
    assert sitting.changed_at == story.clock.now
    entry = history(session, [f"event/{story.event.id}"])[0]
    assert (entry.verb, entry.summary) == ("plan sessions", f"{said}.")
    assert entry.before == {"Set the cap": "Mon 22 Mar 2027, 09:00 – 10:30 CET"}


def test_what_cannot_be_is_said_beside_its_field(organiser: CheckingClient, story: Story) -> None:
    story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30")
    page = organiser.follow(organiser.visit(story.address), "Move Set the cap")
    early = organiser.submit(page, {"ends": "08:00"}, button="Move", status=422)
    assert "Enter the end after the start, for example 17:00." in early.text
    assert early.value("ends") == "08:00"
    skipped = {"day": "2027-03-28", "starts": "02:30", "ends": "04:00"}
    night = organiser.submit(page, skipped, button="Move", status=422)
    assert "the clocks in Rome go from 02:00 to 03:00; 02:30 does not exist" in night.text
    never = organiser.submit(page, {"day": "soon"}, button="Move", status=422)
    assert "Enter a day that exists" in never.text
    assert story.times() == {"Set the cap": "22 09:00 22 10:30"}
    assert not story.steps()


def test_times_entered_in_utc_are_kept_by_the_clock_of_the_session(
    organiser: CheckingClient, story: Story
) -> None:
    sitting = story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30")
    page = organiser.visit(f"{story.address}/sessions/{sitting.id}/move?clock=utc")
    sent = {"day": "2027-03-29", "starts": "09:00", "ends": "10:00", "zone": "UTC"}
    page = organiser.submit(page, sent, button="Move")
    assert story.times() == {"Set the cap": "29 11:00 29 12:00"}  # summer time by then
    assert page.address == f"{story.address}?day=2027-03-29&clock=utc"


def test_who_moves_what_another_moved_is_told_and_nothing_is_lost(
    organiser: CheckingClient, story: Story, cast: Cast
) -> None:
    sitting = story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30")
    page = organiser.follow(organiser.visit(story.address), "Move Set the cap")
    story.actor = cast.administrator
    story.clock.advance(minutes=1)
    story.move(sitting, HOUR)
    late = organiser.submit(page, {"starts": "08:00"}, button="Move", status=422)
    name = cast.administrator.display_name
    assert f"{name} was faster: Moved “Set the cap”." in late.text
    assert "is now on Mon 22 Mar 2027, 10:00 – 11:30 CET" in late.text
    assert late.value("starts") == "08:00"
    assert story.times() == {"Set the cap": "22 10:00 22 11:30"}
    organiser.submit(late, button="Move")  # looked at, and wanted all the same
    assert story.times() == {"Set the cap": "22 08:00 22 10:30"}


def test_a_session_of_another_event_a_cancelled_one_and_a_lost_room_are_refused(
    session: Session, story: Story
) -> None:
    sitting = story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30")
    there = placement_of(sitting)
    gone = Placement(there.zone, there.starts_local, there.ends_local, room_id=987_654)
    assert "removed meanwhile" in refusal(story, sitting.id, gone)
    cancel_session(session, story.actor, story.clock.now, sitting)
    assert refusal(story, sitting.id, there.later(HOUR)) == (
        "“Set the cap” is cancelled, so it cannot be moved."
    )
    with pytest.raises(NotFound):
        replan(session, story.actor, story.clock.now, story.event, {987_654: there}, {}, "Moved")


def refusal(story: Story, session_id: int, to: Placement) -> str:
    with pytest.raises(Problem) as caught:
        replan(
            story.session, story.actor, story.clock.now, story.event, {session_id: to}, {}, "Moved"
        )
    return caught.value.message


def test_a_move_to_where_it_is_already_is_no_step(organiser: CheckingClient, story: Story) -> None:
    story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30")
    page = organiser.follow(organiser.visit(story.address), "Move Set the cap")
    page = organiser.submit(page, button="Move")
    assert "“Set the cap” stays where it is." in page.text
    assert not story.steps()
