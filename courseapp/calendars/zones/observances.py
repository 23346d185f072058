"""VTIMEZONE definitions (RFC 5545 §3.6.5) that are right at every time a feed uses.

First choice is one STANDARD and one DAYLIGHT with yearly rules from the zone's own footer, which
Outlook reads (MS-OXCICAL 2.1.3.1.1.19). Where the footer is wrong for the times in question, a
yearly rule that fits the years used; then each change by itself. What readers may mistake, such
as the second 02:30 of the night in autumn, is left to UTC.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from courseapp.calendars.zones.timezones import (
    LAST,
    Change,
    YearlyOnset,
    changes,
    footer,
    midnight,
    offset_at,
    yearly_rule,
    zone_named,
)

LONG_AGO = midnight(1970, 1, 1)
UTC_FOOTER = "UTC0"
A_WHILE = timedelta(days=800)
NEAR = timedelta(hours=3)


@dataclass(frozen=True)
class Observance:
    """A STANDARD or DAYLIGHT part: from `onset` (wall clock) on, once or every year."""

    name: str
    daylight: bool
    offset_from: timedelta
    offset_to: timedelta
    onset: datetime
    yearly: YearlyOnset | None = None

    def latest_onset(self, local: datetime) -> datetime | None:
        """The last onset not after a wall clock time, or None before the first."""
        if self.yearly is None:
            onsets = [self.onset]
        else:
            onsets = [onset_in(self.yearly, year) for year in (local.year - 1, local.year)]
        return max((onset for onset in onsets if self.onset <= onset <= local), default=None)


@dataclass(frozen=True)
class ZoneDefinition:
    """The parts of one VTIMEZONE. `name` is the IANA name and the TZID."""

    name: str
    observances: tuple[Observance, ...]

    def offset_at(self, local: datetime) -> timedelta:
        """The offset that a reader of the definition takes for a wall clock time."""
        latest = [(part.latest_onset(local), part.offset_to) for part in self.observances]
        found = [(onset, offset) for onset, offset in latest if onset is not None]
        if found:
            return max(found)[1]
        return min(self.observances, key=lambda part: part.onset).offset_from

    def is_right_at(self, zone: ZoneInfo, instants: Iterable[datetime]) -> bool:
        """Whether readers arrive at these instants from the wall clock times of the zone."""
        return all(
            self.offset_at(instant.astimezone(zone).replace(tzinfo=None))
            == offset_at(zone, instant)
            for instant in instants
        )


@cache
def onset_in(yearly: YearlyOnset, year: int) -> datetime:
    """The onset in a year; feeds ask for the same few again and again."""
    return yearly.in_year(year)


UTC_DEFINITION = ZoneDefinition(
    "Etc/UTC",
    (Observance("UTC", False, timedelta(0), timedelta(0), LONG_AGO),),
)


def define_zone(name: str, instants: Iterable[datetime]) -> ZoneDefinition | None:
    """The definition of an IANA zone that is right at these instants.

    None if the zone is UTC or unknown, or if no definition is right: then write UTC.
    """
    zone, used = zone_named(name), sorted(instants)
    if zone is None or footer(name) == UTC_FOOTER or not used:
        return None
    builders: tuple[Callable[[], tuple[Observance, ...]], ...] = (
        lambda: from_footer(name),
        lambda: fitted(zone, used[0], used[-1]),
        lambda: one_by_one(zone, used[0], used[-1]),
    )
    for build in builders:
        definition = ZoneDefinition(name, build())
        if definition.observances and definition.is_right_at(zone, used):
            return definition
    return None


@lru_cache(maxsize=20_000)
def is_near_a_change(name: str, instant: datetime) -> bool:
    """Whether the zone's clocks change within three hours of an instant.

    In autumn the wall clock shows an hour twice, and readers differ in the hour after it, too:
    dateutil still takes its first minutes for summer time.
    """
    zone = zone_named(name)
    if zone is None:
        return False
    return offset_at(zone, instant - NEAR) != offset_at(zone, instant + NEAR)


@cache
def from_footer(name: str) -> tuple[Observance, ...]:
    """Yearly observances from the zone's footer, or none where it cannot be said so."""
    rule = yearly_rule(name)
    if rule is None:
        return ()
    low, high = rule.standard, rule.daylight
    if high is None or rule.to_daylight is None or rule.to_standard is None:
        return (Observance(low.name, False, low.offset, low.offset, LONG_AGO),)
    return (
        every_year(low.name, False, high.offset, low.offset, rule.to_standard, LONG_AGO.year),
        every_year(high.name, True, low.offset, high.offset, rule.to_daylight, LONG_AGO.year),
    )


def every_year(
    name: str,
    daylight: bool,
    offset_from: timedelta,
    offset_to: timedelta,
    yearly: YearlyOnset,
    since: int,
) -> Observance:
    """An observance that begins every year from `since` on."""
    return Observance(name, daylight, offset_from, offset_to, yearly.in_year(since), yearly)


def fitted(zone: ZoneInfo, first: datetime, last: datetime) -> tuple[Observance, ...]:
    """Yearly observances as the clocks really changed in the years used, or none.

    In Israel summer time begins on the Friday before a Sunday, which is no n-th weekday for
    ever, but in most spans of years it is one.
    """
    years = range(first.astimezone(zone).year, last.astimezone(zone).year + 1)
    start = datetime(years[0], 1, 1, tzinfo=UTC) - timedelta(days=1)
    end = datetime(years[-1] + 1, 1, 2, tzinfo=UTC)
    inside = [change for change in changes(zone, start, end) if change.onset.year in years]
    falls = [change for change in inside if change.offset_to < change.offset_from]
    rises = [change for change in inside if change.offset_to > change.offset_from]
    parts = [same_every_year(part, len(years)) for part in (falls, rises)]
    return tuple(part for part in parts if part is not None) if all(parts) else ()


def same_every_year(found: list[Change], years: int) -> Observance | None:
    """The one yearly observance that all these changes are cases of, or None."""
    if len(found) != years or len({change.onset.year for change in found}) != years:
        return None
    kinds = {(change.offset_from, change.offset_to, change.name) for change in found}
    places = set.intersection(*(possible_onsets(change.onset) for change in found))
    if len(kinds) != 1 or not places:
        return None
    place = min(places, key=lambda onset: onset.nth)
    offset_from, offset_to, name = kinds.pop()
    since = found[0].onset.year - 1
    return every_year(name, offset_to > offset_from, offset_from, offset_to, place, since)


def possible_onsets(onset: datetime) -> set[YearlyOnset]:
    """The n-th and the last weekday of a month that a day can be."""
    at = onset - midnight(onset.year, onset.month, onset.day)
    nth = (onset.day - 1) // 7 + 1
    is_last = (onset + timedelta(days=7)).month != onset.month
    numbers = {nth} - {5} | ({LAST} if is_last else set())
    return {YearlyOnset(onset.month, number, onset.weekday(), at) for number in numbers}


def one_by_one(zone: ZoneInfo, first: datetime, last: datetime) -> tuple[Observance, ...]:
    """Each change by itself: the two before the first time used, up to the one after the last."""
    before = [once(change) for change in changes(zone, first - A_WHILE, first)]
    during = [once(change) for change in changes(zone, first, last)]
    after = [once(change) for change in changes(zone, last, last + A_WHILE)]
    # Readers differ about times before the first observance: there is always one.
    return (*(before[-2:] or [always(zone, first)]), *during, *after[:1])


def once(change: Change) -> Observance:
    """An observance that begins at one change only."""
    daylight = change.seasonal and change.offset_to > change.offset_from
    return Observance(change.name, daylight, change.offset_from, change.offset_to, change.onset)


def always(zone: ZoneInfo, instant: datetime) -> Observance:
    """The one offset that a zone has around an instant, from long ago on."""
    local, offset = instant.astimezone(zone), offset_at(zone, instant)
    name = local.tzname() or zone.key
    return Observance(name, False, offset, offset, LONG_AGO)
