"""The charts of the style page: numbers as they come, and numbers that are hard to draw."""

import re
from dataclasses import dataclass
from importlib import resources

from courseapp.charts.by_year import ByYear, by_year
from courseapp.charts.over_time import OverTime, Point, Series, over_time
from courseapp.charts.world_map import Place, WorldMap, world_map

KINDS = ("Course", "Webinar", "Technical dialogue", "Side event", "Conference", "Workshop")
LONG = "Companies that have promised to report what they emit, " * 6
COUNTRIES = """
AU Australia -25 134;BE Belgium 51 4;BR Brazil -11 -53;CA Canada 61 -98;CH Switzerland 47 8
CL Chile -38 -71;CN China 36 104;CO Colombia 4 -73;CR Costa_Rica 10 -84;DE Germany 51 10
DK Denmark 56 10;ES Spain 40 -4;FR France 47 2;GB United_Kingdom 54 -2;GR Greece 39 22
IE Ireland 53 -8;IT Italy 43 12;JP Japan 37 138;KR Republic_of_Korea 36 128;KZ Kazakhstan 48 67
MX Mexico 24 -102;NL Netherlands 52 6;NO Norway 62 9;NZ New_Zealand -42 172;PT Portugal 40 -8
SE Sweden 62 15;TH Thailand 15 101;TR Türkiye 39 35;UA Ukraine 49 31;US United_States 39 -98
"""
PARTS = """
CA-BC British_Columbia 54 -125;CA-MB Manitoba 55 -97;CA-NS Nova_Scotia 45 -63;CA-ON Ontario 50 -86
CA-QC Québec 52 -72;JP-13 Tokyo 36 140;US-AZ Arizona 34 -112;US-CA California 37 -119
US-MA Massachusetts 42 -72;US-MD Maryland 39 -77;US-ME Maine 45 -69;US-NJ New_Jersey 40 -75
US-NM New_Mexico 34 -106;US-NY New_York 43 -76;US-OR Oregon 44 -121;US-VT Vermont 44 -73
US-WA Washington 47 -120
"""


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
            ("Members of a partnership", world_map(_icap(), _world())),
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


def _icap() -> list[Place]:
    return [
        Place(code, name, north, east, inside=code.partition("-")[0] if "-" in code else "")
        for code, name, north, east in (*_read(COUNTRIES), *_read(PARTS))
    ]


def _read(table: str) -> list[tuple[str, str, float, float]]:
    lines = (line.split() for line in table.strip().replace("\n", ";").split(";"))
    return [
        (code, name.replace("_", " "), float(north), float(east))
        for code, name, north, east in lines
    ]


def _everybody() -> list[Place]:
    """The first city of every country in tzdata's list of places."""
    first = {code: (north, east) for code, north, east in reversed(_cities())}
    return [
        Place(code, code, north, east, weight=1 + number % 3)
        for number, (code, (north, east)) in enumerate(sorted(first.items()))
    ]


def _world() -> list[tuple[float, float]]:
    return [(north, east) for _, north, east in _cities()]


def _cities() -> list[tuple[str, float, float]]:
    """Cities with their places, in degrees and minutes: ``IT  +4154+01229  Europe/Rome``."""
    text = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("ascii")
    found = re.findall(r"^([A-Z]{2})\t([+-]\d{2})(\d{2})\d*([+-]\d{3})(\d{2})", text, re.MULTILINE)
    return [
        (code, _degrees(north, minutes), _degrees(east, more))
        for code, north, minutes, east, more in found
    ]


def _degrees(whole: str, minutes: str) -> float:
    return float(whole) + int(f"{whole[0]}{minutes}") / 60
