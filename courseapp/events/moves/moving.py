"""All dates of an event moved to another time or into another zone: plain arithmetic.

Days keep their distance, and clocks on the wall show what they showed before. Where the clocks
of a zone change, one rule holds: a time that they skip becomes the first that they show again,
a session that would begin in the gap lasts as long as planned, and a time that comes twice is
the first of the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from courseapp.events.clock.local_time import is_skipped, shown_next

DAYS_OF_A_WEEK = 7
NEXT_YEAR = timedelta(weeks=52)  # the same weekday, and there every year, 29 February or not
HALF_A_WEEK = 3


@dataclass(frozen=True)
class Landing:
    """A wall clock time as it is after a move, with the instant (UTC) it means.

    `wanted` is the time that was asked for: another one where the clocks skip it. `is_second`
    tells that, of a time that comes twice, the later is meant.
    """

    wanted: datetime
    local: datetime
    zone: str
    at: datetime

    @property
    def was_skipped(self) -> bool:
        return self.local != self.wanted

    @property
    def comes_twice(self) -> bool:
        return _reading(self.local, self.zone, 0) < _reading(self.local, self.zone, 1)

    @property
    def is_second(self) -> bool:
        return self.comes_twice and self.at == _reading(self.local, self.zone, 1)


@dataclass(frozen=True)
class SittingTimes:
    """When a session is: wall clock times of its zone, and the instants they mean."""

    key: int
    title: str
    zone: str
    starts_local: datetime
    ends_local: datetime
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class ModuleDays:
    """When a module is: local days, both inclusive, or None."""

    key: int
    title: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class Timetable:
    """Everything of an event that has a date. What is not decided is None."""

    zone: str | None
    starts_on: date | None
    ends_on: date | None
    decisions_on: date | None = None
    applications_zone: str | None = None
    opens_local: datetime | None = None
    closes_local: datetime | None = None
    modules: tuple[ModuleDays, ...] = ()
    sittings: tuple[SittingTimes, ...] = ()

    @property
    def first_day(self) -> date | None:
        """The first day, or that of the first part; None where nothing has a day."""
        return self.starts_on or min(self._days_of_parts(), default=None)

    @property
    def last_day(self) -> date | None:
        """The last day, or that of the last part; None where nothing has a day."""
        return self.ends_on or self.starts_on or max(self._days_of_parts(), default=None)

    @property
    def dated(self) -> tuple[date, ...]:
        """Every day on which something stands, the first one first."""
        return tuple(sorted(set(chain(self._days_of_event(), self._days_of_parts()))))

    @property
    def undated(self) -> bool:
        """Whether nothing has a day from which the others could be counted."""
        return self.first_day is None

    def _days_of_event(self) -> Iterator[date]:
        closes, opens = self.closes_local, self.opens_local
        found = (self.starts_on, self.ends_on, self.decisions_on)
        yield from (day for day in found if day is not None)
        yield from (each.date() for each in (closes, opens) if each is not None)

    def _days_of_parts(self) -> Iterator[date]:
        for module in self.modules:
            yield from (day for day in (module.starts_on, module.ends_on) if day is not None)
        for sitting in self.sittings:
            yield from (sitting.starts_local.date(), sitting.ends_local.date())


@dataclass(frozen=True)
class MovedSitting:
    """A session before and after."""

    before: SittingTimes
    starts: Landing
    ends: Landing


@dataclass(frozen=True)
class Moved:
    """A timetable `days` days later, negative for earlier, in the zone `zone`."""

    before: Timetable
    days: int
    zone: str | None
    opens: Landing | None
    closes: Landing | None
    sittings: tuple[MovedSitting, ...]

    def day(self, before: date | None) -> date | None:
        """Return where a day of the timetable came to lie."""
        return None if before is None else before + timedelta(days=self.days)

    @property
    def starts_on(self) -> date | None:
        return self.day(self.before.starts_on)

    @property
    def ends_on(self) -> date | None:
        return self.day(self.before.ends_on)

    @property
    def applications_zone(self) -> str | None:
        return _new_zone(self.before.applications_zone, self.before.zone, self.zone)


def moved(timetable: Timetable, days: int, zone: str | None = None) -> Moved:
    """Return the timetable moved by whole days, and into another IANA zone where one is given.

    Sessions, opening and deadline in the zone of the event follow it into the new one; those
    that have a zone of their own keep it. Raises OverflowError beyond the years of the calendar.
    """
    old, new = timetable.zone, zone or timetable.zone
    window = _new_zone(timetable.applications_zone, old, new)
    return Moved(
        before=timetable,
        days=days,
        zone=new,
        opens=_window_landing(timetable.opens_local, window, days),
        closes=_window_landing(timetable.closes_local, window, days),
        sittings=tuple(
            _moved_sitting(each, days, _new_zone(each.zone, old, new) or each.zone)
            for each in timetable.sittings
        ),
    )


def landing(local: datetime, zone: str) -> Landing:
    """Return what a wall clock time (naive) becomes in a zone, by the rule of this module."""
    shown = shown_next(local, zone) if is_skipped(local, zone) else local
    return Landing(local, shown, zone, _reading(shown, zone, 0))


def landing_at(at: datetime, zone: str) -> Landing:
    """Return what the clocks of a zone show at an instant (aware)."""
    local = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    return Landing(local, local, zone, at.astimezone(UTC))


def same_weekday(first: date, wanted: date) -> date:
    """Return the day nearest to the wanted one that is the weekday of the first."""
    weeks = ((wanted - first).days + HALF_A_WEEK) // DAYS_OF_A_WEEK
    return first + timedelta(weeks=weeks)


def next_edition_day(first: date, today: date) -> date:
    """Return what to propose: the same weekday 52 weeks later, or as often as is needed."""
    day = first + NEXT_YEAR
    while day < today:
        day += NEXT_YEAR
    return day


def sitting_landings(sitting: SittingTimes, days: int, zone: str) -> tuple[Landing, Landing]:
    """Return start and end of a session whose wall clock times move by days into a zone."""
    by = timedelta(days=days)
    starts = landing(sitting.starts_local + by, zone)
    length = sitting.ends_local - sitting.starts_local
    if length <= timedelta(0):  # it ended in the second of two hours of the same name
        return starts, landing_at(starts.at + (sitting.ends_at - sitting.starts_at), zone)
    if starts.was_skipped:
        return starts, landing(starts.local + length, zone)
    return starts, landing(sitting.ends_local + by, zone)


def _moved_sitting(sitting: SittingTimes, days: int, zone: str) -> MovedSitting:
    return MovedSitting(sitting, *sitting_landings(sitting, days, zone))


def _window_landing(local: datetime | None, zone: str | None, days: int) -> Landing | None:
    if local is None or zone is None:
        return None
    return landing(local + timedelta(days=days), zone)


def _new_zone(own: str | None, old: str | None, new: str | None) -> str | None:
    return new if own == old else own


def _reading(local: datetime, zone: str, fold: int) -> datetime:
    return local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)
