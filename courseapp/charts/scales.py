"""From values to places on a chart: scales, and ticks at round numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

MOST_VALUE_STEPS = 4
MOST_YEAR_STEPS = 7


@dataclass(frozen=True)
class Scale:
    """Maps the range `first` to `last` of a quantity to `start` to `end` of the drawing."""

    first: float
    last: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.first) / (self.last - self.first)
        return round(self.start + share * (self.end - self.start), 1)


@dataclass(frozen=True)
class Tick:
    """A mark on an axis and what is written beside it."""

    at: float
    text: str


def round_step(span: int, steps: int) -> int:
    """Return the smallest of 1, 2, 5, 10, 20, 50 … of which `steps` reach over the span."""
    return next(step for step in _round_numbers() if step * steps >= span)


def value_ticks(most: int) -> tuple[int, ...]:
    """Return round numbers from 0 up to `most` or just above it, at least 0 and 1."""
    step = round_step(most, MOST_VALUE_STEPS)
    top = max(1, -(-most // step)) * step
    return tuple(range(0, top + 1, step))


def year_ticks(first: int, last: int) -> tuple[int, ...]:
    """Return the years to write below an axis from `first` to `last`, both within it."""
    step = round_step(last - first, MOST_YEAR_STEPS)
    return tuple(range(-(-first // step) * step, last + 1, step))


def _round_numbers() -> Iterator[int]:
    for power in count():
        yield from (10**power, 2 * 10**power, 5 * 10**power)
