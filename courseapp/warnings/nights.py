"""For how many people a session is in the night."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from courseapp.warnings.finding import Finding
from courseapp.warnings.lengths import counted
from courseapp.warnings.programme import Crowd, Item, Programme, Span
from courseapp.warnings.rules import MOST_IN_THE_NIGHT, NIGHT_BEGINS, NIGHT_ENDS, Kind

NAMED = 3  # countries in a sentence
TENTHS = 10  # an acknowledgement holds while the share stays within a tenth


def in_the_night(programme: Programme) -> Iterator[Finding]:
    """Yield online sessions that keep more than a third of the people from their sleep."""
    everybody = sum(crowd.people for crowd in programme.crowds)
    if not programme.frame.is_online or not everybody:
        return
    for item in programme.items:
        awake = [c for c in programme.crowds if is_at_night(item.starts_at, item.ends_at, c.zone)]
        people = sum(crowd.people for crowd in awake)
        if people > everybody * MOST_IN_THE_NIGHT:
            yield _finding(item, awake, people, everybody)


def is_at_night(starts_at: datetime, ends_at: datetime, zone: str) -> bool:
    """Return whether any of the time is between 23:00 and 06:00 by the clock of the zone."""
    first, last = starts_at.astimezone(ZoneInfo(zone)), ends_at.astimezone(ZoneInfo(zone))
    day = first.date()
    while day <= last.date() + timedelta(days=1):
        if _night_before(day, zone, first, last):
            return True
        day += timedelta(days=1)
    return False


def _night_before(day: date, zone: str, first: datetime, last: datetime) -> bool:
    """Whether the time has a share in the night that ends on the day; compared as instants."""
    there = ZoneInfo(zone)
    begins = datetime.combine(day - timedelta(days=1), NIGHT_BEGINS, there)
    ends = datetime.combine(day, NIGHT_ENDS, there)
    return first.timestamp() < ends.timestamp() and begins.timestamp() < last.timestamp()


def _finding(item: Item, awake: list[Crowd], people: int, everybody: int) -> Finding:
    largest = sorted(awake, key=lambda crowd: (-crowd.people, crowd.country))
    names = [crowd.country for crowd in largest[:NAMED]]
    more = [f"{counted(len(awake) - NAMED, 'country', 'countries')} more"] if awake[NAMED:] else []
    note = f"{people:,} of {counted(everybody, 'person', 'people')} ({', '.join(names + more)})"
    facts = (*item.facts, TENTHS * people // everybody)
    return Finding(Kind.NIGHT, (item,), facts, note=note, during=Span(item.starts_at, item.ends_at))
