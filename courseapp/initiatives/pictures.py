"""What the charts of a record are drawn from: plain values for `courseapp.charts`."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from courseapp.charts.by_year import ByYear, by_year
from courseapp.charts.over_time import OverTime, over_time
from courseapp.charts.series import Point, Series
from courseapp.charts.world_map import Place, WorldMap, world_map
from courseapp.countries.names import all_countries
from courseapp.countries.places import position
from courseapp.initiatives.document.dates import position_of, told
from courseapp.initiatives.document.record import Count, Record
from courseapp.initiatives.members import Member
from courseapp.initiatives.rules import CountKind
from courseapp.initiatives.words import COUNTS


def counts_over_time(record: Record) -> OverTime | None:
    """Draw each kind of count that is known at some moment; None for less than two.

    A count without a date stands, hollow, at the date of its source.
    """
    points: dict[CountKind, list[Point]] = {}
    for count in [*record.counts, *yearly_counts(record)]:
        point = _point(record, count)
        if point is not None and count.value and not count.part:
            points.setdefault(count.kind, []).append(point)
    series = [Series(COUNTS[kind], tuple(points[kind])) for kind in CountKind if kind in points]
    drawn = sum(len(each.points) for each in series)
    return over_time(series) if drawn > 1 else None


def yearly_counts(record: Record) -> Iterator[Count]:
    """Yield the members of each year that the platform's table of years states."""
    for statement in record.by_field.get("members-by-year", ()):
        lines = statement.value if isinstance(statement.value, tuple) else ()
        for line in lines:
            year, _, number = line.partition(": ")
            if number.isdecimal():
                yield Count("", CountKind.MEMBERS, int(number), statement.source, as_of=year)


def _point(record: Record, count: Count) -> Point | None:
    source = record.source(count.source)
    date = count.as_of or (source.date if source else "")
    place = position_of(date)
    if place is None:
        return None
    label = f"{told(date)}, source {count.source}"
    return Point(place, count.value, count.approximate, bool(count.as_of), label)


def members_map(members: Sequence[Member]) -> WorldMap | None:
    """Draw countries and parts of countries that are members; None where there are none."""
    if not members:
        return None
    return world_map([_place(member) for member in members], background())


def _place(member: Member) -> Place:
    where = position(member.code)
    return Place(
        code=member.code,
        name=member.name,
        latitude=where.latitude,
        longitude=where.longitude,
        inside=member.code[:2] if member.is_part else "",
        inside_name=member.parent if member.is_part else "",
    )


@lru_cache
def background() -> tuple[tuple[float, float], ...]:
    """Return where every country of the world is: latitude and longitude in degrees."""
    places = (position(each.code) for each in all_countries())
    return tuple((place.latitude, place.longitude) for place in places)


def events_by_year(counted: Mapping[int, Mapping[str, int]]) -> ByYear | None:
    """Draw how many events of each kind took place in each year; None where none is known."""
    kinds = sorted({kind for year in counted.values() for kind in year})
    return by_year(counted, kinds) if counted else None
