"""Events by year and kind: one column a year, stacked by kind, the sum on top."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from courseapp.charts.kinds import Counts, Tally, Year, tally
from courseapp.charts.lettering import Box, Label, short, width
from courseapp.charts.scales import Scale, Tick, value_ticks, year_ticks

WIDTH, HEIGHT = 480, 250
LEFT, TOP, RIGHT, FOOT = 12, 26, 472, 210
LINE = 16  # units that a second line below the axis needs
WIDEST_SLOT = 56  # units from one column to the next
FILLED = 0.72  # the share of a slot that its column takes
LEGIBLE = 48  # units from the middle of the column of earlier years to that of a year written below
ABOVE = 5  # units from a column to its sum


@dataclass(frozen=True)
class Block:
    """The events of one kind in one column."""

    left: float
    top: float
    height: float


@dataclass(frozen=True)
class Kind:
    """A line of the legend and its blocks; `look`, 1 to 6, is a pattern."""

    label: str
    look: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Column:
    """A year with events; `told` says its counts. `cut`: it is higher than the axis."""

    middle: float
    top: float
    told: str
    cut: bool


@dataclass(frozen=True)
class ByYear:
    """The chart; `columns` is empty where there is nothing to draw.

    `before` stands below the first column where that sums up all the years before the others.
    `summed_up` names the kinds that are drawn together.
    """

    kinds: tuple[Kind, ...]
    columns: tuple[Column, ...]
    column_width: float
    totals: tuple[Label, ...]
    years: tuple[Tick, ...]
    before: Tick | None
    values: tuple[Tick, ...]
    start: float
    summed_up: tuple[str, ...]
    description: str
    width: int = WIDTH
    height: int = HEIGHT
    foot: float = FOOT
    end: float = RIGHT


@dataclass(frozen=True)
class _Field:
    """Where columns stand: `slot` units from one to the next, values along `up`."""

    start: float
    slot: float
    up: Scale

    @property
    def column(self) -> float:
        return round(self.slot * FILLED, 1)

    def left(self, place: float) -> float:
        return round(self.start + self.slot * (place + (1 - FILLED) / 2), 1)

    def middle(self, place: float) -> float:
        return round(self.start + self.slot * (place + 0.5), 1)

    def height(self, year: Year) -> int:
        """Up to which value the column is drawn: one that is too high is cut at the top."""
        return min(year.total, int(self.up.last))

    def edges(self, year: Year) -> list[float]:
        """Where the blocks of a column begin and end, from the foot up."""
        shrunk = self.height(year) / year.total
        return [self.up(value * shrunk) for value in accumulate(year.values, initial=0)]


def by_year(counts: Counts, kinds: Sequence[str]) -> ByYear:
    """Lay out the columns; kinds stand in the given order, from the foot up.

    Years without events stay free. Raises ValueError for a negative count.
    """
    drawn = tally(counts, kinds)
    ticks = value_ticks(max((year.total for year in drawn.years if not year.earlier), default=0))
    start = LEFT + max(width(short(tick)) for tick in ticks)
    slot = min(WIDEST_SLOT, (RIGHT - start) / drawn.slots)
    field = _Field(start, slot, Scale(0, ticks[-1], FOOT, TOP))
    before = Tick(field.middle(0), str(drawn.first)) if drawn.earlier else None
    return ByYear(
        kinds=_kinds(drawn, field),
        columns=tuple(_column(year, drawn.kinds, field) for year in drawn.years),
        column_width=field.column,
        totals=tuple(_totals(drawn.years, field)),
        years=tuple(_years(drawn, field, before)),
        before=before,
        values=tuple(Tick(field.up(value), short(value)) for value in ticks),
        start=start,
        summed_up=drawn.summed_up,
        description=drawn.told,
        height=HEIGHT if drawn.earlier else HEIGHT - LINE,
    )


def _kinds(drawn: Tally, field: _Field) -> tuple[Kind, ...]:
    return tuple(
        Kind(label, place + 1, tuple(_blocks(place, drawn.years, field)))
        for place, label in enumerate(drawn.kinds)
    )


def _blocks(kind: int, years: Sequence[Year], field: _Field) -> Iterator[Block]:
    for year in years:
        if year.values[kind]:
            foot, top = field.edges(year)[kind : kind + 2]
            yield Block(field.left(year.place), top, round(foot - top, 1))


def _column(year: Year, kinds: Sequence[str], field: _Field) -> Column:
    return Column(
        middle=field.middle(year.place),
        top=field.up(field.height(year)),
        told=year.told(kinds),
        cut=field.height(year) < year.total,
    )


def _totals(years: Sequence[Year], field: _Field) -> Iterator[Label]:
    """The sums, the larger ones first, as far as they cover neither columns nor each other."""
    taken = [_box(year, field) for year in years]
    for year in sorted(years, key=lambda each: -each.total):
        top = field.up(field.height(year))
        label = Label(short(year.total), field.middle(year.place), round(top - ABOVE, 1))
        if not any(label.box.meets(box) for box in taken):
            taken.append(label.box)
            yield label


def _box(year: Year, field: _Field) -> Box:
    left = field.left(year.place)
    return Box(left, field.up(field.height(year)), left + field.column, FOOT)


def _years(drawn: Tally, field: _Field, before: Tick | None) -> Iterator[Tick]:
    if not drawn.years:
        return
    for year in year_ticks(drawn.first, drawn.last):
        at = field.middle(drawn.place_of(year))
        if before is None or at - before.at >= LEGIBLE:
            yield Tick(at, str(year))
