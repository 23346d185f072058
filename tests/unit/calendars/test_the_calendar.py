"""What stands in a feed: the calendar's own properties and those of its entries."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from courseapp.calendars.formats.ics import write_feed
from courseapp.calendars.rules import AllDay, Entry, EntryStatus, Feed, Position, Timed
from tests.unit.calendars.samples import A_DAY, at, entry, events, feed, lines, timed, values

FULL = entry(
    "full",
    sequence=3,
    description="Bring a calculator.",
    location="Badia Fiesolana, Florence",
    url="https://example.org/events/icap",
    categories=("Emissions trading", "Cap, scope"),
    position=Position(43.80123456789, 11.28),
    contact="ICAP secretariat",
    conference_url="https://meet.example.org/j/1",
    parent_uid="course",
    created_at=A_DAY - timedelta(days=3),
)


def test_the_calendar_says_its_name_in_the_standards_words_and_in_those_of_the_clients() -> None:
    octets = write_feed(feed(entry(), name="ICAP, events", description="All; of them"))
    assert values(octets, "NAME") == values(octets, "X-WR-CALNAME") == [r"ICAP\, events"]
    assert values(octets, "X-WR-CALDESC") == [r"All\; of them"]
    assert r"All\; of them" in values(octets, "DESCRIPTION")


def test_the_calendar_says_where_it_is_how_often_to_ask_and_when_it_changed() -> None:
    octets = write_feed(
        feed(source_url="https://example.org/calendars/all.ics", page_url="https://example.org/")
    )
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in octets
    assert b"\r\nX-PUBLISHED-TTL:PT1H\r\n" in octets
    assert b"\r\nSOURCE;VALUE=URI:https://example.org/calendars/all.ics\r\n" in octets
    assert b"\r\nURL:https://example.org/\r\n" in octets
    assert b"\r\nLAST-MODIFIED:20261102T103000Z\r\n" in octets


def test_the_calendar_has_no_uid_no_method_and_one_product_and_version() -> None:
    octets = write_feed(feed(FULL))
    own = [line.name for line in lines(octets)]
    own = own[: own.index("BEGIN", 1)]
    assert {"UID", "METHOD", "DTSTAMP"} & set(own) == set()
    assert own.count("PRODID") == own.count("VERSION") == 1


def test_an_empty_feed_still_has_a_component() -> None:
    octets = write_feed(feed())
    assert values(octets, "BEGIN") == ["VCALENDAR", "VTIMEZONE", "STANDARD"]


def test_the_stamps_of_an_entry_come_from_the_record_and_not_from_the_clock() -> None:
    octets = write_feed(feed(FULL))
    event = events(octets)["full"]
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == FULL.changed_at
    assert event["CREATED"].dt == FULL.created_at
    assert event["SEQUENCE"] == 3


def test_an_entry_has_what_people_look_for() -> None:
    octets = write_feed(feed(FULL))
    assert values(octets, "CATEGORIES") == [r"Emissions trading,Cap\, scope"]
    assert values(octets, "GEO") == ["43.801235;11.280000"]
    assert values(octets, "CONTACT") == ["ICAP secretariat"]
    assert b"\r\nRELATED-TO;RELTYPE=PARENT:course\r\n" in octets
    assert "https://example.org/events/icap" in values(octets, "URL")


def test_the_way_in_is_told_twice_for_those_who_may_join_and_never_else() -> None:
    octets = write_feed(feed(FULL))
    place = r"Badia Fiesolana\, Florence\, https://meet.example.org/j/1"
    assert values(octets, "LOCATION") == [place]
    assert values(octets, "CONFERENCE") == ["https://meet.example.org/j/1"]
    assert b"meet.example.org" not in write_feed(feed(replace(FULL, conference_url="")))


@pytest.mark.parametrize("name", ["ORGANIZER", "ATTENDEE", "METHOD", "RRULE", "DURATION"])
def test_no_entry_names_people_or_asks_for_an_answer(name: str) -> None:
    event = events(write_feed(feed(FULL)))["full"]
    assert name not in event
    assert event.subcomponents == []


def test_nothing_stands_twice_in_an_entry() -> None:
    inside = lines(write_feed(feed(FULL)))
    names = [line.name for line in inside[[line.value for line in inside].index("VEVENT") :]]
    once = [name for name in names if name not in {"BEGIN", "END"}]
    assert len(once) == len(set(once))


def test_days_end_the_day_after_the_last_and_keep_nobody_busy() -> None:
    days = AllDay(date(2027, 3, 22), date(2027, 3, 31))
    octets = write_feed(feed(entry(when=days)))
    assert b"\r\nDTSTART;VALUE=DATE:20270322\r\n" in octets
    assert b"\r\nDTEND;VALUE=DATE:20270401\r\n" in octets
    assert values(octets, "TRANSP") == ["TRANSPARENT"]


@pytest.mark.parametrize("status", EntryStatus)
def test_a_cancelled_entry_stays_says_so_and_frees_the_time(status: EntryStatus) -> None:
    octets = write_feed(feed(entry(status=status)))
    cancelled = status is EntryStatus.CANCELLED
    assert values(octets, "STATUS") == [status.value.upper()]
    assert values(octets, "TRANSP") == ["TRANSPARENT" if cancelled else "OPAQUE"]


def test_entries_stand_in_the_order_of_time_then_uid_after_the_zones() -> None:
    late = timed("2027-03-23T08:00", zone="Asia/Tokyo")
    some = feed(
        entry("c", late), entry("b"), entry("a"), entry("d", AllDay(*[date(2027, 3, 22)] * 2))
    )
    octets = write_feed(some)
    assert values(octets, "UID") == ["d", "a", "b", "c"]
    assert octets.rindex(b"END:VTIMEZONE") < octets.index(b"BEGIN:VEVENT")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (at("2027-03-22T08:00"), at("2027-03-22T08:00")),
        (at("2027-03-22T08:00"), at("2027-03-22T07:00")),
        (at("2027-03-22T08:00").replace(tzinfo=None), at("2027-03-22T09:00")),
    ],
)
def test_an_entry_needs_an_end_after_its_start_and_a_zone(start: datetime, end: datetime) -> None:
    with pytest.raises(ValueError, match=r"not after|no time zone"):
        Timed(start, end, "Europe/Rome")


@pytest.mark.parametrize("uid", ["", "a\r\nb", "é", "x" * 255])
def test_a_uid_that_readers_could_not_keep_is_refused(uid: str) -> None:
    with pytest.raises(ValueError, match="UID"):
        entry(uid)


def test_two_entries_with_one_uid_are_refused() -> None:
    twice: tuple[Entry, ...] = (entry("same"), entry("same", timed("2027-03-24T08:00")))
    with pytest.raises(ValueError, match="same UID"):
        Feed(name="Twice", changed_at=A_DAY, entries=twice)


def test_a_place_off_the_globe_and_days_that_run_backwards_are_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        Position(91, 0)
    with pytest.raises(ValueError, match="before the first"):
        AllDay(date(2027, 3, 2), date(2027, 3, 1))
