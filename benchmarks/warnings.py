"""How fast warnings are found: ``python -m benchmarks.warnings``.

A programme of 500 sessions in 20 rooms over 3 days, with overnight ones, twice: as dice
would have it (hundreds of overlaps), and well planned (none). Prints milliseconds of
the processor and the ratio to a baseline of the same run, trying all pairs, which says more on a
busy machine. The promise is less than 200 ms.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import combinations
from random import Random
from statistics import median
from time import process_time

from courseapp.warnings.looking import findings
from courseapp.warnings.overlaps import overlapping_by
from courseapp.warnings.programme import Item, Programme
from tests.unit.warnings.programmes import COURSE, from_dice

SESSIONS, ROOMS, DAYS = 500, 20, 3
TIMES = 7
MOST_MILLISECONDS = 200.0


def main() -> None:
    """Measure each way several times and print the medians."""
    by_dice, planned = from_dice(Random(1), SESSIONS, ROOMS, DAYS), well_planned()  # noqa: S311 -- no secret
    tried = milliseconds(lambda: all_pairs(by_dice))
    print(f"{'milliseconds':>12} {'ratio':>6}")
    tell("all pairs of rooms, tried one by one (baseline)", tried, tried)
    tell("the same pairs by the sweep line", milliseconds(lambda: swept(by_dice)), tried)
    for name, items in (("from dice", by_dice), ("well planned", planned)):
        took = milliseconds(partial(findings, Programme(COURSE, items)))
        number = len(findings(Programme(COURSE, items)))
        tell(f"everything looked for, {name}: {number:,} found", took, tried)
        if took > MOST_MILLISECONDS:
            raise SystemExit(f"too slow: more than {MOST_MILLISECONDS:.0f} ms")


def well_planned() -> list[Item]:
    """Return as many sessions that follow each other in their rooms, with breaks."""
    found = from_dice(Random(2), SESSIONS, ROOMS, DAYS)  # noqa: S311 -- no secret
    start = datetime(2027, 3, 22, 8, tzinfo=UTC)
    return [
        _at(item, start + timedelta(hours=2 * (number // ROOMS)), f"Room {number % ROOMS}")
        for number, item in enumerate(found)
    ]


def all_pairs(items: Sequence[Item]) -> int:
    """Return how many pairs are in one room at once, by looking at every pair."""
    return sum(
        one.place == two.place and one.starts_at < two.ends_at and two.starts_at < one.ends_at
        for one, two in combinations(items, 2)
    )


def swept(items: Sequence[Item]) -> int:
    """Return the same by the sweep line."""
    return sum(1 for _pair in overlapping_by(items, lambda item: item.place))


def milliseconds(work: Callable[[], object]) -> float:
    """Return the median of several runs."""
    taken = []
    for _ in range(TIMES):
        began = process_time()
        work()
        taken.append(1000 * (process_time() - began))
    return median(taken)


def tell(name: str, took: float, baseline: float) -> None:
    """Print one line."""
    print(f"{took:>12.1f} {took / baseline:>6.2f}  {name}")


def _at(item: Item, starts_at: datetime, place: str) -> Item:
    ends_at = starts_at + timedelta(minutes=90)
    local = starts_at.replace(tzinfo=None), ends_at.replace(tzinfo=None)
    return Item(item.id, item.title, "UTC", *local, starts_at, ends_at, place, has_link=True)


if __name__ == "__main__":
    main()
