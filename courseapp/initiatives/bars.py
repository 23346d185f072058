"""Numbers as bars: how long each is, in percent of the longest."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Segment:
    """A piece of a bar; `start` and `width` are percentages of the longest bar."""

    value: int
    start: float
    width: float


@dataclass(frozen=True)
class Bar:
    """One row of a chart, its pieces from the start of the line on."""

    label: str
    segments: tuple[Segment, ...]

    @property
    def total(self) -> int:
        return sum(segment.value for segment in self.segments)


def bars(rows: Mapping[str, tuple[int, ...]]) -> tuple[Bar, ...]:
    """Return a bar for each row that has something; the longest comes first and is 100 long."""
    filled = {label: values for label, values in rows.items() if sum(values)}
    longest = max((sum(values) for values in filled.values()), default=1)
    made = [Bar(label, _segments(values, longest)) for label, values in filled.items()]
    return tuple(sorted(made, key=lambda bar: -bar.total))


def _segments(values: tuple[int, ...], longest: int) -> tuple[Segment, ...]:
    before = [sum(values[:position]) for position in range(len(values))]
    return tuple(
        Segment(value, round(100 * start / longest, 2), round(100 * value / longest, 2))
        for value, start in zip(values, before, strict=True)
    )
