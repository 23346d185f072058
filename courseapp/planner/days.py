"""The days of a programme by the clock of one zone. Plain values: no database, no web."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from courseapp.events.models import Event, EventSession

UTC_NAME = "UTC"
MOST_DAYS = 31  # of a longer event only the first days are named besides those with sessions


def zone_of(event: Event) -> str:
    """Return the zone of the planner: the event's, else that of its first session, else UTC."""
    if event.zone:
        return event.zone
    return event.sessions[0].zone if event.sessions else UTC_NAME


def wall_times(sitting: EventSession, zone: str) -> tuple[datetime, datetime]:
    """Return when a session begins and ends by the clock of the zone."""
    if zone == sitting.zone:
        return sitting.starts_local, sitting.ends_local
    rules = ZoneInfo(zone)
    starts, ends = (at.astimezone(rules) for at in (sitting.starts_at, sitting.ends_at))
    return starts.replace(tzinfo=None), ends.replace(tzinfo=None)


def days_touched(starts: datetime, ends: datetime) -> Iterator[date]:
    """Yield the days on which something takes place; the midnight that ends it is none."""
    day = starts.date()
    yield day
    while datetime.combine(day + timedelta(days=1), datetime.min.time()) < ends:
        day += timedelta(days=1)
        yield day


def days_of(event: Event, zone: str) -> tuple[date, ...]:
    """Return the days with sessions and those from the event's first to its last, in order."""
    found = {day for each in event.sessions for day in days_touched(*wall_times(each, zone))}
    return tuple(sorted(found | set(_dates_of(event))))


def beginning_on(sittings: Iterable[EventSession], day: date, zone: str) -> Iterator[EventSession]:
    """Yield the sessions that begin on the day by the clock of the zone."""
    return (each for each in sittings if wall_times(each, zone)[0].date() == day)


def _dates_of(event: Event) -> Iterator[date]:
    """Yield the event's own dates; of a very long one the first."""
    if event.starts_on is None:
        return
    last = event.ends_on or event.starts_on
    for number in range(min((last - event.starts_on).days + 1, MOST_DAYS)):
        yield event.starts_on + timedelta(days=number)
