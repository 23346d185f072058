"""The grid as its organiser reads it, with or without a script."""

import gzip

from sqlalchemy import event as database_event
from sqlalchemy.orm import Session

from courseapp.events.models import Room
from courseapp.events.sessions.scheduling import cancel_session
from courseapp.events.standing.publishing import publish_event
from tests.planner.story import Story, fill
from tests.support.checking_client import CheckingClient
from tests.support.pages import Page, said

MANY = 500
MOST_BYTES = 30_000  # all days of five hundred sessions, compressed; one day is a third of it


def columns(page: Page) -> dict[str, list[str]]:
    """Return what stands in each column of the first day, by its heading."""
    day = page.soup.select(".plan-day")[0]
    return {
        said(column.select("h3")[0]): [said(slot) for slot in column.select(".slot")]
        for column in day.select(".plan-col")
    }


def test_each_session_stands_in_its_room_at_its_time(
    organiser: CheckingClient, story: Story
) -> None:
    rossa = story.rooms[0].id
    first = story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30", room_id=rossa)
    story.sitting("Allocate", "2027-03-22T10:00", "2027-03-22T11:00", room_id=rossa)
    story.sitting("Welcome", "2027-03-22T08:30", "2027-03-22T09:00", place="The garden")
    page = organiser.visit(story.address)
    assert page.heading == "Planner"
    assert columns(page) == {
        "Sala Rossa 40 people": [
            "09:00 – 10:30 Set the cap ! Problem: Two sessions in one room Move Set the cap",
            "10:00 – 11:00 Allocate ! Problem: Two sessions in one room Move Allocate",
        ],
        "Sala Verde": [],
        "Without a room": ["08:30 – 09:00 Welcome The garden Move Welcome"],
    }
    classes = page.soup.select(f"#slot-{first.id}")[0]["class"]
    assert {"h-9", "m-0", "l-1", "n-30", "a-0", "b-2"} <= set(classes)
    assert page.link("Set the cap").endswith(f"/sessions/{first.id}")
    assert "times in CET" in page.text
    assert page.link("1 problem").endswith("/warnings")
    add = page.link("+ Add a session here: Sala Rossa, Mon 22 Mar 2027")
    assert add.endswith(f"/sessions/new?day=2027-03-22&starts=11:00&room={rossa}")
    form = organiser.visit(add)
    assert [form.value(name) for name in ("day", "starts", "room_id")] == [
        "2027-03-22",
        "11:00",
        str(rossa),
    ]
    saved = organiser.submit(form, {"title": "Link", "ends": "12:00"}, button="Save")
    assert (saved.heading, saved.address) == ("Planner", f"{story.address}?day=2027-03-22")


def test_days_tracks_and_utc_are_a_link_away(organiser: CheckingClient, story: Story) -> None:
    markets = story.tracks[0].id
    story.sitting("Night", "2027-03-22T22:30", "2027-03-23T01:00", track_id=markets)
    page = organiser.follow(organiser.visit(story.address), "tracks")
    assert columns(page)["Markets"] == ["22:30 – Tue 23 Mar, 01:00 Night Move Night"]
    page = organiser.follow(page, "Tue 23 Mar")
    assert columns(page)["Markets"] == ["Mon 22 Mar, 22:30 – 01:00 Night Move Night"]
    page = organiser.follow(page, "UTC")
    assert columns(page)["Markets"] == []  # it ends at midnight by that clock
    page = organiser.follow(page, "Mon 22 Mar")
    assert columns(page)["Markets"] == ["21:30 – 00:00 Night Move Night"]
    assert "times in UTC" in page.text
    page = organiser.follow(page, "All days")
    assert len(page.soup.select(".plan-day")) == 12


def test_what_is_not_public_yet_is_marked_once_there_is_a_version(
    organiser: CheckingClient, session: Session, story: Story
) -> None:
    one = story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30")
    two = story.sitting("Allocate", "2027-03-22T11:00", "2027-03-22T12:00")
    assert "New" not in " ".join(columns(organiser.visit(story.address))["Without a room"])
    publish_event(session, story.actor, story.clock.now, story.event)
    session.commit()
    story.clock.advance(hours=1)
    story.move(one, one.ends_at - one.starts_at)
    cancel_session(session, story.actor, story.clock.now, two)
    story.sitting("Report", "2027-03-22T15:00", "2027-03-22T16:00")
    assert columns(organiser.visit(story.address))["Without a room"] == [
        "10:30 – 12:00 Moved Set the cap Move Set the cap",
        "11:00 – 12:00 Cancelled: Allocate",
        "15:00 – 16:00 New Report Move Report",
    ]


def test_an_event_without_sessions_and_dates_says_what_to_do_first(
    organiser: CheckingClient, session: Session, story: Story
) -> None:
    story.event.starts_on = story.event.ends_on = None
    story.event.year = 2027
    session.commit()
    page = organiser.visit(story.address)
    assert "No session yet" in page.text
    assert page.link("Add a session").endswith("/sessions/new")


def test_five_hundred_sessions_cost_as_many_statements_as_twenty_and_stay_light(
    organiser: CheckingClient, session: Session, story: Story
) -> None:
    halls = [Room(event_id=story.event.id, name=f"Hall {n}", position=2 + n) for n in range(20)]
    session.add_all(halls)
    session.commit()
    fill(session, story.event, halls, 20, story.clock.now)
    addresses = [f"{story.address}?day=all", f"{story.address}/list", f"{story.address}/rooms"]
    few = [cost(organiser, session, address)[0] for address in addresses]
    fill(session, story.event, halls, MANY - 20, story.clock.now)
    many = [cost(organiser, session, address) for address in addresses]
    assert [count for count, _page in many] == few
    whole = many[0][1]
    assert whole.count(b'class="slot ') == MANY
    assert len(gzip.compress(whole, 6)) < MOST_BYTES


def cost(browser: CheckingClient, session: Session, address: str) -> tuple[int, bytes]:
    """Return how many statements a page costs, and the page."""
    session.commit()
    noted: list[str] = []

    def note(*call: object) -> None:
        noted.append(str(call[2]))

    connection = session.get_bind()
    database_event.listen(connection, "before_cursor_execute", note)
    answer = browser.get(address)
    assert answer.status_code == 200
    database_event.remove(connection, "before_cursor_execute", note)
    return len(noted), answer.data
