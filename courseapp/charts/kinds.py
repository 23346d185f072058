"""Counts by year and kind, made few enough to be drawn."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courseapp.charts.lettering import clipped

MOST_KINDS = 6  # patterns that can be told apart
MOST_YEARS = 19  # columns wide enough that every second year can be written below
REST = "Other kinds"
MOST_LETTERS = 18  # of a kind in a sentence
AWAY = 1.5  # slots from the column of all earlier years to the next one

Counts = Mapping[int, Mapping[str, int]]


@dataclass(frozen=True)
class Year:
    """The counts of a year in the order of the kinds; `place` counts slots from the start.

    `earlier`: all the years before `number` together.
    """

    number: int
    place: float
    values: tuple[int, ...]
    earlier: bool = False

    @property
    def total(self) -> int:
        return sum(self.values)

    def told(self, kinds: Sequence[str]) -> str:
        """Return ``2016: Course 5, Webinar 3``."""
        when = f"Before {self.number}" if self.earlier else str(self.number)
        return f"{when}: {_listed(kinds, self.values)}"


@dataclass(frozen=True)
class Tally:
    """What is drawn: at most six kinds, at most 19 years and one column for the years before.

    `summed_up` names the kinds that the last of `kinds` holds, if there were more than six.
    """

    kinds: tuple[str, ...]
    years: tuple[Year, ...]
    summed_up: tuple[str, ...]

    @property
    def first(self) -> int:
        """The first year that has a place of its own."""
        return min((year.number for year in self.years), default=0)

    @property
    def last(self) -> int:
        return max((year.number for year in self.years), default=0)

    @property
    def earlier(self) -> Year | None:
        return next((year for year in self.years if year.earlier), None)

    @property
    def slots(self) -> float:
        """How many places for columns the axis has."""
        return self.place_of(self.last) + 1

    @property
    def told(self) -> str:
        """The columns as sentences for those who do not see them; empty where there are none."""
        if not self.years:
            return ""
        sums = [sum(column) for column in zip(*(year.values for year in self.years), strict=True)]
        most = max((year for year in self.years if not year.earlier), key=lambda year: year.total)
        when = f"until {self.last}" if self.earlier else f"from {self.first} to {self.last}"
        return (
            f"{sum(sums):,} {when}, most in {most.number}: {most.total:,}. "
            f"{_listed(self.kinds, sums)}."
        )

    def place_of(self, year: int) -> float:
        return year - self.first + (AWAY if self.earlier else 0)


def tally(counts: Counts, kinds: Sequence[str]) -> Tally:
    """Return what to draw, kinds in the given order and unnamed ones after them by alphabet.

    Of more than six kinds the smaller ones are summed up. Raises ValueError for a negative count.
    """
    if any(value < 0 for year in counts.values() for value in year.values()):
        raise ValueError("A count cannot be negative.")
    sums = sum((Counter(year) for year in counts.values()), Counter[str]())
    given = [kind for kind in dict.fromkeys([*kinds, *sorted(sums)]) if sums[kind]]
    most = given if len(given) <= MOST_KINDS else _largest(given, sums)
    summed_up = tuple(kind for kind in given if kind not in most)
    shown = tuple(dict.fromkeys([*most, REST])) if summed_up else tuple(given)
    return Tally(shown, _years(counts, shown, summed_up), summed_up)


def _largest(given: Sequence[str], sums: Mapping[str, int]) -> list[str]:
    kept = sorted(given, key=lambda kind: -sums[kind])[: MOST_KINDS - 1]
    return [kind for kind in given if kind in kept]


def _years(counts: Counts, shown: Sequence[str], summed_up: Sequence[str]) -> tuple[Year, ...]:
    filled = sorted(year for year, kinds in counts.items() if any(kinds.values()))
    if not filled:
        return ()
    first = max(filled[0], filled[-1] - MOST_YEARS + 1)
    earlier = [counts[year] for year in filled if year < first]
    away = AWAY if earlier else 0
    years = [
        Year(year, year - first + away, _values([counts[year]], shown, summed_up))
        for year in filled
        if year >= first
    ]
    if earlier:
        years.insert(0, Year(first, 0, _values(earlier, shown, summed_up), earlier=True))
    return tuple(years)


def _values(
    counts: Sequence[Mapping[str, int]], shown: Sequence[str], summed_up: Sequence[str]
) -> tuple[int, ...]:
    """The counts together, in the order of the kinds."""
    sums = sum(map(Counter, counts), Counter[str]())
    sums[REST] += sum(sums[kind] for kind in summed_up)
    return tuple(sums[kind] for kind in shown)


def _listed(kinds: Sequence[str], values: Sequence[int]) -> str:
    """Return ``Course 5, Webinar 3``; kinds without events are passed over."""
    counted = zip(kinds, values, strict=True)
    return ", ".join(f"{clipped(kind, MOST_LETTERS)} {value:,}" for kind, value in counted if value)
