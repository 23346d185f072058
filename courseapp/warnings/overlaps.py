"""Which of many stretches of time overlap: a sweep line, exact, without looking at all pairs."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from heapq import heappop, heappush
from typing import TypeVar

from courseapp.warnings.programme import Running

R = TypeVar("R", bound=Running)


def overlapping(stays: Iterable[R]) -> Iterator[tuple[R, R]]:
    """Yield each pair that runs at the same time, the one that starts first in front.

    Half-open: what begins when another ends does not overlap it. Takes n log n steps, and one
    more for each pair.
    """
    running: list[tuple[object, int, R]] = []  # by end; the number keeps equal ends comparable
    for number, stay in enumerate(sorted(stays, key=lambda each: each.starts_at)):
        while running and running[0][2].ends_at <= stay.starts_at:
            heappop(running)
        for _end, _number, other in sorted(running, key=lambda each: each[1]):
            yield other, stay
        heappush(running, (stay.ends_at, number, stay))


def overlapping_by(stays: Iterable[R], resource: Callable[[R], Hashable]) -> Iterator[tuple[R, R]]:
    """Yield the overlapping pairs that share a resource; "" and None are none."""
    groups: defaultdict[Hashable, list[R]] = defaultdict(list)
    for stay in stays:
        groups[resource(stay)].append(stay)
    for name, group in groups.items():
        if name not in {"", None}:
            yield from overlapping(group)
