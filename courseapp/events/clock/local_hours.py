"""What a session costs people who follow it elsewhere: minutes before 08:00 or after 20:00.

Plain arithmetic: no database, no web. Every instant is aware.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
MINUTES_OF_A_DAY = 1440
DAY_BEGINS = 8 * 60  # minutes after midnight
DAY_ENDS = 20 * 60
STEP = timedelta(hours=6)  # no zone changes its clocks twice within it


@dataclass(frozen=True)
class Stretch:
    """A time in which the clocks of a zone keep their distance from UTC, in minutes."""

    begins: datetime
    ends: datetime
    offset: int

    def minutes_outside(self, starts_at: datetime, ends_at: datetime) -> int:
        """Return how many minutes of the time between lie in the stretch, and outside the day."""
        begins, ends = max(self.begins, starts_at), min(self.ends, ends_at)
        if begins >= ends:
            return 0
        clock = begins.hour * 60 + begins.minute + self.offset
        return _outside(clock % MINUTES_OF_A_DAY, (ends - begins) // MINUTE)


def minutes_outside(starts_at: datetime, ends_at: datetime, zone: str) -> int:
    """Return how many minutes between two instants lie outside 08:00–20:00 by the zone's clock.

    Exact to the minute, also where the clocks change in between.
    """
    early, late = starts_at.astimezone(UTC), ends_at.astimezone(UTC)
    return sum(each.minutes_outside(early, late) for each in stretches(early, late, zone))


def stretches(early: datetime, late: datetime, zone: str) -> tuple[Stretch, ...]:
    """Return the time between two instants (UTC), cut where the clocks of the zone change."""
    cuts = [early, *_changes(early, late, ZoneInfo(zone)), late]
    return tuple(
        Stretch(begins, ends, _offset(begins, ZoneInfo(zone))) for begins, ends in pairwise(cuts)
    )


def best_run(runs: Sequence[tuple[datetime, datetime]], zone: str) -> int:
    """Return the place in `runs` of the one that suits the zone best; the earliest of equals.

    `runs` are start and end of the same session, held again. Raises ValueError without any.
    """
    return min(
        range(len(runs)), key=lambda place: (minutes_outside(*runs[place], zone), runs[place][0])
    )


def _changes(early: datetime, late: datetime, rules: ZoneInfo) -> Iterator[datetime]:
    """Yield the first minute of each new offset."""
    while early < late:
        following = min(early + STEP, late)
        if _offset(early, rules) != _offset(following - MINUTE, rules):
            yield _first_of_new(early, following, rules)
        elif following < late and _offset(following, rules) != _offset(early, rules):
            yield following
        early = following


def _first_of_new(early: datetime, late: datetime, rules: ZoneInfo) -> datetime:
    old, low, high = _offset(early, rules), 0, (late - early) // MINUTE - 1
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(early + middle * MINUTE, rules) == old:
            low = middle
        else:
            high = middle
    return early + high * MINUTE


def _offset(at: datetime, rules: ZoneInfo) -> int:
    """Return the minutes by which the clocks are ahead of UTC, negative where behind."""
    return (at.astimezone(rules).utcoffset() or timedelta()) // MINUTE


@lru_cache(maxsize=100_000)
def _outside(clock: int, length: int) -> int:
    """Return the minutes outside the day, of a length that begins so many minutes past midnight."""
    days = range(0, clock + length + MINUTES_OF_A_DAY, MINUTES_OF_A_DAY)
    inside = (
        min(clock + length, midnight + DAY_ENDS) - max(clock, midnight + DAY_BEGINS)
        for midnight in days
    )
    return length - sum(max(minutes, 0) for minutes in inside)
