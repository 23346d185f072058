"""When a message is due: counted from its occasion, in the reader's zone, never at night.

Plain arithmetic: no database, no web. Every instant is aware, and counted with in UTC: within one
zone Python compares the clocks on the wall, which are wrong where these are changed.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from courseapp.reminders.rules import NATURES, Kind, Timing, Unit

MORNING, EVENING = time(8), time(20, 30)  # what is planned is planned between them
NIGHT = time(21)  # what is late may still leave until then
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MOST_DAYS_APART = 3  # a zone may skip a whole day: Samoa did in 2011


def due_at(kind: Kind, timing: Timing, occasion: datetime, zone: str) -> datetime:
    """Return when a message is due, by day in the zone and on its side of the occasion.

    Raises ValueError only for a zone whose days have no day time, of which there is none.
    """
    nature, occasion = NATURES[kind], occasion.astimezone(UTC)
    wanted = _counted(timing, occasion, zone, 1 if nature.after else -1)
    if nature.after:
        return by_day(max(wanted, occasion + HOUR), zone, early=False)
    wanted = min(wanted, occasion - HOUR)
    found = by_day(wanted, zone, early=nature.early)
    return found if found < occasion else by_day(wanted, zone, early=True)


def by_day(at: datetime, zone: str, *, early: bool) -> datetime:
    """Return the instant, or the nearest by day in the zone: the evening before, or the morning."""
    if MORNING <= at.astimezone(ZoneInfo(zone)).time() <= EVENING:
        return at
    at = at.astimezone(UTC)
    return next(each for each in _ends_of_days(at, zone, early) if _suits(each, at, zone, early))


def is_night(at: datetime, zone: str) -> bool:
    """Return whether nobody is written to in the zone at an instant."""
    return not MORNING <= at.astimezone(ZoneInfo(zone)).time() < NIGHT


def _counted(timing: Timing, occasion: datetime, zone: str, side: int) -> datetime:
    if timing.unit is Unit.HOURS:
        return occasion + side * timing.amount * HOUR
    day = occasion.astimezone(ZoneInfo(zone)).date() + side * timing.amount * DAY
    return _instant(day, timing.at, zone)


def _ends_of_days(at: datetime, zone: str, early: bool) -> Iterator[datetime]:
    day, step = at.astimezone(ZoneInfo(zone)).date(), -DAY if early else DAY
    for count in range(MOST_DAYS_APART + 1):
        yield _instant(day + count * step, EVENING if early else MORNING, zone)


def _suits(found: datetime, at: datetime, zone: str, early: bool) -> bool:
    """Whether it lies on the right side, and the clocks of the zone do show a time of day then."""
    on_its_side = found <= at if early else found >= at
    return on_its_side and MORNING <= found.astimezone(ZoneInfo(zone)).time() <= EVENING


def _instant(day: date, at: time, zone: str) -> datetime:
    """Return what a wall clock time means; what the clocks skip means as much later."""
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)
