"""What happens when, on one line of time: a stretch, moments with names, and dots in lanes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

from courseapp.charts.lettering import width
from courseapp.charts.scales import Scale, Tick

WIDTH = 480
LEFT, RIGHT = 10, 470
ROW, LANE, FOOT = 20, 46, 24  # heights of a row of names, a lane, and the axis
SMALLEST, LARGEST = 4, 9  # radius of a dot
NAME_AIR = 16  # names are bold, and wider than figures
MOST_TICKS = 5
STEPS = (1, 2, 7, 14, 28, 61, 122, 366)  # days between the dates below the line


@dataclass(frozen=True)
class Moment:
    """An instant with a name, such as a deadline."""

    at: datetime
    name: str


@dataclass(frozen=True)
class Dot:
    """So many things at an instant, and what a reader is told; hollow once they are over."""

    at: datetime
    number: int
    told: str
    is_over: bool = False


@dataclass(frozen=True)
class Lane:
    """Dots of one kind."""

    name: str
    dots: Sequence[Dot]


@dataclass(frozen=True)
class Line:
    """A moment as it is drawn: its name starts or ends at it, on a baseline of its own."""

    x: float
    name: str
    y: float
    anchor: str


@dataclass(frozen=True)
class Circle:
    """A dot as it is drawn."""

    x: float
    radius: float
    told: str
    hollow: bool


@dataclass(frozen=True)
class Row:
    """A lane as it is drawn: its name stands above its line."""

    name: str
    y: float
    circles: Sequence[Circle]


@dataclass(frozen=True)
class Timeline:
    """The chart; `rows` is empty where nothing is to draw. `begin` to `end` is the stretch."""

    lines: Sequence[Line]
    rows: Sequence[Row]
    days: Sequence[Tick]
    begin: float
    end: float
    top: float
    foot: float
    height: float
    description: str
    width: int = WIDTH
    left: float = LEFT
    right: float = RIGHT


def timeline(
    stretch: tuple[datetime, datetime] | None,
    moments: Sequence[Moment],
    lanes: Sequence[Lane],
    description: str,
) -> Timeline:
    """Lay out the chart. All instants are aware, in the zone in which its dates are told."""
    filled = [lane for lane in lanes if lane.dots]
    across = _across([*(stretch or ()), *(each.at for each in moments), *_instants(filled)])
    lines = _lines(moments, across)
    top = max((line.y for line in lines), default=0) + ROW / 2
    rows = [_row(lane, top + LANE * (place + 1), across) for place, lane in enumerate(filled)]
    foot = top + LANE * len(rows) + ROW / 2
    begin, end = (across(each.timestamp()) for each in stretch) if stretch else (0, 0)
    days = _days(across, moments, filled)
    return Timeline(
        lines, rows, days, begin, max(end, begin + 2), top, foot, foot + FOOT, description
    )


def _instants(lanes: Iterable[Lane]) -> list[datetime]:
    return [dot.at for lane in lanes for dot in lane.dots]


def _across(instants: Sequence[datetime]) -> Scale:
    """The scale of seconds; a lone instant stands in the middle of two days."""
    seconds = [each.timestamp() for each in instants] or [0.0]
    air = max(86400.0, (max(seconds) - min(seconds)) * 0.03)
    return Scale(min(seconds) - air, max(seconds) + air, LEFT, RIGHT)


def _lines(moments: Sequence[Moment], across: Scale) -> list[Line]:
    """Names that would run into each other stand below each other."""
    ends: list[float] = []  # how far each row is filled
    found = []
    for each in sorted(moments, key=lambda each: each.at):
        x, long = across(each.at.timestamp()), width(each.name)
        anchor = "end" if x + long + NAME_AIR > WIDTH else "start"
        start = x - long if anchor == "end" else x
        row = next((n for n, end in enumerate(ends) if end + 8 < start), len(ends))
        ends[row : row + 1] = [start + long]
        found.append(Line(x, each.name, ROW * (row + 1) - 5, anchor))
    return found


def _row(lane: Lane, y: float, across: Scale) -> Row:
    most = max(dot.number for dot in lane.dots)
    circles = [
        Circle(
            across(dot.at.timestamp()),
            round(max(SMALLEST, LARGEST * sqrt(dot.number / most)), 1),
            dot.told,
            dot.is_over,
        )
        for dot in lane.dots
    ]
    return Row(lane.name, y, circles)


def _days(across: Scale, moments: Sequence[Moment], lanes: Sequence[Lane]) -> list[Tick]:
    """Dates below the line, at equal distances; midnights of the zone that the instants have."""
    known = [*(each.at for each in moments), *_instants(lanes)]
    if not known:
        return []
    zone = known[0].tzinfo
    first, last = (datetime.fromtimestamp(each, zone) for each in (across.first, across.last))
    days = max(1, (last - first).days)
    step = next((each for each in STEPS if days / each <= MOST_TICKS), STEPS[-1])
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    found = [midnight + timedelta(days=1 + step * place) for place in range(MOST_TICKS + 1)]
    ticks = [Tick(across(each.timestamp()), f"{each.day} {each:%b}") for each in found]
    return [each for each in ticks if LEFT + 20 <= each.at <= RIGHT - 20]
