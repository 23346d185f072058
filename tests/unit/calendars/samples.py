"""Entries and feeds to write, and the readers that look at what was written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from importlib import resources
from typing import Any

import icalendar
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from courseapp.calendars.rules import AllDay, Entry, EntryStatus, Feed, Timed

YEAR_2000 = datetime(2000, 1, 1, tzinfo=UTC)
YEAR_2040 = datetime(2040, 1, 1, tzinfo=UTC)
A_DAY = datetime(2026, 11, 2, 10, 30, tzinfo=UTC)
ZONES = tuple(resources.files("tzdata").joinpath("zones").read_text().split())
AWKWARD = ["\n", "\r\n", "\\", "\\n", "\\N", ";", ",", ":", '"', "\u2028", "\u0085", "é", "ب", "😀"]


def examples(most: int) -> settings:
    """How many random feeds a test writes. The first text may be slow: tables are built then."""
    return settings(max_examples=most, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def at(text: str) -> datetime:
    """An instant from ISO 8601, UTC unless it says otherwise."""
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def timed(start: str, hours: float = 2, zone: str = "Europe/Rome") -> Timed:
    return Timed(at(start), at(start) + timedelta(hours=hours), zone)


def entry(uid: str = "one", when: Timed | AllDay | None = None, **changes: Any) -> Entry:
    plain = Entry(
        uid=uid,
        sequence=0,
        status=EntryStatus.CONFIRMED,
        title="Setting the cap",
        when=when or timed("2027-03-22T08:00"),
        created_at=A_DAY,
        changed_at=A_DAY,
    )
    return replace(plain, **changes)


def feed(*entries: Entry, **changes: Any) -> Feed:
    return replace(Feed(name="Training", changed_at=A_DAY, entries=entries), **changes)


instants = st.integers(0, int((YEAR_2040 - YEAR_2000).total_seconds()) // 60).map(
    lambda minutes: YEAR_2000 + timedelta(minutes=minutes)
)
spans = st.builds(
    lambda start, minutes, zone: Timed(start, start + timedelta(minutes=minutes), zone),
    instants,
    st.integers(1, 3000),
    st.sampled_from(ZONES),
)
days = st.builds(
    lambda first, length: AllDay(first, first + timedelta(days=length)),
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    st.integers(0, 20),
)
texts = st.lists(st.text(max_size=30) | st.sampled_from(AWKWARD), max_size=12).map("".join)
entries = st.builds(
    entry,
    uid=st.uuids().map(str),
    when=spans | days,
    title=texts,
    description=texts,
    location=texts,
    contact=texts,
    categories=st.lists(texts, max_size=3).map(tuple),
    status=st.sampled_from(EntryStatus),
    sequence=st.integers(0, 99),
)
feeds = st.lists(entries, max_size=4, unique_by=lambda one: one.uid).map(lambda some: feed(*some))


def parsed(octets: bytes) -> icalendar.Calendar:
    calendar = icalendar.Calendar.from_ical(octets)
    assert isinstance(calendar, icalendar.Calendar)
    return calendar


def events(octets: bytes) -> dict[str, Any]:
    """The events that the icalendar library reads, by UID."""
    return {str(event["UID"]): event for event in parsed(octets).walk("VEVENT")}


def with_zones_of_its_own(octets: bytes) -> bytes:
    """The feed with names of zones that no reader knows or remembers: only VTIMEZONEs help."""
    name = sha256(octets).hexdigest()[:8].encode()
    return re.sub(rb"TZID([:=])", rb"TZID\1X-" + name + b"-", octets)


@dataclass(frozen=True)
class Line:
    name: str
    parameters: str
    value: str


def lines(octets: bytes) -> list[Line]:
    """The content lines, unfolded; raises AssertionError where RFC 5545 §3.1 is not kept."""
    return list(_strict_lines(octets))


def _strict_lines(octets: bytes) -> Iterator[Line]:
    assert octets.endswith(b"\r\n")
    physical = octets[:-2].split(b"\r\n")
    for line in physical:
        assert 0 < len(line) <= 75, line
        line.decode("utf-8")  # no fold inside a character
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line), line
    for text in octets[:-2].decode("utf-8").replace("\r\n ", "").split("\r\n"):
        match = re.fullmatch(r"([A-Z0-9-]+)((?:;[A-Z-]+=(?:[^\";:,]*|\"[^\"]*\"))*):(.*)", text)
        assert match, text
        yield Line(*match.groups())


def values(octets: bytes, name: str) -> list[str]:
    """The values of a property, wherever it stands, still escaped."""
    return [line.value for line in lines(octets) if line.name == name]


def unescaped(value: str) -> str:
    """TEXT as RFC 5545 §3.3.11 reads it; raises AssertionError at any other escape."""
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value), value
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
