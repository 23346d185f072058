"""How far feeds reach. Time moves them at the turn of a month only, or of a week if they are full.

A feed reaches back to the beginning of a month, about three months ago. So long also stands what
is cancelled, after the day on which it would have ended: then every calendar has asked again, and
it is gone. What is older stands in the archive of its year, without what did not take place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from courseapp.calendars.rules import AllDay, Entry

MONTHS_BACK = 3  # the stated time for which STATUS:CANCELLED stands after the last day
MOST_ENTRIES = 1000  # Google stops reading at about that
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Window:
    """From where on a feed tells, and what it holds at most, what is to come first.

    `here` divides what is to come from what is over where not all of it has room; both are in UTC.
    """

    since: datetime
    here: datetime
    most: int


def window_at(now: datetime) -> Window:
    """Return the window of feeds at an instant."""
    return Window(first_instant(now), first_of_week(now), MOST_ENTRIES)


def whole_time(now: datetime) -> Window:
    """Return the window of the feeds of one event, which tell of it however long ago it was."""
    return Window(LONG_AGO, first_of_week(now), MOST_ENTRIES)


def first_instant(now: datetime) -> datetime:
    """Return where a feed begins: the first of a month, so that it moves once a month only."""
    month = first_of_month(now)
    years, months = divmod(month.year * 12 + month.month - 1 - MONTHS_BACK, 12)
    return month.replace(year=years, month=months + 1)


def first_of_month(now: datetime) -> datetime:
    """Return the last instant at which what was too old left the feeds."""
    return _midnight(now).replace(day=1)


def first_of_next_month(now: datetime) -> datetime:
    """Return the next instant at which what is too old leaves the feeds."""
    years, month = divmod(now.astimezone(UTC).month, 12)
    start = first_of_month(now)
    return start.replace(year=start.year + years, month=month + 1)


def first_of_week(now: datetime) -> datetime:
    """Return the beginning of the week, which is Monday in UTC."""
    return _midnight(now) - timedelta(days=now.astimezone(UTC).weekday())


def first_of_next_week(now: datetime) -> datetime:
    """Return the beginning of the next week."""
    return first_of_week(now) + timedelta(days=7)


def nearest(entries: Iterable[Entry], window: Window) -> tuple[Entry, ...]:
    """Return as many entries as have room: what is to come, soonest first, then the latest past."""
    in_order = sorted(entries, key=lambda entry: entry.order)
    coming = [entry for entry in in_order if ends(entry) >= window.here][: window.most]
    room = window.most - len(coming)
    past = [entry for entry in in_order if ends(entry) < window.here]
    return (*past[max(0, len(past) - room) :], *coming)


def ends(entry: Entry) -> datetime:
    """Return when an entry is over; that of whole days with its last day in UTC."""
    if isinstance(entry.when, AllDay):
        return entry.when.begins + (entry.when.day_after - entry.when.first_day)
    return entry.when.ends_at


def _midnight(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
