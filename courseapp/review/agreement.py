"""How far reviewers agree: Krippendorff's alpha for interval data. Standard library only.

Klaus Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): 1 is perfect agreement,
0 is what chance would give, below 0 is systematic disagreement. Units with one value count not.
"""

from collections.abc import Iterable, Sequence

GOOD, FAIR = 0.8, 2 / 3  # Krippendorff's own limits: reliable, and for tentative conclusions


def alpha(units: Iterable[Sequence[float]]) -> float | None:
    """Return alpha for what was given to each unit by those who judged it.

    None where nothing can be compared: no unit was judged twice, or all values are the same.
    """
    paired = [values for values in units if len(values) > 1]
    together = [value for values in paired for value in values]
    if not together:
        return None
    expected = _disagreement(together) / (len(together) - 1)
    if expected == 0:
        return None
    observed = sum(_disagreement(values) / (len(values) - 1) for values in paired)
    return 1 - observed / expected


def _disagreement(values: Sequence[float]) -> float:
    """Return the sum of the squared differences of all ordered pairs."""
    middle = sum(values) / len(values)  # the same sum about any point, and exact about this one
    return 2 * len(values) * sum((value - middle) ** 2 for value in values)
