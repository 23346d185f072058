"""Counts that were stated at some time: what a chart over time is drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, isfinite

from courseapp.charts.lettering import clipped

MOST_LETTERS = 80  # of a tooltip, or of a name in a description
MOST_READ_OUT = 6  # values of a series that its description lists


@dataclass(frozen=True)
class Point:
    """A value at a moment; raises ValueError where either is no number or the value is negative.

    `year` counts in years: 2016.5 is the middle of 2016. `about`: the source says "some 15".
    `dated` is False where the date is only inferred from that of the source. `label` tells a person
    the date and the source.
    """

    year: float
    value: int
    about: bool = False
    dated: bool = True
    label: str = ""

    def __post_init__(self) -> None:
        if not isfinite(self.year) or self.value < 0:
            raise ValueError(f"{self.value} in {self.year} cannot be drawn.")

    @property
    def told(self) -> str:
        """The value and where it comes from, in words: ``about 15, 12 April 2022, source CIP``."""
        return clipped(", ".join(filter(None, (self._said, self.label))), MOST_LETTERS)

    @property
    def _said(self) -> str:
        return f"about {self.value:,}" if self.about else f"{self.value:,}"

    @property
    def in_year(self) -> str:
        """Return ``about 15 in 2007``."""
        return f"{self._said} in {floor(self.year)}"


@dataclass(frozen=True)
class Series:
    """Values of one kind, in any order."""

    label: str
    points: tuple[Point, ...]

    @property
    def by_date(self) -> tuple[Point, ...]:
        return tuple(sorted(self.points, key=lambda point: (point.year, point.value)))

    @property
    def largest(self) -> int:
        return max(point.value for point in self.points)

    @property
    def told(self) -> str:
        """The series as a sentence for those who do not see the chart."""
        points = self.by_date
        if len(points) > MOST_READ_OUT:
            said = f"{len(points)} values, from {points[0].in_year} to {points[-1].in_year}"
        else:
            said = ", ".join(point.in_year for point in points)
        return f"{clipped(self.label, MOST_LETTERS)}: {said}."


def largest_of(series: Sequence[Series], most: int) -> tuple[list[Series], list[Series]]:
    """Return the `most` series with the largest values and the others, both in the order given."""
    by_size = sorted(range(len(series)), key=lambda place: -series[place].largest)
    kept = set(by_size[:most])
    return (
        [each for place, each in enumerate(series) if place in kept],
        [each for place, each in enumerate(series) if place not in kept],
    )
