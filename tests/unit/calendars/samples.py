"""Entries and feeds to write, and the readers that look at what was written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

import icalendar
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from courseapp.calendars.rules import (
    AllDay,
    Entry,
    EntryStatus,
    Feed,
    Link,
    Position,
    Privacy,
    Timed,
)
from courseapp.calendars.zones.timezones import changes, zone_named

YEAR_2000 = datetime(2000, 1, 1, tzinfo=UTC)
YEAR_2040 = datetime(2040, 1, 1, tzinfo=UTC)
A_DAY = datetime(2026, 11, 2, 10, 30, tzinfo=UTC)
ZONES = tuple(resources.files("tzdata").joinpath("zones").read_text().split())
# Zones whose rules are no n-th weekday of a month, or change, or are odd in another way.
CAREFUL = [
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "Africa/Cairo",
    "America/Nuuk",
    "America/Scoresbysund",
    "America/Santiago",
    "Asia/Gaza",
    "Asia/Hebron",
    "Asia/Jerusalem",
    "Europe/Dublin",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
]
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


# Everything that an entry can have, with texts that ask for care.
RICH = feed(
    entry(
        "5b2f0a52-1f0c-4f5e-8c6e-000000000001",
        AllDay(date(2027, 3, 20), date(2027, 3, 31)),
        title="Course; in Florence, Italy",
        language="en",
    ),
    entry(
        "5b2f0a52-1f0c-4f5e-8c6e-000000000002",
        sequence=3,
        title='Setting “the cap” \\ 👩🏽‍🔬 – "first" part',
        description="مرحبا, world;\nline two \\n\thttps://example.org/é",
        styled='<p>a &lt;b&gt; &amp; c</p><p><a href="https://example.org/x?a=1&amp;b=2">Page</a></p>',
        location="Badia Fiesolana, Florence",
        venue='Badia "Fiesolana", Florence; ^here',
        position=Position(43.80123456789, 11.28),
        url="https://example.org/events/icap?a=1,2;b",
        categories=("Emissions trading", "Cap, scope"),
        contact="ICAP secretariat, https://icap.example.org",
        parent_uid="5b2f0a52-1f0c-4f5e-8c6e-000000000001",
        group="5b2f0a52-1f0c-4f5e-8c6e-000000000001",
        record=Link("https://example.org/icap.jsonld", "application/ld+json", "ICAP: “the” record"),
        concepts=("https://example.org/events?topic=cap", "https://example.org/events?topic=mrv"),
        attachments=(Link("https://example.org/m/1", "application/pdf", 'The "cap", in short'),),
        image=Link("https://example.org/mark.png", "image/png"),
        colour="seagreen",
        created_at=A_DAY - timedelta(days=3),
    ),
    entry(
        "5b2f0a52-1f0c-4f5e-8c6e-000000000003",
        timed("2027-03-23T08:00", zone="Asia/Kathmandu"),
        status=EntryStatus.CANCELLED,
        title="Cancelled: " + "very " * 40 + "long",
        conference_url="https://meet.example.org/j/1?pwd=a,b",
        conference_label="Participer en ligne, ici",
        privacy=Privacy.PRIVATE,
    ),
    entry(
        "5b2f0a52-1f0c-4f5e-8c6e-000000000004",
        timed("2027-10-30T23:30"),
        status=EntryStatus.TENTATIVE,
        transparent=True,
    ),
    entry("5b2f0a52-1f0c-4f5e-8c6e-000000000005", timed("2027-07-01T12:00", zone="Africa/Lagos")),
    name="Entraînement, à Florence",
    description="Cours; séminaires\net plus",
    language="fr",
    colour="steelblue",
    image=Link("https://example.org/mark.svg", "image/svg+xml"),
    source_url="https://example.org/calendars/fr/all.ics",
    page_url="https://example.org/events",
)

instants = st.integers(0, int((YEAR_2040 - YEAR_2000).total_seconds()) // 60).map(
    lambda minutes: YEAR_2000 + timedelta(minutes=minutes)
)
spans = st.builds(
    lambda start, minutes, zone: Timed(start, start + timedelta(minutes=minutes), zone),
    instants,
    st.integers(1, 3000),
    st.sampled_from(ZONES),
)


@cache
def changes_in(zone: str, year: int) -> tuple[datetime, ...]:
    """When the clocks of a zone change in a year."""
    clock, start = zone_named(zone), datetime(year, 1, 1, tzinfo=UTC)
    assert clock is not None
    return tuple(each.at for each in changes(clock, start, start + timedelta(days=365)))


def close_to_a_change(zone: str, year: int, minutes: int, length: int) -> Timed:
    """A time close to a change of the zone's clocks, or to the first of July where none is."""
    found = changes_in(zone, year) or (datetime(year, 7, 1, tzinfo=UTC),)
    start = found[minutes % len(found)] + timedelta(minutes=minutes)
    return Timed(start, start + timedelta(minutes=length), zone)


spans_at_changes = st.builds(
    close_to_a_change,
    st.sampled_from(ZONES),
    st.integers(2000, 2039),
    st.integers(-400, 400),
    st.integers(1, 600),
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
    styled=texts,
    venue=texts,
    language=st.sampled_from(["", "fr", "pt-BR"]),
    position=st.none() | st.builds(Position, st.floats(-90, 90), st.floats(-180, 180)),
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
