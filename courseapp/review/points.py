"""From the points of a rubric to one number from 0 to 100. Standard library only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

BEST = 100.0


@dataclass(frozen=True)
class Scale:
    """What a total needs of a criterion: its weight, and its scale, both ends included."""

    criterion: int
    weight: int
    low: int
    high: int

    def share(self, points: int) -> float:
        """Return where the points lie between the worst, 0, and the best, 1."""
        return (points - self.low) / (self.high - self.low)


def total(scales: Iterable[Scale], points: Mapping[int, int]) -> float | None:
    """Return the weighted mean of the points by criterion, from 0 to 100.

    Criteria without points are left out, and so are points of criteria that are not asked for.
    None where nothing is left.
    """
    weights, reached = 0, 0.0
    for each in scales:
        if each.criterion in points:
            weights += each.weight
            reached += each.weight * each.share(points[each.criterion])
    return BEST * reached / weights if weights else None


def mean(values: Sequence[float]) -> float | None:
    """Return the mean; None of nothing."""
    return sum(values) / len(values) if values else None


def spread(values: Sequence[float]) -> float | None:
    """Return how far the lowest is from the highest; None where there are not two."""
    return max(values) - min(values) if len(values) > 1 else None


def bounded(value: float) -> float:
    """Return the nearest number from 0 to 100."""
    return min(BEST, max(0.0, value))
