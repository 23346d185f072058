"""The world on a sheet, and where its lands are."""

import re
from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.charts.land import PITCH, dotted
from courseapp.charts.projection import (
    EDGE,
    HEIGHT,
    MIDDLE,
    NORTH,
    SOUTH,
    WIDTH,
    distance_from_equator,
    equator,
    graticule,
    length_of_parallel,
    outline,
    placed,
)

latitudes = st.floats(SOUTH, NORTH)
turns = st.floats(0, 179)  # degrees away from the middle of the sheet
STROKE = re.compile(r"M(\d+) (\d+)h(\d+)")


def dots(path: str) -> set[tuple[int, int]]:
    """Where the dots of a dotted path stand."""
    strokes = [tuple(map(int, stroke)) for stroke in STROKE.findall(path)]
    return {(x + step, y) for x, y, long in strokes for step in range(0, long, PITCH)}


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_lies_inside_the_outline(latitude: float, longitude: float) -> None:
    x, y = placed(latitude, longitude)
    assert EDGE <= x <= WIDTH - EDGE
    assert EDGE <= y <= HEIGHT - EDGE


@given(latitudes, turns)
def test_east_mirrors_west(latitude: float, turn: float) -> None:
    east, y = placed(latitude, MIDDLE + turn)
    west, same = placed(latitude, MIDDLE - turn)
    assert (east + west) / 2 == pytest.approx(WIDTH / 2, abs=0.1)
    assert y == same


@given(st.floats(0, -SOUTH), st.floats(-180, 180))
def test_south_mirrors_north(latitude: float, longitude: float) -> None:
    middle = placed(0, longitude)[1]
    north, south = placed(latitude, longitude), placed(-latitude, longitude)
    assert middle - north[1] == pytest.approx(south[1] - middle, abs=0.11)
    assert north[0] == south[0]


@given(latitudes, latitudes, turns)
def test_further_north_is_higher_and_nearer_to_the_middle(
    one: float, other: float, turn: float
) -> None:
    north, south = sorted((one, other), key=abs, reverse=True)
    x_north, x_south = placed(north, MIDDLE + turn)[0], placed(south, MIDDLE + turn)[0]
    assert x_north <= x_south
    assert (placed(one, 0)[1] <= placed(other, 0)[1]) or one < other


@given(latitudes, turns, turns)
def test_further_east_is_further_right(latitude: float, one: float, other: float) -> None:
    near, far = sorted((one, other))
    assert placed(latitude, MIDDLE + near)[0] <= placed(latitude, MIDDLE + far)[0]


def test_the_published_proportions_are_kept() -> None:
    """The line of the pole is 0.55 as long as the equator, and a meridian 0.52 of it."""
    equators_half = pi * length_of_parallel(0)
    assert length_of_parallel(pi / 2) / length_of_parallel(0) == pytest.approx(0.55, abs=0.001)
    assert distance_from_equator(pi / 2) / equators_half == pytest.approx(0.52, abs=0.001)


def test_islands_of_the_pacific_stay_together() -> None:
    samoa, tonga, fiji = placed(-14, -172), placed(-20, -175), placed(-18, 178)
    assert max(x for x, _ in (samoa, tonga, fiji)) - min(x for x, _ in (samoa, tonga, fiji)) < 60


def test_lines_of_the_net_are_short_texts_without_wrong_numbers() -> None:
    for path in (outline(), graticule(), equator()):
        assert re.fullmatch(r"(M|L|z|-?\d+(\.\d)?| )+", path)
    assert len(outline() + graticule() + equator()) < 2_000


@pytest.mark.parametrize(
    ("name", "latitude", "longitude"),
    [
        ("the Congo", 0, 22),
        ("the Sahara", 23, 5),
        ("Kansas", 38, -98),
        ("Amazonia", -5, -62),
        ("Siberia", 62, 100),
        ("the Outback", -25, 134),
        ("Greenland", 72, -40),
        ("India", 22, 79),
    ],
)
def test_land_is_where_it_is(name: str, latitude: float, longitude: float) -> None:
    assert near(dots(dotted()), placed(latitude, longitude)), name


@pytest.mark.parametrize(
    ("name", "latitude", "longitude"),
    [
        ("the Atlantic", 30, -45),
        ("the Pacific", 0, -140),
        ("the Indian Ocean", -25, 80),
        ("the Gulf of Guinea", 0, 0),
        ("the Tasman Sea", -38, 160),
        ("Hudson Bay", 60, -86),
    ],
)
def test_sea_is_where_it_is(name: str, latitude: float, longitude: float) -> None:
    assert not near(dots(dotted()), placed(latitude, longitude)), name


def test_a_small_island_gets_a_dot() -> None:
    place = placed(-14, -172)
    assert not near(dots(dotted()), place)
    assert near(dots(dotted([place])), place)


def test_a_country_on_the_mainland_needs_no_further_dot() -> None:
    assert dotted([placed(0, 22)]) == dotted()


def test_the_lands_are_a_short_text() -> None:
    assert len(dotted()) < 2_500


def near(known: set[tuple[int, int]], place: tuple[float, float]) -> bool:
    """Whether a dot stands in the square in which the place is."""
    return any(abs(x - place[0]) <= PITCH / 2 and abs(y - place[1]) <= PITCH / 2 for x, y in known)
