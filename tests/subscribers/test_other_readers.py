"""Readers in other languages understand of every feed what we meant."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from courseapp.events.rules import EventStatus, Mode, SessionStatus
from tests.calendars.story import add_sitting, new_event
from tests.subscribers.feeds import write_all
from tests.subscribers.reading import by_home_assistant, by_ical_js, by_icalendar, by_libical
from tests.support.clock import FixedClock
from tests.unit.calendars.samples import lines, unescaped

AWKWARD = (
    "Zwölf, drei; C:\\New\\names: “Ünïcödé” – "
    "تسعير الكربون في الشرق الأوسط، مع أمثلة – 碳定价与碳市场的设计和管理 – "
    "🌍🌿💶👩🏽‍🔬🇮🇹 – e\u0301 \u200f\u202bעברית\u202c – "
)
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "CONTACT"}
# Both halves of the world, no summer time, half hours, and the days on which clocks change.
ZONES = {
    "Europe/Rome": (date(2027, 3, 27), date(2027, 3, 29), date(2027, 10, 31)),
    "America/Santiago": (date(2027, 4, 2), date(2027, 4, 5), date(2027, 9, 6)),
    "Australia/Lord_Howe": (date(2027, 4, 3), date(2027, 4, 5)),
    "Africa/Casablanca": (date(2027, 2, 7), date(2027, 3, 15)),
    "Africa/Cairo": (date(2027, 4, 29), date(2027, 5, 1)),
    "Asia/Kathmandu": (date(2027, 6, 1),),
    "America/New_York": (date(2027, 3, 14), date(2027, 11, 8)),
}


@pytest.fixture
def feeds(examples: None, session: Session, clock: FixedClock, tmp_path: Path) -> Path:
    """A folder with every public feed of the example world, and of some awkward events."""
    for zone, days in ZONES.items():
        meeting = new_event(session, clock.now, title=f"{zone}: {AWKWARD}", zone=zone)
        for day in days:
            words = {"title": AWKWARD[:150], "description": f"One.\n\n{AWKWARD * 2}\r\n\t– two\\n"}
            add_sitting(session, meeting, day, clock.now, zone=zone, **words)
    meeting.published_sessions[0].status = SessionStatus.CANCELLED
    cancelled = EventStatus.CANCELLED
    new_event(session, clock.now, mode=Mode.HYBRID, status=cancelled, cancelled_at=clock.now)
    new_event(session, clock.now, status=EventStatus.ANNOUNCED, venue="", city="", mode=Mode.ONLINE)
    assert len(write_all(session, clock.now, tmp_path)) > 100
    return tmp_path


def test_they_agree_on_every_event_of_every_feed(feeds: Path) -> None:
    for file in feeds.iterdir():
        check_stream(file.read_bytes())
    ours = {name: sorted(events) for name, events in by_icalendar(feeds).items()}
    for read in (by_ical_js, by_libical, by_home_assistant):
        theirs = {name: sorted(events) for name, events in read(feeds).items()}
        assert theirs.keys() == ours.keys(), read.__name__
        different = {name for name, events in theirs.items() if events != ours[name]}
        assert different == set(), read.__name__
    seen = {event.status for events in ours.values() for event in events}
    assert seen == {"CONFIRMED", "TENTATIVE", "CANCELLED"}


def test_a_feed_is_read_wrongly_when_it_is_wrong(tmp_path: Path) -> None:
    """The comparison can fail: an hour's error in a VTIMEZONE is seen by who reads it."""
    file = tmp_path / "course.ics"
    told = (Path(__file__).parents[1] / "calendars" / "course.ics").read_bytes()
    file.write_bytes(told)
    right = by_icalendar(tmp_path)
    assert by_ical_js(tmp_path) == by_libical(tmp_path) == by_home_assistant(tmp_path) == right
    file.write_bytes(told.replace(b"TZOFFSETTO:+0100", b"TZOFFSETTO:+0000"))
    assert by_icalendar(tmp_path) == right  # it knows the zone by its name
    assert by_ical_js(tmp_path) != right
    assert by_libical(tmp_path) != right


def check_stream(octets: bytes) -> None:
    """Raise AssertionError where lines, folds, escapes or nesting are not RFC 5545's."""
    nesting = []
    for line in lines(octets):
        if line.name == "BEGIN":
            nesting.append(line.value)
        elif line.name == "END":
            assert nesting.pop() == line.value
        elif line.name in TEXTS:
            unescaped(line.value)
    assert nesting == []
