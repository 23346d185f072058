"""The rooms and tracks of an event."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.errors import Problem
from courseapp.events.models import EventSession, Room
from courseapp.planner.undoing import undo
from tests.planner.story import Story
from tests.support.checking_client import CheckingClient
from tests.support.pages import Page, said


def names(page: Page) -> list[str]:
    return [said(cell) for cell in page.soup.select("tbody th")]


def test_rooms_are_added_renamed_and_put_in_order(organiser: CheckingClient, story: Story) -> None:
    page = organiser.follow(organiser.visit(story.address), "Rooms")
    assert names(page) == ["Sala Rossa", "Sala Verde"]
    page = organiser.submit(page, {"name": "Cloister", "capacity": "120"}, button="Add")
    page = organiser.submit(page, button="↑ Move Cloister up")
    page = organiser.submit(page, button="↑ Move Cloister up")
    assert names(page) == ["Cloister", "Sala Rossa", "Sala Verde"]
    page = organiser.follow(page, "Change Cloister")
    page = organiser.submit(page, {"name": "Chiostro", "capacity": ""}, button="Save")
    assert names(page) == ["Chiostro", "Sala Rossa", "Sala Verde"]
    history = organiser.visit(f"/manage/events/{story.event.slug}/history")
    assert "Renamed the room “Cloister” to “Chiostro”." in history.text


@pytest.mark.parametrize("kind", ["rooms", "tracks"])
def test_a_name_is_needed_and_there_once_whatever_its_case(
    organiser: CheckingClient, story: Story, kind: str
) -> None:
    there = story.rooms[0].name if kind == "rooms" else story.tracks[0].name
    page = organiser.visit(f"{story.address}/{kind}")
    page = organiser.submit(page, {"name": "  "}, button="Add", status=422)
    assert "Enter a name." in page.text
    page = organiser.submit(page, {"name": there.upper()}, button="Add", status=422)
    assert f"“{there}” already. Give this one another name." in page.text
    assert page.value("name") == there.upper()


def test_a_room_is_removed_once_it_is_said_where_its_sessions_go_and_comes_back_by_undo(
    organiser: CheckingClient, session: Session, story: Story
) -> None:
    rossa, verde = (room.id for room in story.rooms)
    sitting = story.sitting("A", "2027-03-22T09:00", "2027-03-22T10:00", room_id=rossa)
    page = organiser.follow(organiser.visit(f"{story.address}/rooms"), "Remove Sala Rossa")
    assert "has 1 session." in page.text
    page = organiser.submit(page, {"to": str(verde)}, button="Remove")
    assert names(page) == ["Sala Verde"]
    session.expire_all()
    assert sitting.room_id == verde
    said_so = "Removed the room “Sala Rossa”, 1 session moved to “Sala Verde”"
    page = organiser.submit(organiser.visit(story.address), button=f"↶ Undo: {said_so}")
    assert f"Taken back: {said_so}." in page.text
    session.expire_all()
    back = session.scalars(select(Room).where(Room.name == "Sala Rossa")).one()
    assert (back.id, back.capacity, back.position) == (rossa, 40, 1)
    moved = session.scalars(select(EventSession)).one()
    assert moved.room_id == rossa


def test_a_room_comes_not_back_beside_another_of_its_name(
    organiser: CheckingClient, session: Session, story: Story
) -> None:
    page = organiser.follow(organiser.visit(f"{story.address}/rooms"), "Remove Sala Rossa")
    page = organiser.submit(page, button="Remove")
    page = organiser.submit(page, {"name": "sala rossa"}, button="Add")
    button = "↶ Undo: Removed the room “Sala Rossa”"
    page = organiser.submit(organiser.visit(story.address), button=button)
    assert "Nothing is undone: there is another “Sala Rossa” by now." in page.text
    assert len(session.scalars(select(Room)).all()) == 2


def test_a_session_does_not_go_back_to_a_room_that_is_gone(
    organiser: CheckingClient, session: Session, story: Story
) -> None:
    """A new room may have got the number of the old one: the step tells that it is another."""
    verde = story.rooms[1]
    sitting = story.sitting("A", "2027-03-22T09:00", "2027-03-22T10:00", room_id=verde.id)
    step = story.move(sitting, timedelta(0), story.rooms[0])
    page = organiser.follow(organiser.visit(f"{story.address}/rooms"), "Remove Sala Verde")
    page = organiser.submit(page, button="Remove")
    organiser.submit(page, {"name": "Cloister"}, button="Add")
    session.expire_all()
    with pytest.raises(Problem, match="“Sala Verde” was removed since then"):
        undo(session, story.actor, story.clock.now, story.event, step.number)
    assert sitting.room_id == story.rooms[0].id


def test_places_of_another_event_are_not_found(organiser: CheckingClient, story: Story) -> None:
    organiser.expect_404(f"{story.address}/rooms/{story.rooms[0].id + 1000}")
    organiser.expect_404(f"{story.address}/tracks/{story.tracks[0].id + 1000}/remove")
