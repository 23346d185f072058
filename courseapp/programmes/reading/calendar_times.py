"""Dates, times and durations as calendars write them (RFC 5545 §3.3.4–3.3.6)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as dt_time
from zoneinfo import ZoneInfo

from courseapp.events.clock.local_time import FIRST_YEAR, LAST_YEAR
from courseapp.programmes.reading.calendar_lines import Component, ContentLine
from courseapp.programmes.reading.recurring import BROKEN_RULES, zone_described_by
from courseapp.programmes.reading.zones import UNIVERSAL, iana_zone, told_in

_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?")
_DURATION = re.compile(
    r"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?"
)
MOST_ZONES = 100  # of one calendar
_ISO = re.compile(r"[-:]")


@dataclass(frozen=True)
class When:
    """A date, or a time of a zone. `note` says what had to be assumed, "" where nothing."""

    day: date
    local: datetime | None  # naive wall clock of `zone`; None for a whole day
    zone: str
    is_utc: bool = False
    note: str = ""

    @property
    def at(self) -> datetime:
        """The aware time; of a whole day its first moment in the zone."""
        wall = self.local or datetime.combine(self.day, dt_time.min)
        return wall.replace(tzinfo=ZoneInfo(self.zone))


@dataclass(frozen=True)
class Zones:
    """What a calendar says of zones: `event` is for times that say nothing.

    `stated` is the calendar's own X-WR-TIMEZONE; `located` are the names of its VTIMEZONEs with
    the IANA zone that they mean, `described` those that mean none, with their own rules.
    """

    event: str
    stated: str = ""
    located: Mapping[str, str] = field(default_factory=dict)
    described: Mapping[str, tzinfo] = field(default_factory=dict)

    @property
    def usual(self) -> str:
        """The zone in which times in UTC are told."""
        return self.stated or self.event

    def called(self, name: str) -> str | None:
        """Return the IANA zone of a TZID."""
        return self.located.get(name) or iana_zone(name)


def zones_of(calendar: Component, components: list[Component], event_zone: str) -> Zones:
    """Return what a calendar says of its zones (X-LIC-LOCATION is libical's and Apple's)."""
    stated = iana_zone(calendar.text("X-WR-TIMEZONE")) or ""
    located: dict[str, str] = {}
    described: dict[str, tzinfo] = {}
    for each in components[:MOST_ZONES]:
        name = each.text("TZID")
        meant = iana_zone(name) or iana_zone(each.text("X-LIC-LOCATION"))
        if name and meant:
            located[name] = meant
        elif name and (rules := zone_described_by(each.source)):
            described[name] = rules
    return Zones(event_zone, stated, located, described)


def read_when(line: ContentLine, zones: Zones) -> When | None:
    """Return the one date or time of a property, or None where there is none."""
    return next(iter(read_times(line, zones)), None)


def read_times(line: ContentLine, zones: Zones) -> Iterator[When]:
    """Yield the dates and times of a property; of periods their beginning."""
    for text in line.value.split(","):
        found = _MOMENT.fullmatch(_ISO.sub("", text.strip().partition("/")[0]))
        when = _when(found, line.parameters.get("TZID", ""), zones) if found else None
        if when is not None:
            yield when


def read_duration(text: str) -> timedelta | None:
    """Return a duration such as ``PT1H30M``; None for what is none, or is negative."""
    found = _DURATION.fullmatch(text.strip().upper())
    if found is None or not any(found.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def _when(found: re.Match[str], tzid: str, zones: Zones) -> When | None:
    wall = _wall(found)
    if wall is None:
        return None
    if found[4] is None:
        return When(wall.date(), None, zones.usual)
    if found[7]:
        return When(wall.date(), wall, UNIVERSAL, is_utc=True)
    return _named(wall, tzid, zones) if tzid else _floating(wall, zones)


def _wall(found: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute = (int(each or 0) for each in found.groups()[:5])
    try:
        wall = datetime(year, month, day, hour, minute)  # noqa: DTZ001 - its zone comes beside it
    except ValueError:
        return None
    return wall if FIRST_YEAR <= year <= LAST_YEAR else None


def _floating(wall: datetime, zones: Zones) -> When:
    if zones.stated:
        return When(wall.date(), wall, zones.stated)
    note = f"Its times have no zone. We took that of the event, {zones.event}."
    return When(wall.date(), wall, zones.event, note=note)


def _named(wall: datetime, tzid: str, zones: Zones) -> When:
    zone = zones.called(tzid)
    if zone is not None:
        return When(wall.date(), wall, zone, is_utc=zone == UNIVERSAL)
    if tzid in zones.described:
        return _described(wall, tzid, zones)
    note = (
        f"We know no time zone “{tzid[:60]}”. We took that of the event, {zones.event}: "
        "compare the times."
    )
    return When(wall.date(), wall, zones.event, note=note)


def _described(wall: datetime, tzid: str, zones: Zones) -> When:
    """A zone without a name of ours, whose offsets the calendar itself lists."""
    note = f"Its zone “{tzid[:60]}” has no known name. We tell the times in {zones.event}."
    try:
        at = wall.replace(tzinfo=zones.described[tzid]).astimezone(UTC)
    except BROKEN_RULES:
        return When(wall.date(), wall, zones.event, note=note)
    zone, (local,) = told_in(zones.event, at)
    return When(local.date(), local, zone, note=note)
