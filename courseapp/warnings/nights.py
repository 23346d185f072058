"""For how many people a session is in the night."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from courseapp.warnings.finding import Finding
from courseapp.warnings.lengths import counted
from courseapp.warnings.programme import Crowd, Item, Programme, Span
from courseapp.warnings.rules import MOST_IN_THE_NIGHT, NIGHT_BEGINS, NIGHT_ENDS, Kind

NAMED = 3  # countries in a sentence
TENTHS = 10  # an acknowledgement holds while the share stays within a tenth


def in_the_night(programme: Programme) -> Iterator[Finding]:
    """Yield online sessions that keep more than a third of the people from their sleep.

    Of a session that is held again everybody takes the run that suits.
    """
    everybody = sum(crowd.people for crowd in programme.crowds)
    if not programme.frame.is_online or not everybody:
        return
    for runs in _runs(programme.items):
        awake = [crowd for crowd in programme.crowds if _suits_never(runs, crowd.zone)]
        people = sum(crowd.people for crowd in awake)
        if people > everybody * MOST_IN_THE_NIGHT:
            yield _finding(runs, awake, people, everybody)


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


def _runs(items: Sequence[Item]) -> Iterable[tuple[Item, ...]]:
    """Group the sessions by what is held again; most are held once."""
    found: defaultdict[str | int, tuple[Item, ...]] = defaultdict(tuple)
    for item in items:
        name = item.repeat_group or item.id
        found[name] = (*found[name], item)
    return found.values()


def _suits_never(runs: Sequence[Item], zone: str) -> bool:
    return all(is_at_night(run.starts_at, run.ends_at, zone) for run in runs)


def _finding(runs: tuple[Item, ...], awake: list[Crowd], people: int, everybody: int) -> Finding:
    largest = sorted(awake, key=lambda crowd: (-crowd.people, crowd.country))
    names = [crowd.country for crowd in largest[:NAMED]]
    more = [f"{counted(len(awake) - NAMED, 'country', 'countries')} more"] if awake[NAMED:] else []
    note = f"{people:,} of {counted(everybody, 'person', 'people')} ({', '.join(names + more)})"
    facts = (*(fact for run in runs for fact in run.facts), TENTHS * people // everybody)
    again = f"in each of its {len(runs)} runs" if len(runs) > 1 else ""
    during = Span(runs[0].starts_at, runs[0].ends_at)
    return Finding(Kind.NIGHT, runs, facts, when=again, note=note, during=during)
