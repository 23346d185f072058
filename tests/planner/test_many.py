"""Many sessions at once: shown first, done as one step."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.events.models import AgendaItem, EventSession, Speaker
from courseapp.events.rules import AgendaKind
from courseapp.events.sessions.sittings import SpeakerPlan
from tests.planner.story import Story
from tests.support.checking_client import CheckingClient
from tests.support.pages import Page, Value, said

SHOW = "Show what would change"


def preview(page: Page) -> list[list[str]]:
    return [[said(cell) for cell in row.select("th, td")] for row in page.soup.select("tbody tr")]


def test_a_day_is_shifted_after_its_preview_and_taken_back_as_one(
    organiser: CheckingClient, story: Story
) -> None:
    story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30")
    story.sitting("Night", "2027-03-22T22:30", "2027-03-23T00:30")
    story.sitting("Next day", "2027-03-23T09:00", "2027-03-23T10:00")
    before = story.times()
    page = organiser.follow(organiser.visit(story.address), "Shift a day")
    assert page.value("day") == "2027-03-22"
    page = organiser.submit(page, {"minutes": "45", "direction": "later"}, button=SHOW)
    assert preview(page) == [
        ["Set the cap", "Mon 22 Mar 2027, 09:00 – 10:30 CET", "Mon 22 Mar 2027, 09:45 – 11:15 CET"],
        [
            "Night",
            "Mon 22 Mar 2027, 22:30 – Tue 23 Mar, 00:30 CET",
            "Mon 22 Mar 2027, 23:15 – Tue 23 Mar, 01:15 CET",
        ],
    ]
    assert story.times() == before
    page = organiser.submit(page, button="Change 2 sessions")
    assert "Moved 2 sessions of Mon 22 Mar 2027 45 minutes later." in page.text
    assert story.times() == {
        "Set the cap": "22 09:45 22 11:15",
        "Night": "22 23:15 23 01:15",
        "Next day": "23 09:00 23 10:00",
    }
    organiser.submit(page, button="↶ Undo: Moved 2 sessions of Mon 22 Mar 2027 45 minutes later")
    assert story.times() == before


def test_a_preview_that_is_no_longer_true_is_shown_anew(
    organiser: CheckingClient, story: Story
) -> None:
    sitting = story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30")
    page = organiser.visit(f"{story.address}/many/shift-day")
    page = organiser.submit(page, {"day": "2027-03-22", "minutes": "30"}, button=SHOW)
    story.clock.advance(minutes=1)
    story.move(sitting, timedelta(hours=1))
    page = organiser.submit(page, button="Change 1 session")
    assert "The programme has changed meanwhile" in page.text
    assert story.times() == {"Set the cap": "22 10:00 22 11:30"}
    organiser.submit(page, button="Change 1 session")
    assert story.times() == {"Set the cap": "22 10:30 22 12:00"}


def test_a_day_that_would_meet_a_skipped_hour_is_refused_with_the_session(
    organiser: CheckingClient, story: Story
) -> None:
    story.sitting("Night watch", "2027-03-27T02:30", "2027-03-27T04:00")
    page = organiser.visit(f"{story.address}/many/shift-day?day=2027-03-27")
    page = organiser.submit(page, {"to_day": "2027-03-28"}, button=SHOW, status=422)
    assert (
        "“Night watch”: On Sun 28 Mar 2027 the clocks in Rome go from 02:00 to 03:00" in page.text
    )
    page = organiser.submit(page, {"to_day": ""}, button=SHOW, status=422)
    assert "Enter by how many minutes the day moves" in page.text


def test_a_track_moves_by_days_and_to_a_room(organiser: CheckingClient, story: Story) -> None:
    markets = story.tracks[0].id
    one = story.sitting("A", "2027-03-22T09:00", "2027-03-22T10:00", track_id=markets)
    story.sitting("B", "2027-03-26T09:00", "2027-03-26T10:00", track_id=markets)
    story.sitting("C", "2027-03-22T09:00", "2027-03-22T10:00")
    page = organiser.visit(f"{story.address}/many/move-track")
    values = {"track": str(markets), "days": "3", "to_room": str(story.rooms[1].id)}
    page = organiser.submit(page, values, button=SHOW)
    page = organiser.submit(page, button="Change 2 sessions")
    assert "Moved 2 sessions of “Markets” 3 days later to Sala Verde." in page.text
    assert story.times() == {
        "A": "25 09:00 25 10:00",
        "B": "29 09:00 29 10:00",  # nine by the clock, though the clocks changed
        "C": "22 09:00 22 10:00",
    }
    story.session.refresh(one)
    assert one.room_id == story.rooms[1].id


def test_a_day_is_copied_with_speakers_and_agenda_and_uids_of_its_own(
    organiser: CheckingClient, session: Session, story: Story
) -> None:
    speakers = (SpeakerPlan("Mai Trần"), SpeakerPlan("José García"))
    old = story.sitting("A", "2027-03-22T09:00", "2027-03-22T10:00", speakers=speakers, seats=12)
    item = AgendaItem(position=1, kind=AgendaKind.TALK, title="Why", starts_after=0, minutes=30)
    old.agenda.append(item)
    session.flush()
    old.speakers[1].agenda_item_id = item.id
    session.commit()
    page = organiser.visit(f"{story.address}/many/duplicate-day?day=2027-03-22")
    page = organiser.submit(page, {"to_day": "2027-03-24"}, button=SHOW)
    assert preview(page) == [["A", "A new session", "Wed 24 Mar 2027, 09:00 – 10:00 CET"]]
    organiser.submit(page, button="Change 1 session")
    session.expire_all()
    _, new = session.scalars(select(EventSession).order_by(EventSession.id)).all()
    assert new.calendar_uid != old.calendar_uid
    assert (new.seats, new.starts_local.day, new.published) == (12, 24, None)
    assert [each.name for each in new.speakers] == ["Mai Trần", "José García"]
    assert [each.agenda_item_id for each in new.speakers] == [None, new.agenda[0].id]
    assert new.agenda[0].title == "Why"
    assert session.scalars(select(Speaker).where(Speaker.session_id == old.id)).all()


def test_a_break_moves_what_comes_after_it_in_the_chosen_rooms(
    organiser: CheckingClient, story: Story
) -> None:
    rossa, verde = (room.id for room in story.rooms)
    story.sitting("Under way", "2027-03-22T09:00", "2027-03-22T11:00", room_id=rossa)
    story.sitting("After", "2027-03-22T11:00", "2027-03-22T12:00", room_id=rossa)
    story.sitting("Elsewhere", "2027-03-22T11:00", "2027-03-22T12:00", room_id=verde)
    page = organiser.visit(f"{story.address}/many/insert-break?day=2027-03-22")
    values: dict[str, Value] = {"at": "11:00", "minutes": "20", "title": "Coffee"}
    values |= {"rooms": [str(rossa)], "adds_session": True}
    page = organiser.submit(page, values, button=SHOW)
    organiser.submit(page, button="Change 2 sessions")
    assert story.times() == {
        "Under way": "22 09:00 22 11:00",
        "After": "22 11:20 22 12:20",
        "Elsewhere": "22 11:00 22 12:00",
        "Coffee": "22 11:00 22 11:20",
    }
    coffee = story.session.scalars(select(EventSession).where(EventSession.title == "Coffee")).one()
    assert coffee.room_id == rossa
