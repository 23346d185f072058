"""How long the search for fair times takes: ``python -m benchmarks.fair_times``.

300 people from every inhabited country, every half hour of a week, one to three runs; in a week
without a change of clocks and in one with. Each time stands beside that of the plainest way, one
look at the clock for each start and zone, as a ratio.
"""

import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from courseapp.countries.names import all_countries
from courseapp.countries.zones import usual_zone
from courseapp.events.clock.local_hours import minutes_outside
from courseapp.fair_times.rules import People, Question, proposals

PEOPLE = 300
MINUTES = 90
EVERY_DAY = frozenset(range(7))
WEEKS = {"quiet week": date(2027, 3, 1), "week of a clock change": date(2027, 3, 22)}


def main() -> None:
    """Print a line for each week and number of runs."""
    people = _people()
    print(f"{PEOPLE} people in {len(people)} zones, {MINUTES} minutes\n")
    print(f"{'':26} {'runs':>4} {'ms':>7} {'of the plainest way':>20}")
    for name, monday in WEEKS.items():
        plain = _milliseconds(lambda monday=monday: _look_at_every_clock(people, monday))
        for runs in (1, 2, 3):
            question = Question(people, "Europe/Berlin", monday, MINUTES, EVERY_DAY, runs)
            took = _milliseconds(lambda question=question: proposals(question))
            print(f"{name:26} {runs:>4} {took:>7.0f} {took / plain:>19.2f}x")


def _people() -> tuple[People, ...]:
    choose = random.Random(2027)  # noqa: S311 -- the same people in each run, no secret
    zones = [usual_zone(each.code) for each in all_countries() if usual_zone(each.code)]
    drawn = Counter(choose.choice(zones) for _ in range(PEOPLE))
    return tuple(People(zone, number) for zone, number in sorted(drawn.items()))


def _look_at_every_clock(people: tuple[People, ...], monday: date) -> int:
    first = datetime.combine(monday, datetime.min.time(), UTC)
    starts = (first + number * timedelta(minutes=30) for number in range(7 * 48))
    length = timedelta(minutes=MINUTES)
    return min(
        sum(minutes_outside(at, at + length, each.zone) * each.number for each in people)
        for at in starts
    )


def _milliseconds(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
