"""The charts of the style page: numbers as they come, and numbers that are hard to draw."""

from dataclasses import dataclass

from courseapp.charts.by_year import ByYear, by_year
from courseapp.charts.over_time import OverTime, Point, Series, over_time
from courseapp.charts.world_map import Place, WorldMap, world_map
from courseapp.countries.names import all_countries, country, subdivision
from courseapp.countries.places import position

KINDS = ("Course", "Webinar", "Technical dialogue", "Side event", "Conference", "Workshop")
LONG = "Companies that have promised to report what they emit, " * 6
STATES = "AU BE BR CA CH CL CN CO CR DE DK ES FR GB GR IE IT JP KR KZ MX NL NO NZ PT SE TH TR UA US"
PARTS = (
    "CA-BC CA-MB CA-NS CA-ON CA-QC JP-13 US-AZ US-CA US-MA US-MD US-ME US-NJ US-NM US-NY US-OR"
    " US-VT US-WA"
)


@dataclass(frozen=True)
class ChartSamples:
    """The charts, each with its title."""

    over_time: tuple[tuple[str, OverTime], ...]
    by_year: tuple[tuple[str, ByYear], ...]
    maps: tuple[tuple[str, WorldMap], ...]


def chart_samples() -> ChartSamples:
    """Lay out every sample."""
    return ChartSamples(
        over_time=(
            ("Members over time", over_time(_members())),
            ("A single count", over_time([Series("Partners", (Point(2023.5, 83),))])),
            ("Many counts of many kinds", over_time(_crowd())),
            ("Nothing yet", over_time([Series("Members", (Point(2024.1, 0),))])),
        ),
        by_year=(
            ("Events by year and kind", by_year(_events(2009, 2024), KINDS)),
            ("Events of two decades and before", by_year(_events(1992, 2027), (*KINDS, LONG))),
            ("The first year", by_year({2027: {"Course": 1}}, KINDS)),
            ("Large numbers", by_year({2019: {"Course": 12_000}, 2022: {"Webinar": 9}}, KINDS)),
        ),
        maps=(
            ("Members of a partnership", world_map(_partnership(), _world())),
            ("Every country, some more than once", world_map(_everybody(), _world())),
        ),
    )


def _members() -> list[Series]:
    return [
        Series(
            "Members, countries and regions together",
            (
                Point(2007.8, 15, about=True, dated=True, label="29 October 2007, founding"),
                Point(2016.5, 31, dated=False, label="2016, project page"),
                Point(2022.3, 53, label="12 April 2022, entry in the platform"),
                Point(2022.3, 47, label="12 April 2022, counted one by one"),
            ),
        ),
        Series(
            "Observers",
            (Point(2012.5, 3), Point(2016.5, 4, dated=False), Point(2022.3, 8, about=True)),
        ),
    ]


def _crowd() -> list[Series]:
    names = (LONG, "المراقبون", "Cities", "Regions", "Banks", "Schools", "Others")
    return [
        Series(name, tuple(_grown(year, 9 - row) for year in range(2012, 2026, 1 + row % 3)))
        for row, name in enumerate(names)
    ]


def _grown(year: int, pace: int) -> Point:
    value = pace * pace * (year - 2005) * (30 + year % 4)
    return Point(year + 0.5, value, about=year % 5 == 0, dated=year % 3 > 0, label=str(year))


def _events(first: int, last: int) -> dict[int, dict[str, int]]:
    return {
        year: {kind: year * (place + 3) % 7 // (1 + place) for place, kind in enumerate(KINDS)}
        for year in range(first, last + 1)
        if year % 7
    }


def _partnership() -> list[Place]:
    states = [_place(each, country(each).name) for each in STATES.split()]
    parts = [_place(each, subdivision(each).name, inside=each[:2]) for each in PARTS.split()]
    return [*states, *parts]


def _everybody() -> list[Place]:
    return [
        _place(each.code, each.name, weight=1 + number % 3)
        for number, each in enumerate(all_countries())
    ]


def _place(code: str, name: str, weight: int = 1, inside: str = "") -> Place:
    at = position(code)
    return Place(code, name, at.latitude, at.longitude, weight, inside)


def _world() -> list[tuple[float, float]]:
    at = [position(each.code) for each in all_countries()]
    return [(each.latitude, each.longitude) for each in at]
