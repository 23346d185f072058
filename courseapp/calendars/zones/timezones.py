"""Time zones as the `tzdata` wheel knows them: their offsets, changes and yearly rules.

The machine's own zone files are never read: they differ from place to place, and a feed must not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources
from io import BytesIO
from zoneinfo import ZoneInfo

NAME = r"<[A-Za-z0-9+-]{3,}>|[A-Za-z]{3,}"
OFFSET = r"[+-]?\d{1,3}(?::\d\d){0,2}"
RULE = rf"M(\d+)\.(\d)\.(\d)(?:/({OFFSET}))?"
FOOTER = re.compile(rf"({NAME})({OFFSET})(?:({NAME})({OFFSET})?,{RULE},{RULE})?")
TWO_IN_THE_MORNING = "2"
LAST = -1


@dataclass(frozen=True)
class YearlyOnset:
    """A day such as the last Sunday of March, and a time of that day on the wall clock.

    `nth` is 1 to 4, or -1 for the last; `weekday` counts from Monday = 0.
    """

    month: int
    nth: int
    weekday: int
    at: timedelta

    def in_year(self, year: int) -> datetime:
        """The onset in that year, as wall clock time without a zone."""
        if self.nth == LAST:
            following = midnight(year + self.month // 12, self.month % 12 + 1, 1)
            end = following - timedelta(days=1)
            return end - timedelta(days=(end.weekday() - self.weekday) % 7) + self.at
        first = midnight(year, self.month, 1)
        days = (self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1)
        return first + timedelta(days=days) + self.at


@dataclass(frozen=True)
class Change:
    """The instant at which a zone's clocks change; `name` is what they show afterwards."""

    at: datetime
    offset_from: timedelta
    offset_to: timedelta
    name: str
    seasonal: bool

    @property
    def onset(self) -> datetime:
        """The moment on the wall clock before the change (RFC 5545 §3.6.5, erratum 3740)."""
        return (self.at + self.offset_from).replace(tzinfo=None)


@dataclass(frozen=True)
class Season:
    """An offset from UTC and its abbreviation."""

    name: str
    offset: timedelta


@dataclass(frozen=True)
class YearlyRule:
    """What a zone does from its last recorded change on: one offset, or two that take turns."""

    standard: Season
    daylight: Season | None = None
    to_daylight: YearlyOnset | None = None
    to_standard: YearlyOnset | None = None


def midnight(year: int, month: int, day: int) -> datetime:
    """The start of a day on the wall clock, without a zone."""
    return datetime.combine(date(year, month, day), time())


@cache
def zone_file(name: str) -> bytes | None:
    """The TZif file (RFC 8536) of an IANA name, or None if the wheel has no such zone."""
    if not re.fullmatch(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*", name):
        return None
    path = resources.files("tzdata.zoneinfo").joinpath(*name.split("/"))
    content = path.read_bytes() if path.is_file() else b""
    return content if content.startswith(b"TZif") else None


@cache
def zone_named(name: str) -> ZoneInfo | None:
    """The zone of an IANA name from the wheel, or None."""
    content = zone_file(name)
    return None if content is None else ZoneInfo.from_file(BytesIO(content), key=name)


@cache
def footer(name: str) -> str:
    """The POSIX TZ string that ends a zone's file (RFC 8536 §3.3); "" for an unknown zone."""
    content = zone_file(name) or b""
    return content.rstrip(b"\n").rpartition(b"\n")[2].decode("ascii")


@cache
def yearly_rule(name: str) -> YearlyRule | None:
    """The rule of a zone's footer, or None where it cannot be said as an n-th weekday of a month.

    POSIX calls "standard" what is first; here it is the smaller offset, as Outlook wants it:
    Irish time has its standard time in summer.
    """
    match = FOOTER.fullmatch(footer(name))
    if match is None:
        return None
    parts = match.groups()
    base = Season(abbreviation(parts[0]), -duration(parts[1]))
    if parts[2] is None:
        return YearlyRule(base)
    other = Season(abbreviation(parts[2]), other_offset(base, parts[3]))
    to_other, to_base = yearly_onset(*parts[4:8]), yearly_onset(*parts[8:12])
    if to_other is None or to_base is None:
        return None
    if other.offset > base.offset:
        return YearlyRule(base, other, to_other, to_base)
    return YearlyRule(other, base, to_base, to_other)


def other_offset(base: Season, text: str | None) -> timedelta:
    """The offset of the second season: an hour ahead unless the footer says otherwise."""
    return base.offset + timedelta(hours=1) if text is None else -duration(text)


def yearly_onset(month: str, week: str, day: str, at: str | None) -> YearlyOnset | None:
    """`Mm.w.d/time` (week 5 is the last, day 0 is Sunday), or None if the time leaves the day."""
    time_of_day = duration(at or TWO_IN_THE_MORNING)
    if not timedelta(0) <= time_of_day < timedelta(days=1):
        return None
    nth = LAST if week == "5" else int(week)
    return YearlyOnset(int(month), nth, (int(day) - 1) % 7, time_of_day)


def duration(text: str) -> timedelta:
    """`[+-]h[h[h]][:mm[:ss]]` as POSIX writes offsets and times."""
    hours, minutes, seconds = (*map(int, text.lstrip("+-").split(":")), 0, 0)[:3]
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -length if text.startswith("-") else length


def abbreviation(text: str) -> str:
    """The name of a season without the angle brackets."""
    return text.strip("<>")


def offset_at(zone: ZoneInfo, instant: datetime) -> timedelta:
    """How far the zone's clocks are ahead of UTC at an instant."""
    return instant.astimezone(zone).utcoffset() or timedelta(0)


def changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[Change]:
    """The zone's changes of offset after `start` up to `end`, in order.

    Looks once a day, so two changes within a day that cancel each other go unseen.
    """
    early, last = start.astimezone(UTC), end.astimezone(UTC)
    before = offset_at(zone, early)
    while early < last:
        late = min(early + timedelta(days=1), last)
        after = offset_at(zone, late)
        if before != after:
            yield change_between(zone, early, late)
        early, before = late, after


def change_between(zone: ZoneInfo, early: datetime, late: datetime) -> Change:
    """The one change of offset after `early` and not after `late`, to the second."""
    before = offset_at(zone, early)
    low, high = int(early.timestamp()), int(late.timestamp())
    while high - low > 1:
        middle = (low + high) // 2
        unchanged = offset_at(zone, datetime.fromtimestamp(middle, UTC)) == before
        low, high = (middle, high) if unchanged else (low, middle)
    at = datetime.fromtimestamp(high, UTC)
    local, previous = at.astimezone(zone), datetime.fromtimestamp(low, UTC).astimezone(zone)
    return Change(
        at=at,
        offset_from=before,
        offset_to=offset_at(zone, at),
        name=local.tzname() or zone.key,
        seasonal=bool(local.dst() or previous.dst()),
    )
