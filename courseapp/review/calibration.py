"""Who judges milder or stricter than others, and what scores would be without that.

Additive effects of reviewers: score = application + reviewer + noise, by least squares with a
penalty on the reviewers' effects (ridge regression; the effects are random ones in the sense of
Henderson's mixed models, whose ratio of variances is `ridge`). Standard library only: for the
sizes of committees the normal equations are small.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

# As much as one more review in which the reviewer judged as everybody does: who wrote few
# reviews is corrected little, since little is known of her.
RIDGE = 1.0

Matrix = list[list[float]]
Value = TypeVar("Value")


@dataclass(frozen=True, order=True)
class Given:
    """The total that a reviewer gave an application."""

    application: int
    reviewer: int
    points: float


@dataclass(frozen=True)
class Calibration:
    """Scores without the reviewers' effects, and these: above zero is milder than the others.

    The effects add up to zero among people whose reviews are linked by shared applications.
    """

    scores: Mapping[int, float]
    effects: Mapping[int, float]


def calibrate(given: Iterable[Given], ridge: float = RIDGE) -> Calibration:
    """Return calibrated scores by application and effects by reviewer, in points.

    The order of what is given changes nothing, to the last bit. Raises ValueError unless the
    ridge is above zero: without it, effects are not determined.
    """
    if ridge <= 0:
        raise ValueError(f"the ridge must be above zero, not {ridge}")
    rows = sorted(given)
    reviewers = sorted({each.reviewer for each in rows})
    solved = _solve(*_equations(rows, reviewers, ridge))
    effects = dict(zip(reviewers, solved, strict=True))
    without = _by_application(rows, lambda each: each.points - effects[each.reviewer])
    return Calibration({key: _mean(values) for key, values in without.items()}, effects)


def _equations(
    rows: Sequence[Given], reviewers: Sequence[int], ridge: float
) -> tuple[Matrix, list[float]]:
    """Return the normal equations of the effects, with the applications eliminated.

    For each application with k reviews, the effect of each of its reviewers counts once on the
    diagonal, less 1/k between all of them (a Schur complement, symmetric and positive definite).
    """
    place = {reviewer: number for number, reviewer in enumerate(reviewers)}
    size = len(reviewers)
    matrix: Matrix = [[0.0] * size for _ in range(size)]
    right = [0.0] * size
    for number in range(size):
        matrix[number][number] = ridge
    for group in _by_application(rows, lambda each: each).values():
        average = _mean([each.points for each in group])
        for one in group:
            row = matrix[place[one.reviewer]]
            row[place[one.reviewer]] += 1.0
            right[place[one.reviewer]] += one.points - average
            for other in group:
                row[place[other.reviewer]] -= 1.0 / len(group)
    return matrix, right


def _solve(matrix: Matrix, right: list[float]) -> list[float]:
    """Return the solution of a symmetric, positive definite system (Gauss, without pivoting)."""
    size = len(right)
    for column in range(size):
        pivot = matrix[column]
        for row in range(column + 1, size):
            factor = matrix[row][column] / pivot[column]
            if factor:
                lower = matrix[row]
                for each in range(column, size):
                    lower[each] -= factor * pivot[each]
                right[row] -= factor * right[column]
    solution = [0.0] * size
    for row in reversed(range(size)):
        known = sum(matrix[row][each] * solution[each] for each in range(row + 1, size))
        solution[row] = (right[row] - known) / matrix[row][row]
    return solution


def _by_application(
    rows: Iterable[Given], wanted: Callable[[Given], Value]
) -> Mapping[int, list[Value]]:
    found: dict[int, list[Value]] = defaultdict(list)
    for each in rows:
        found[each.application].append(wanted(each))
    return found


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
