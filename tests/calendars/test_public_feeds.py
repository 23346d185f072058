"""What everybody finds in the feeds of the site, and what nobody does."""

from datetime import date, datetime, time, timedelta

import pytest
import recurring_ical_events

from courseapp.calendars.feeds.addresses import Address
from courseapp.calendars.feeds.public import Site, feed_at
from courseapp.calendars.publishing import published
from courseapp.events.models import Event
from courseapp.events.published.versions import publish_programme
from courseapp.events.rules import Access, EventStatus, Mode, SessionStatus
from courseapp.events.sessions.scheduling import add_session, cancel_session, change_session
from courseapp.events.sessions.sittings import SessionPlan
from courseapp.events.standing.publishing import cancel_event
from tests.calendars.story import (
    ALL,
    DAYS,
    FEED,
    ICAP,
    LINK,
    TITLE,
    World,
    add_sitting,
    new_event,
    uid,
)
from tests.unit.calendars.samples import parsed, values


@pytest.mark.parametrize("address", [ALL, ICAP, FEED])
def test_each_session_is_one_entry_with_the_same_uid_in_every_feed(
    world: World, course: Event, address: str
) -> None:
    found = world.read(address)
    assert list(found) == [uid(number + 1) for number in range(len(DAYS))]
    first = found[uid(1)]
    assert first["SUMMARY"] == f"Day 22 – {TITLE}"
    assert first["STATUS"] == "CONFIRMED"
    assert first["LOCATION"] == "Badia Fiesolana, Florence, Italy"
    assert first["URL"] == f"http://courseapp.test/events/{course.slug}"
    assert "With Aisha Bello (Example ministry)" in first["DESCRIPTION"]


def test_nine_in_florence_is_eight_and_then_seven_utc(world: World, course: Event) -> None:
    calendar = parsed(world.client.get(FEED).data)
    found = recurring_ical_events.of(calendar).between((2027, 3, 1), (2027, 4, 30))
    starts = [event["DTSTART"].dt for event in found]
    assert [(at.day, at.hour) for at in starts] == [(day, 9) for day in DAYS]
    assert [(at - at.utcoffset()).hour for at in starts] == [8] * 5 + [7] * 3


def test_the_feed_of_an_initiative_has_its_own_events_only(world: World, course: Event) -> None:
    new_event(world.session, world.clock.now, "a6ip", title="Article 6 training")
    assert len(world.read(ICAP)) == len(DAYS)
    assert len(world.read("/calendars/initiatives/a6ip.ics")) == 1
    assert len(world.read(ALL)) == len(DAYS) + 1


def test_a_draft_is_in_no_feed(world: World, course: Event) -> None:
    course.status = EventStatus.DRAFT
    assert world.read(ALL) == world.read(ICAP) == {}
    assert world.client.get(FEED).status_code == 404


@pytest.mark.parametrize("address", [ALL, ICAP, FEED])
def test_no_public_feed_tells_the_way_into_the_online_room(
    world: World, course: Event, address: str
) -> None:
    octets = world.client.get(address).data
    assert LINK.encode() not in octets
    assert b"CONFERENCE" not in octets


def test_of_an_event_by_invitation_only_title_and_dates_are_told(
    world: World, course: Event
) -> None:
    course.access = Access.INVITATION
    for address in (ALL, ICAP, FEED):
        (entry,) = world.read(address).values()
        assert (entry["DTSTART"], entry["DTEND"]) == ("2027-03-22", "2027-04-01")
        assert entry["SUMMARY"] == TITLE
        assert "LOCATION" not in entry
        assert "Badia" not in str(entry)
        assert "Aisha" not in str(entry)


def test_an_event_without_sessions_is_one_entry_of_whole_days(world: World) -> None:
    event = new_event(world.session, world.clock.now, status=EventStatus.ANNOUNCED)
    (entry,) = world.read(ALL).values()
    assert entry["UID"] == event.calendar_uid
    assert (entry["DTSTART"], entry["DTEND"]) == ("2027-03-22", "2027-04-01")
    assert entry["STATUS"] == "TENTATIVE"
    assert entry["TRANSP"] == "TRANSPARENT"
    assert "Planned, not yet confirmed." in entry["DESCRIPTION"]


def test_an_event_of_which_only_the_year_is_known_waits_for_its_dates(world: World) -> None:
    new_event(world.session, world.clock.now, starts_on=None, ends_on=None, year=2027)
    assert world.read(ALL) == {}


def test_the_first_session_takes_over_the_entry_of_the_event(world: World) -> None:
    event = new_event(world.session, world.clock.now)
    (before,) = world.read(ALL).values()
    add_session(world.session, None, world.clock.now, event, plan(day=22))
    assert world.read(ALL) == {before["UID"]: before}
    publish_programme(world.session, None, world.clock.now, event)
    (after,) = world.read(ALL).values()
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def test_a_moved_session_keeps_its_uid_and_counts_up(world: World, course: Event) -> None:
    before = world.read(FEED)[uid(1)]
    later = world.clock.advance(hours=1)
    change_session(world.session, None, later, course.sessions[0], plan(day=22, hour=14))
    assert world.read(FEED)[uid(1)] == before
    publish_programme(world.session, None, later, course)
    after = world.read(FEED)[uid(1)]
    assert after["DTSTART"] == "2027-03-22 14:00 +0100"
    assert int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert after["DTSTAMP"] == after["LAST-MODIFIED"] == f"{later:%Y-%m-%d %H:%M +0000}"
    assert after["CREATED"] == before["CREATED"]


def test_a_cancelled_session_stays_and_says_so(world: World, course: Event) -> None:
    later = world.clock.advance(hours=1)
    cancel_session(world.session, None, later, course.sessions[0])
    assert world.read(FEED)[uid(1)]["STATUS"] == "CONFIRMED"
    publish_programme(world.session, None, later, course)
    found = world.read(FEED)
    assert len(found) == len(DAYS)
    assert found[uid(1)]["STATUS"] == "CANCELLED"
    assert found[uid(1)]["SEQUENCE"] == "1"
    assert found[uid(1)]["SUMMARY"].startswith("Cancelled: ")
    assert found[uid(2)]["STATUS"] == "CONFIRMED"


def test_a_cancelled_event_stays_with_all_its_sessions(world: World, course: Event) -> None:
    with world.app.test_request_context():
        cancel_event(world.session, None, world.clock.advance(hours=1), course)
        world.session.commit()
    for address in (ALL, ICAP, FEED):
        found = world.read(address).values()
        assert {entry["STATUS"] for entry in found} == {"CANCELLED"}
        assert {entry["SEQUENCE"] for entry in found} == {"1"}
        assert len(found) == len(DAYS)


def test_a_new_venue_moves_the_stamps_but_not_the_sequence(world: World, course: Event) -> None:
    course.venue, course.changed_at = "Villa Salviati", world.clock.advance(days=1)
    entry = world.read(FEED)[uid(1)]
    assert entry["LOCATION"].startswith("Villa Salviati")
    assert entry["SEQUENCE"] == "0"
    assert entry["LAST-MODIFIED"] == f"{world.clock.now:%Y-%m-%d %H:%M +0000}"


def test_what_ended_three_months_ago_leaves_all_feeds_but_its_own(
    world: World, course: Event
) -> None:
    world.clock.set(world.clock.now.replace(month=6, day=30))
    assert len(world.read(ALL)) == len(DAYS)
    world.clock.advance(days=1)
    assert world.read(ALL) == world.read(ICAP) == {}
    assert len(world.read(FEED)) == len(DAYS)


def test_a_feed_holds_the_next_thousand_entries_at_most(
    world: World, course: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("courseapp.calendars.feeds.windows.MOST_ENTRIES", 3)
    assert list(world.read(ALL)) == [uid(1), uid(2), uid(3)]


def test_a_feed_that_would_be_too_long_for_google_ends_earlier(
    world: World, course: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site("courseapp", "http://courseapp.test")
    built = feed_at(world.session, world.clock.now, Address("all"), site)
    most = len(published(built).octets) - 1
    monkeypatch.setattr("courseapp.calendars.publishing.MOST_OCTETS", most)
    octets = published(built).octets
    assert len(octets) <= most
    assert 0 < len(values(octets, "SUMMARY")) < len(DAYS)


def test_an_empty_feed_is_a_calendar_all_the_same(world: World) -> None:
    octets = world.client.get("/calendars/initiatives/cmp.ics").data
    assert values(octets, "BEGIN") == ["VCALENDAR", "VTIMEZONE", "STANDARD"]


def test_online_sessions_say_so_without_the_link(world: World) -> None:
    webinar = new_event(world.session, world.clock.now, mode=Mode.ONLINE, venue="", city="")
    day = date(2027, 4, 1)
    add_sitting(world.session, webinar, day, world.clock.now, join_link=LINK, zone="Asia/Bangkok")
    (entry,) = world.read(ALL).values()
    assert entry["LOCATION"] == "Online"
    assert entry["DTSTART"] == "2027-04-01 09:00 +0700"


@pytest.mark.parametrize("slug", ["nowhere", "a" * 300, "%00", "%F0%9F%98%80"])
@pytest.mark.parametrize("kind", ["events", "initiatives"])
def test_an_unknown_feed_is_a_404_of_a_few_bytes(world: World, kind: str, slug: str) -> None:
    response = world.client.get(f"/calendars/{kind}/{slug}.ics")
    assert response.status_code == 404
    assert response.mimetype == "text/plain"
    assert len(response.data) < 50


def test_a_session_cancelled_in_a_planned_event_is_cancelled(world: World, course: Event) -> None:
    course.status = EventStatus.ANNOUNCED
    course.published_sessions[0].status = SessionStatus.CANCELLED
    statuses = [entry["STATUS"] for entry in world.read(FEED).values()]
    assert statuses == ["CANCELLED"] + ["TENTATIVE"] * (len(DAYS) - 1)


def plan(day: int, hour: int = 9) -> SessionPlan:
    starts = datetime.combine(date(2027, 3, day), time(hour))
    return SessionPlan("Opening", "Europe/Rome", starts, starts + timedelta(hours=2))
