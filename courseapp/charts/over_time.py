"""Counts over time: dots at their dates, joined by lines, each with its value beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import floor

from courseapp.charts.labelling import Line, Sheet
from courseapp.charts.lettering import Box, Label, short, width
from courseapp.charts.scales import Scale, Tick, value_ticks, year_ticks
from courseapp.charts.series import Point, Series, largest_of

__all__ = ["OverTime", "Point", "Series", "over_time"]

WIDTH, HEIGHT = 480, 250
LEFT, TOP, RIGHT, FOOT = 12, 26, 466, 222  # what is left for the drawing and the axis's figures
MOST_SERIES = 6
FEWEST_YEARS = 3  # so that a lone value stands in the middle of something
MOST_DOTS = 24  # of a series: more would touch, and its line passes through every value anyway
MOST_TOGETHER = 84  # dots of a chart: each one weighs 40 bytes
MOST_LABELLED = 24  # values of a chart that are all written out; of more, only first and last
MOST_TOLD = 60  # dots of a chart that each carry a tooltip
ABOUT = "≈"
DASHES = ("", "7 4", "2 4", "11 4 2 4", "4 3", "16 5")  # SVG's stroke-dasharray


@dataclass(frozen=True)
class Dot:
    """A mark; hollow where its date is only inferred. `told` is its tooltip, if it has one."""

    x: float
    y: float
    hollow: bool
    told: str


@dataclass(frozen=True)
class Curve:
    """A drawn series; `shape`, 1 to 6, stands for a marker and a colour, `dash` for a line.

    `line` is empty where there is only one point.
    """

    label: str
    shape: int
    dash: str
    line: tuple[tuple[float, float], ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True)
class OverTime:
    """The chart; `curves` is empty where there is nothing to draw.

    `left_out` names the series that are not drawn because six others have larger values.
    """

    curves: tuple[Curve, ...]
    years: tuple[Tick, ...]
    values: tuple[Tick, ...]
    start: float
    left_out: tuple[str, ...]
    has_about: bool
    has_hollow: bool
    description: str
    width: int = WIDTH
    height: int = HEIGHT
    foot: float = FOOT
    end: float = RIGHT


@dataclass(frozen=True)
class _Field:
    """The two scales of a chart."""

    across: Scale
    up: Scale

    def place(self, point: Point) -> tuple[float, float]:
        return self.across(point.year), self.up(point.value)


def over_time(series: Sequence[Series]) -> OverTime:
    """Lay out the chart of at most six series; those without a point are passed over."""
    drawn, left_out = largest_of([each for each in series if each.points], MOST_SERIES)
    points = [point for each in drawn for point in each.points]
    ticks = value_ticks(max((point.value for point in points), default=0))
    start = LEFT + max(width(short(tick)) for tick in ticks)
    first, last = _years(points)
    field = _Field(Scale(first, last + 1, start, RIGHT), Scale(0, ticks[-1], FOOT, TOP))
    return OverTime(
        curves=_curves(drawn, field),
        years=tuple(Tick(field.across(year + 0.5), str(year)) for year in year_ticks(first, last)),
        values=tuple(Tick(field.up(value), short(value)) for value in ticks),
        start=start,
        left_out=tuple(each.label for each in left_out),
        has_about=any(point.about for point in points),
        has_hollow=any(not point.dated for point in points),
        description=" ".join(each.told for each in drawn),
    )


def _years(points: Iterable[Point]) -> tuple[int, int]:
    """First and last year of the axis."""
    years = [floor(point.year) for point in points] or [0]
    missing = max(0, FEWEST_YEARS - (max(years) - min(years) + 1))
    return min(years) - (missing + 1) // 2, max(years) + missing // 2


def _curves(drawn: Sequence[Series], field: _Field) -> tuple[Curve, ...]:
    most = min(MOST_DOTS, MOST_TOGETHER // max(1, len(drawn)))
    bare = [_curve(each, shape, field, most) for shape, each in enumerate(drawn, start=1)]
    written = _written(drawn, bare, field)
    told = sum(len(curve.dots) for curve in bare) <= MOST_TOLD
    return tuple(
        replace(
            curve,
            labels=tuple(label for shape, label in written if shape == curve.shape),
            dots=curve.dots if told else tuple(replace(dot, told="") for dot in curve.dots),
        )
        for curve in bare
    )


def _curve(series: Series, shape: int, field: _Field, most_dots: int) -> Curve:
    places = [field.place(point) for point in series.by_date]
    return Curve(
        label=series.label,
        shape=shape,
        dash=DASHES[shape - 1],
        line=tuple(places) if len(places) > 1 else (),
        dots=tuple(_dot(point, field) for point in _spaced(series.by_date, most_dots)),
    )


def _dot(point: Point, field: _Field) -> Dot:
    x, y = field.place(point)
    return Dot(x, y, not point.dated, point.told)


def _spaced(points: Sequence[Point], most: int) -> Sequence[Point]:
    """At most so many points, evenly chosen, the first and the last among them."""
    if len(points) <= most:
        return points
    step = (len(points) - 1) / (most - 1)
    return [points[round(step * place)] for place in range(most)]


def _written(
    drawn: Sequence[Series], curves: Sequence[Curve], field: _Field
) -> list[tuple[int, Label]]:
    """The values that find room beside their points, each with the shape of its curve."""
    sheet = Sheet(
        within=Box(field.across.start, 0, WIDTH, FOOT),
        marks=tuple((dot.x, dot.y) for curve in curves for dot in curve.dots),
        lines=tuple(Line(*ends) for curve in curves for ends in pairwise(curve.line)),
    )
    labels = [
        (shape, sheet.write(_figures(point), field.place(point)))
        for shape, point in _in_turn(drawn)
    ]
    return [(shape, label) for shape, label in labels if label]


def _figures(point: Point) -> str:
    return f"{ABOUT}{short(point.value)}" if point.about else short(point.value)


def _in_turn(drawn: Sequence[Series]) -> list[tuple[int, Point]]:
    """What is written, the newest value of each series first: it finds the better place."""
    few = sum(len(series.points) for series in drawn) <= MOST_LABELLED
    wanted = [
        (turn, shape, point)
        for shape, series in enumerate(drawn, start=1)
        for turn, point in enumerate(_telling(series.by_date, few))
    ]
    return [(shape, point) for _, shape, point in sorted(wanted, key=lambda each: each[:2])]


def _telling(points: Sequence[Point], few: bool) -> list[Point]:
    """The last and the first point, then, of few, the others."""
    return list(dict.fromkeys([points[-1], points[0], *(points if few else ())]))
