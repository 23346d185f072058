"""From the wall clock of a place to the instant it means, and what to say where it means none.

Plain arithmetic: no database, no web.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.core.errors import Problem
from courseapp.countries.zones import known_zone

FIRST_YEAR = 1990  # the first initiative is younger; zone rules are good from here on
LAST_YEAR = 2100
SHORTEST_STEP = timedelta(seconds=1)


@dataclass(frozen=True)
class Moment:
    """A wall clock time of a zone, as entered, with the instant (UTC) it means."""

    local: datetime
    zone: str
    at: datetime

    @property
    def comes_twice(self) -> bool:
        """Whether the clocks of the zone show this time twice, because they go back."""
        return _offset(self.local, self.zone, 0) > _offset(self.local, self.zone, 1)


def moment(local: datetime, zone: str) -> Moment:
    """Return the instant that a wall clock time (naive) means in an IANA zone.

    A time that comes twice means the first of the two. Raises Problem where the zone is
    unknown, the year is out of range, or the clocks skip the time.
    """
    refusal = refusal_of_zone(zone) or refusal_of_year(local.date())
    if not refusal and is_skipped(local, zone):
        refusal = _skipped(local, zone)
    if refusal:
        raise Problem(refusal)
    return Moment(local, zone, _instant(local, zone, 0))


def refusal_of_zone(zone: str) -> str:
    """Return what to say unless `zone` is the IANA name of a time zone, else ""."""
    if known_zone(zone):
        return ""
    return f"We know no time zone “{zone[:60]}”. Choose one from the list, such as Europe/Rome."


def refusal_of_year(day: date) -> str:
    """Return what to say to a year that can only be a slip of the keyboard, else ""."""
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return ""
    return f"The year {day.year} cannot be right. Enter one from {FIRST_YEAR} to {LAST_YEAR}."


def which_of_two(found: Moment) -> str:
    """Return what to tell about a time that comes twice; "" for any other."""
    if not found.comes_twice:
        return ""
    return (
        f"On {formats.day(found.local.date())} the clocks in {_city(found.zone)} go back, so "
        f"{formats.clock(found.local)} comes twice. We take the first: {_in_utc(found.at)}."
    )


def is_skipped(local: datetime, zone: str) -> bool:
    """Return whether the clocks of the zone never show this wall clock time."""
    return _offset(local, zone, 0) < _offset(local, zone, 1)


def shown_next(local: datetime, zone: str) -> datetime:
    """Return what the clocks show first after they skipped a wall clock time."""
    early, late = _instant(local, zone, 1), _instant(local, zone, 0)
    change = _change_between(early, late, zone)
    return change.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def local_date(at: datetime, zone: str) -> date:
    """Return the date that calendars on the wall show in the zone at an instant."""
    return at.astimezone(ZoneInfo(zone)).date()


def _skipped(local: datetime, zone: str) -> str:
    """Say that the time does not exist. The change lies between its two readings."""
    before, after = _offset(local, zone, 0), _offset(local, zone, 1)
    change = _change_between(_instant(local, zone, 1), _instant(local, zone, 0), zone)
    last, first = (change + before).replace(tzinfo=None), (change + after).replace(tzinfo=None)
    if last.date() != first.date():
        return (
            f"In {_city(zone)} the clocks go from {_at(last)} to {_at(first)}; "
            f"{_at(local)} does not exist. Enter {_at(first)} or later."
        )
    return (
        f"On {formats.day(local.date())} the clocks in {_city(zone)} go from "
        f"{formats.clock(last)} to {formats.clock(first)}; {formats.clock(local)} does not exist. "
        f"Enter {formats.clock(first)} or later."
    )


def _change_between(early: datetime, late: datetime, zone: str) -> datetime:
    """Return the first instant of the new offset, knowing that it lies after `early`."""
    rules = ZoneInfo(zone)
    old = early.astimezone(rules).utcoffset()
    while late - early > SHORTEST_STEP:
        middle = early + (late - early) / 2
        if middle.astimezone(rules).utcoffset() == old:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)


def _instant(local: datetime, zone: str, fold: int) -> datetime:
    return local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def _offset(local: datetime, zone: str, fold: int) -> timedelta:
    return local.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() or timedelta(0)


def _at(local: datetime) -> str:
    return f"{formats.day(local.date())}, {formats.clock(local)}"


def _in_utc(at: datetime) -> str:
    return f"{formats.clock(at)} UTC"


def _city(zone: str) -> str:
    return formats.place_of_zone(zone)
