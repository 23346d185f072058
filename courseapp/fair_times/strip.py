"""A picture of everybody's hours: one line a country, its day by the clocks of the event's zone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.countries.names import country_name
from courseapp.countries.zones import usual_zone
from courseapp.events.clock.local_hours import DAY_BEGINS, DAY_ENDS, MINUTE, best_run, stretches

HOUR_WIDTH = 20
LEFT = 190
LINE_HEIGHT = 22
TOP = 24
MINUTES_OF_A_DAY = 1440
MOST_LINES = 40
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """A part of a line, in units of the picture."""

    left: float
    width: float


@dataclass(frozen=True)
class CountryLine:
    """One country: when it is day there, between 08:00 and 20:00 by its clocks."""

    code: str
    name: str
    people: int
    zone: str
    top: int
    days: tuple[Span, ...]


@dataclass(frozen=True)
class Strip:
    """The picture. `runs` are the sessions, `hours` the numbers along the top."""

    lines: tuple[CountryLine, ...]
    hours: tuple[tuple[float, str], ...]
    runs: tuple[Span, ...]
    left_out: int
    left: int
    width: int
    height: int
    line_height: int = LINE_HEIGHT
    top: int = TOP


def strip(
    countries: Mapping[str, int],
    zone: str,
    day: date,
    runs: Sequence[tuple[datetime, datetime]] = (),
) -> Strip:
    """Return the hours of a local day of `zone` for the people of each country.

    `runs` are starts and ends (aware) to be marked, whatever their day. Countries come from east
    to west; those with the fewest people are left out of a long picture.
    """
    known = [code for code in countries if usual_zone(code)]
    shown = sorted(known, key=lambda code: (-countries[code], code))[:MOST_LINES]
    midnight = datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
    in_order = sorted(shown, key=lambda code: (-_offset(usual_zone(code), midnight), code))
    lines = [_line(code, countries[code], midnight, number) for number, code in enumerate(in_order)]
    return Strip(
        lines=tuple(lines),
        hours=tuple((_across(hour * 60), f"{hour:02d}") for hour in range(0, 25, 3)),
        runs=tuple(span for run in runs for span in _marked(run, zone)),
        left_out=len(known) - len(shown),
        left=LEFT,
        width=LEFT + 24 * HOUR_WIDTH + 12,
        height=TOP + LINE_HEIGHT * len(lines) + 8,
    )


@dataclass(frozen=True)
class LocalTimes:
    """When each run is by the clocks of a country; `best` is the place of the one that suits."""

    country: str
    people: int
    times: tuple[str, ...]
    best: int


def local_times(
    countries: Mapping[str, int], runs: Sequence[tuple[datetime, datetime]]
) -> tuple[LocalTimes, ...]:
    """Return the local time of each run by country, the most people first; nothing without runs."""
    in_order = sorted(countries, key=lambda code: (-countries[code], country_name(code)))
    return tuple(
        LocalTimes(
            country_name(code),
            countries[code],
            tuple(_told(start, end, usual_zone(code)) for start, end in runs),
            best_run(runs, usual_zone(code)),
        )
        for code in in_order
        if usual_zone(code) and runs
    )


def _told(start: datetime, end: datetime, zone: str) -> str:
    day = formats.day(start.astimezone(ZoneInfo(zone)).date(), year=False)
    return f"{day}, {formats.time_range(start, end, zone)}"


def _line(code: str, people: int, midnight: datetime, number: int) -> CountryLine:
    zone = usual_zone(code)
    top = TOP + LINE_HEIGHT * number
    return CountryLine(code, country_name(code), people, zone, top, _days(zone, midnight))


def _days(zone: str, midnight: datetime) -> tuple[Span, ...]:
    found: list[Span] = []
    for stretch in stretches(midnight, midnight + A_DAY, zone):
        first = (stretch.begins - midnight) // MINUTE
        last = (stretch.ends - midnight) // MINUTE
        # Where the local day would begin, on the day before, the same and the next.
        clock = (stretch.begins.hour * 60 + stretch.begins.minute + stretch.offset) % 1440
        for shift in (-MINUTES_OF_A_DAY, 0, MINUTES_OF_A_DAY):
            begins = max(first, first - clock + DAY_BEGINS + shift)
            ends = min(last, first - clock + DAY_ENDS + shift)
            if begins < ends:
                found.append(_span(begins, ends))
    return tuple(found)


def _marked(run: tuple[datetime, datetime], zone: str) -> tuple[Span, ...]:
    """Return where a run lies in a day; over midnight it is in two parts."""
    start = run[0].astimezone(ZoneInfo(zone))
    first = start.hour * 60 + start.minute
    last = first + (run[1] - run[0]) // MINUTE
    if last <= MINUTES_OF_A_DAY:
        return (_span(first, last),)
    return _span(first, MINUTES_OF_A_DAY), _span(0, min(last - MINUTES_OF_A_DAY, first))


def _span(first: int, last: int) -> Span:
    return Span(_across(first), round((last - first) * HOUR_WIDTH / 60, 1))


def _across(minute: int) -> float:
    return round(LEFT + minute * HOUR_WIDTH / 60, 1)


def _offset(zone: str, at: datetime) -> float:
    away = at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    return away.total_seconds()
