"""Where countries and parts of them are, held against the cities of tzdata's zone.tab."""

from collections import defaultdict
from functools import lru_cache
from importlib import resources
from math import asin, cos, radians, sin, sqrt

import pytest

from courseapp.countries.names import Country, Subdivision, all_countries, all_subdivisions
from courseapp.countries.places import Position, position
from courseapp.countries.tables import rows

EARTH_KM = 6371

# How far, in km, the middle of a country may be from the nearest city that gives a zone its name.
MOST = 1_000
FARTHER = {
    "CN": (1_700, "its two cities, Shanghai and Urumqi, are at its ends"),
    "MZ": (1_100, "its one city, Maputo, is at its southern tip"),
}
# Not in zone.tab: the nearest city that is.
NEIGHBOURS = {"XK": "RS", "BV": None, "HM": None}  # None: uninhabited, no city near

EVERYTHING: tuple[Country | Subdivision, ...] = (*all_countries(), *all_subdivisions())


@lru_cache
def cities() -> dict[str, list[Position]]:
    """The cities of each country in zone.tab, whose places are ISO 6709: ±DDMM±DDDMM[SS]."""
    text = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("ascii")
    found: dict[str, list[Position]] = defaultdict(list)
    for line in text.splitlines():
        if line[:1] != "#":
            code, place, *_ = line.split("\t")
            middle = max(place.rfind("+"), place.rfind("-"))
            found[code].append(Position(degrees(place[:middle], 2), degrees(place[middle:], 3)))
    return found


def degrees(written: str, digits: int) -> float:
    sign, whole, rest = written[0], written[1 : digits + 1], written[digits + 1 :]
    size = int(whole) + int(rest[:2]) / 60 + int(rest[2:] or 0) / 3600
    return -size if sign == "-" else size


def km(one: Position, other: Position) -> float:
    """The great-circle distance (haversine)."""
    north = radians(other.latitude - one.latitude) / 2
    east = radians(other.longitude - one.longitude) / 2
    level = cos(radians(one.latitude)) * cos(radians(other.latitude))
    return 2 * EARTH_KM * asin(sqrt(sin(north) ** 2 + level * sin(east) ** 2))


def nearest(code: str, city_of: str) -> float:
    return min(km(position(code), city) for city in cities()[city_of])


def test_the_measure_is_right() -> None:
    berlin, tokyo = cities()["DE"][0], cities()["JP"][0]
    assert km(berlin, tokyo) == pytest.approx(8_920, rel=0.01)


@pytest.mark.parametrize("code", [each.code for each in all_countries()])
def test_each_country_is_near_its_nearest_city(code: str) -> None:
    city_of = NEIGHBOURS.get(code, code)
    if city_of:
        assert nearest(code, city_of) <= FARTHER.get(code, (MOST, ""))[0]


def test_no_country_is_excepted_without_need() -> None:
    assert all(nearest(code, code) > MOST for code in FARTHER)


@pytest.mark.parametrize("code", ["SG", "LU", "MT", "FJ", "TO", "BB", "KI", "VA", "HK", "IS", "LB"])
def test_a_small_country_is_hit_closely(code: str) -> None:
    assert nearest(code, code) < 250


def test_uninhabited_islands_are_where_charts_show_them() -> None:
    assert km(position("BV"), Position(-54.42, 3.36)) < 50
    assert km(position("HM"), Position(-53.1, 73.51)) < 50


def test_each_part_is_near_a_city_of_its_country_and_not_far_from_its_middle() -> None:
    for part in all_subdivisions():
        assert nearest(part.code, part.country_code) < 2_500, part
        assert km(position(part.code), position(part.country_code)) < 6_000, part


@pytest.mark.parametrize(
    ("code", "city"),
    [
        ("US-CA", Position(38.58, -121.49)),  # Sacramento
        ("US-NY", Position(42.65, -73.76)),  # Albany
        ("US-HI", Position(21.31, -157.86)),  # Honolulu
        ("US-WA", Position(47.04, -122.9)),  # Olympia
        ("CA-NS", Position(44.65, -63.58)),  # Halifax
        ("CA-MB", Position(49.9, -97.14)),  # Winnipeg
        ("JP-13", Position(35.69, 139.69)),  # Tokyo
        ("JP-22", Position(34.98, 138.38)),  # Shizuoka
        ("JP-23", Position(35.18, 136.91)),  # Nagoya
        ("CN-GD", Position(23.13, 113.26)),  # Guangzhou
        ("CN-HB", Position(30.59, 114.31)),  # Wuhan
        ("CN-HE", Position(38.04, 114.51)),  # Shijiazhuang
        ("BR-SP", Position(-23.55, -46.63)),  # São Paulo
        ("MX-JAL", Position(20.67, -103.35)),  # Guadalajara
        ("AU-VIC", Position(-37.81, 144.96)),  # Melbourne
        ("DE-BY", Position(48.14, 11.58)),  # Munich
        ("ES-CT", Position(41.39, 2.17)),  # Barcelona
        ("ES-CN", Position(28.47, -16.25)),  # Santa Cruz de Tenerife
        ("GB-SCT", Position(55.95, -3.19)),  # Edinburgh
        ("IN-KL", Position(8.52, 76.94)),  # Thiruvananthapuram
        ("KR-49", Position(33.5, 126.53)),  # Jeju
        ("ZA-WC", Position(-33.92, 18.42)),  # Cape Town
        ("AR-B", Position(-34.92, -57.95)),  # La Plata
        ("NG-LA", Position(6.52, 3.38)),  # Lagos
        ("CH-GE", Position(46.2, 6.14)),  # Geneva
        ("EC-W", Position(-0.74, -90.31)),  # Puerto Ayora
        ("PT-20", Position(37.74, -25.67)),  # Ponta Delgada
    ],
)
def test_a_well_known_city_is_in_its_part(code: str, city: Position) -> None:
    assert km(position(code), city) < 600
    others = (each for each in all_subdivisions() if each.country_code == code[:2])
    closest = sorted(others, key=lambda each: km(position(each.code), city))[:4]
    assert code in {each.code for each in closest}


def test_every_point_is_on_the_globe_and_promises_no_more_than_it_holds() -> None:
    for each in EVERYTHING:
        point = position(each.code)
        steps = 4 if each.code.startswith("CH-") else 2  # to a degree
        assert -90 <= point.latitude <= 90, each
        assert -180 <= point.longitude <= 180, each
        assert (point.latitude * steps).is_integer(), each
        assert (point.longitude * steps).is_integer(), each


def test_no_two_countries_share_a_point() -> None:
    assert len({position(each.code) for each in all_countries()}) == len(all_countries())


def test_no_two_parts_of_a_country_share_a_point() -> None:
    points = {(each.country_code, position(each.code)) for each in all_subdivisions()}
    assert len(points) == len(all_subdivisions())


def test_nothing_has_a_place_that_has_no_name() -> None:
    listed = {row["code"] for row in rows("positions.csv")}
    assert listed == {each.code for each in EVERYTHING}


@pytest.mark.parametrize("code", ["", "ZZ", "de", "US-XX", "US-", "Germany"])
def test_an_unknown_code_has_no_place(code: str) -> None:
    with pytest.raises(KeyError):
        position(code)
