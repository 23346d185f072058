"""How many a day, or a week where the days are too many: one column each, from first to last."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from courseapp.charts.lettering import short, width
from courseapp.charts.scales import Scale, Tick, round_step, value_ticks

WIDTH, HEIGHT = 480, 220
LEFT, TOP, RIGHT, FOOT = 12, 22, 472, 186
MOST_COLUMNS = 70  # days; of more, weeks are drawn
MOST_BARS = 110  # weeks; of more, the latest
MOST_TICKS = 6  # dates below the axis
FILLED = 0.76  # the share of a slot that its column takes
WIDEST_SLOT = 40
LOWEST = 1  # units: a single one beside thousands is still to be seen
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Bar:
    """A day, or the week that begins on it, with its number; `told` says both."""

    day: date
    number: int
    left: float
    top: float
    height: float
    told: str


@dataclass(frozen=True)
class Line:
    """A moment that matters, such as the deadline, drawn across all columns."""

    at: float
    text: str
    anchor: str  # SVG's text-anchor: at the side where there is room


@dataclass(frozen=True)
class ByDay:
    """The chart; `bars` is empty where there is nothing to draw. Each bar is `across` wide."""

    bars: tuple[Bar, ...]
    across: float
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]
    lines: tuple[Line, ...]
    start: float
    is_by_week: bool
    description: str
    width: int = WIDTH
    height: int = HEIGHT
    foot: float = FOOT
    end: float = RIGHT


def by_day(counts: Mapping[date, int], moments: Mapping[str, date] | None = None) -> ByDay:
    """Lay out the columns; days without any stay free. Raises ValueError for a negative count.

    `moments` are days that matter, by what they are called; those outside are not drawn.
    """
    if any(number < 0 for number in counts.values()):
        raise ValueError("nothing happens less than never")
    step, numbers = _columns(counts)
    ticks = value_ticks(max(numbers.values(), default=0))
    start = LEFT + max(width(short(tick)) for tick in ticks)
    slot = min(WIDEST_SLOT, (RIGHT - start) / max(1, len(numbers)))
    up = Scale(0, ticks[-1], FOOT, TOP)
    return ByDay(
        bars=tuple(_bars(numbers, step, start, slot, up)),
        across=round(slot * FILLED, 1),
        days=tuple(_days(list(numbers), start, slot)),
        values=tuple(Tick(up(value), short(value)) for value in ticks),
        lines=tuple(_lines(list(numbers), step, start, slot, moments or {})),
        start=start,
        is_by_week=step == WEEK,
        description=_described(numbers, step),
    )


def told_day(day: date) -> str:
    """Return ``1 Mar``."""
    return f"{day.day} {day:%b}"


def _columns(counts: Mapping[date, int]) -> tuple[timedelta, Mapping[date, int]]:
    """Every day, or every Monday, from the first to the last that has some."""
    days = sorted(day for day, number in counts.items() if number)
    if not days:
        return timedelta(days=1), {}
    if (days[-1] - days[0]).days < MOST_COLUMNS:
        span = range((days[-1] - days[0]).days + 1)
        every = (days[0] + timedelta(days=number) for number in span)
        return timedelta(days=1), {day: counts.get(day, 0) for day in every}
    return WEEK, _weeks(counts, _monday(days[0]), _monday(days[-1]))


def _weeks(counts: Mapping[date, int], first: date, last: date) -> Mapping[date, int]:
    first = max(first, last - WEEK * (MOST_BARS - 1))
    weeks = {first + WEEK * number: 0 for number in range((last - first).days // 7 + 1)}
    for day, number in counts.items():
        if _monday(day) in weeks:
            weeks[_monday(day)] += number
    return weeks


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _bars(
    numbers: Mapping[date, int], step: timedelta, start: float, slot: float, up: Scale
) -> Iterator[Bar]:
    for place, (day, number) in enumerate(numbers.items()):
        if number:
            left = round(start + slot * (place + (1 - FILLED) / 2), 1)
            top = min(up(number), FOOT - LOWEST)
            told = f"{'Week of ' if step == WEEK else ''}{told_day(day)}: {number:,}"
            yield Bar(day, number, left, top, round(FOOT - top, 1), told)


def _days(days: list[date], start: float, slot: float) -> Iterator[Tick]:
    step = round_step(len(days), MOST_TICKS)
    for place in range(0, len(days), step):
        yield Tick(round(start + slot * (place + 0.5), 1), told_day(days[place]))


def _lines(
    days: list[date], step: timedelta, start: float, slot: float, moments: Mapping[str, date]
) -> Iterator[Line]:
    for text, day in moments.items():
        if days and days[0] <= day < days[-1] + step:
            at = round(start + slot * ((day - days[0]) / step + 1), 1)
            yield Line(at, text, "end" if at > (start + RIGHT) / 2 else "start")


def _described(numbers: Mapping[date, int], step: timedelta) -> str:
    if not numbers:
        return "Nothing yet."
    most = max(numbers, key=lambda day: numbers[day])
    when = f"in the week of {told_day(most)}" if step == WEEK else f"on {told_day(most)}"
    return (
        f"{sum(numbers.values()):,} in all, from {told_day(min(numbers))} to "
        f"{told_day(max(numbers))}; most {when}: {numbers[most]:,}."
    )
