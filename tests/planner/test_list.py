"""The list of all sessions, filtered and paged."""

from sqlalchemy.orm import Session

from courseapp.events.sessions.sittings import SpeakerPlan
from courseapp.events.standing.publishing import publish_event
from tests.planner.story import Story, fill
from tests.support.checking_client import CheckingClient
from tests.support.pages import Page, said


def titles(page: Page) -> list[str]:
    return [said(cell) for cell in page.soup.select("tbody th")]


def test_sessions_are_found_by_word_day_room_and_track(
    organiser: CheckingClient, story: Story
) -> None:
    rossa, markets = story.rooms[0].id, story.tracks[0].id
    speakers = (SpeakerPlan("José García"),)
    story.sitting("A", "2027-03-22T09:00", "2027-03-22T10:00", room_id=rossa)
    story.sitting("B", "2027-03-22T23:00", "2027-03-23T01:00", track_id=markets)
    story.sitting("C", "2027-03-24T09:00", "2027-03-24T10:00", speakers=speakers)
    page = organiser.follow(organiser.visit(story.address), "List")
    assert titles(page) == ["A", "B", "C"]

    def found(**values: str) -> list[str]:
        return titles(organiser.submit(page, values, button="Show"))

    assert found(q="jose garcia") == ["C"]
    assert found(day="2027-03-23") == ["B"]
    assert found(room=str(rossa)) == ["A"]
    assert found(room="none") == ["B", "C"]
    assert found(track=str(markets)) == ["B"]
    assert "No session of this event is like that." in (
        organiser.visit(f"{story.address}/list?q=nobody&page=9").text
    )
    assert "22:00 – Tue 23 Mar, 00:00" in organiser.visit(f"{story.address}/list?clock=utc").text


def test_what_is_unpublished_is_named_and_found(
    organiser: CheckingClient, session: Session, story: Story
) -> None:
    one = story.sitting("A", "2027-03-22T09:00", "2027-03-22T10:00")
    story.sitting("B", "2027-03-22T11:00", "2027-03-22T12:00")
    publish_event(session, story.actor, story.clock.now, story.event)
    session.commit()
    story.move(one, one.ends_at - one.starts_at)
    page = organiser.visit(f"{story.address}/list")
    assert [said(tag) for tag in page.soup.select('td[data-label="State"]')] == [
        "i Moved",
        "As published",
    ]
    page = organiser.submit(page, {"unpublished": True}, button="Show")
    assert titles(page) == ["A"]


def test_what_is_probably_wrong_stands_beside_its_session_and_is_found(
    organiser: CheckingClient, story: Story
) -> None:
    rossa = story.rooms[0].id
    story.sitting("A", "2027-03-22T09:00", "2027-03-22T10:00", room_id=rossa)
    story.sitting("B", "2027-03-22T09:30", "2027-03-22T10:30", room_id=rossa)
    story.sitting("C", "2027-03-22T11:00", "2027-03-22T12:00", room_id=rossa)
    page = organiser.visit(f"{story.address}/list")
    assert "“A” and “B” are in Sala Rossa at the same time" in page.text
    page = organiser.submit(page, {"warned": True}, button="Show")
    assert [title[0] for title in titles(page)] == ["A", "B"]


def test_a_long_list_is_paged_and_keeps_its_filter(
    organiser: CheckingClient, session: Session, story: Story
) -> None:
    fill(session, story.event, story.rooms, 120, story.clock.now)
    rossa = story.rooms[0].id
    page = organiser.visit(f"{story.address}/list?room={rossa}")
    assert (len(titles(page)), "60 sessions" in page.text) == (50, True)
    page = organiser.follow(page, "Next")
    assert len(titles(page)) == 10
    assert f"room={rossa}" in page.address
