"""Members on the map of the world."""

import gzip
from itertools import combinations
from math import hypot, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.charts.projection import placed
from courseapp.charts.spreading import Circle, spread
from courseapp.charts.world_map import FARTHEST, Place, WorldMap, world_map
from tests.unit.charts.drawing import drawn, legend, parsed, tooltips
from tests.unit.charts.samples import crowd, far_apart, partnership

CANADA = Place("CA", "Canada", 61, -98)
QUEBEC = Place("CA-QC", "Québec", 52, -72, inside="CA")
WORLD = [(place.latitude, place.longitude) for place in far_apart(250)]
places = st.builds(
    Place,
    st.text("ABC", max_size=2),
    st.text("añش<&", max_size=9),
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.integers(1, 500),
    st.sampled_from(["", "CA"]),
)


def overlap(one: Circle, other: Circle) -> float:
    return one.radius + other.radius - hypot(one.x - other.x, one.y - other.y)


def circles(chart: WorldMap) -> list[Circle]:
    return [Circle(spot.x, spot.y, spot.radius) for spot in chart.spots]


@given(st.lists(places, max_size=30))
def test_every_circle_lies_on_the_sheet_and_can_be_seen(members: list[Place]) -> None:
    chart = world_map(members, [])
    assert len(chart.spots) == len(members)
    for spot in chart.spots:
        assert 4 <= spot.radius <= 14
        assert spot.radius <= spot.x <= chart.width - spot.radius
        assert spot.radius <= spot.y <= chart.height - spot.radius


@given(st.lists(places, max_size=10))
def test_every_map_is_well_formed_and_holds_no_wrong_number(members: list[Place]) -> None:
    chart = world_map(members, [(-90, 180), (90, -180), (0, 0)])
    parsed(chart)
    assert "nan" not in drawn(chart).lower()


@given(st.lists(places, max_size=30))
def test_large_circles_are_drawn_first(members: list[Place]) -> None:
    radii = [spot.radius for spot in world_map(members, []).spots]
    assert radii == sorted(radii, reverse=True)


def test_areas_are_proportional_to_weights() -> None:
    chart = world_map([Place("A", "A", 0, 0, weight=4), Place("B", "B", 0, 90, weight=1)], [])
    large, small = chart.spots
    assert large.radius / small.radius == pytest.approx(sqrt(4), rel=0.02)
    assert chart.has_weights


def test_a_part_of_a_country_is_a_smaller_ring_that_names_its_country() -> None:
    chart = world_map([QUEBEC, CANADA], [])
    country, part = chart.spots
    assert (country.is_part, part.is_part) == (False, True)
    assert part.radius < country.radius
    assert tooltips(chart) == ["Canada", "Québec, Canada"]
    assert [each.get("class") for each in parsed(chart).iterfind("svg/circle")] == [None, "part"]


def test_a_country_that_is_no_member_shows_only_its_parts() -> None:
    chart = world_map([Place("CA-QC", "Québec", 52, -72, inside="CA", inside_name="Canada")], [])
    assert tooltips(chart) == ["Québec, Canada"]
    assert legend(chart) == "Part of a country"
    assert chart.description == "1 part of a country, each marked where it lies."


def test_a_note_is_told() -> None:
    assert tooltips(world_map([Place("CA", "Canada", 61, -98, note="since 2009")], [])) == [
        "Canada: since 2009"
    ]


def test_the_legend_says_what_stands_on_the_map() -> None:
    assert legend(world_map([CANADA], [])) == "Country"
    assert legend(world_map([CANADA, QUEBEC], [])) == "Country Part of a country"


def test_members_close_together_are_moved_apart_but_not_far() -> None:
    members = partnership()
    chart = world_map(members, [])
    homes = {place.name: placed(place.latitude, place.longitude) for place in members}
    for spot in chart.spots:
        x, y = homes[spot.told.split(",")[0]]
        assert hypot(spot.x - x, spot.y - y) <= FARTHEST + 0.1
    pairs = combinations(circles(chart), 2)
    assert max(overlap(one, other) for one, other in pairs) < 1


def test_of_250_members_none_is_hidden_by_another() -> None:
    drawn_circles = circles(world_map(crowd(), []))
    deepest = max(overlap(one, other) for one, other in combinations(drawn_circles, 2))
    assert deepest < 0.6 * min(circle.radius for circle in drawn_circles)


def test_a_member_without_neighbours_stands_at_its_place() -> None:
    (spot,) = world_map([CANADA], []).spots
    assert (spot.x, spot.y) == placed(61, -98)


def test_circles_at_one_place_all_become_visible() -> None:
    moved = spread([Circle(100, 100, 5)] * 4, FARTHEST)
    assert max(overlap(one, other) for one, other in combinations(moved, 2)) < 0.5


def test_circles_that_fit_stay_where_they_are() -> None:
    apart = [Circle(100, 100, 5), Circle(112, 100, 5)]
    assert spread(apart, FARTHEST) == tuple(apart)


def test_the_same_members_always_give_the_same_picture() -> None:
    assert drawn(world_map(crowd(), WORLD)) == drawn(world_map(crowd(), WORLD))


def test_a_map_is_light() -> None:
    partners = drawn(world_map(partnership(), WORLD)).encode()
    everybody = drawn(world_map(crowd(), WORLD)).encode()
    assert len(partners) < 10_000
    assert len(everybody) < 40_000
    assert len(gzip.compress(everybody)) < 10_000


def test_names_are_escaped_and_clipped() -> None:
    chart = world_map([Place("X", "<b>كندا & " * 30, 0, 0)], [])
    assert "<b>" not in drawn(chart)
    assert len(tooltips(chart)[0]) <= 80


def test_without_members_the_map_is_empty_and_says_so() -> None:
    chart = world_map([], WORLD)
    assert list(parsed(chart).iter("circle")) == []
    assert chart.description == "Nobody, each marked where it lies."


@pytest.mark.parametrize(
    ("latitude", "longitude", "weight"),
    [(float("nan"), 0, 1), (0, float("inf"), 1), (0, 0, 0)],
)
def test_what_is_no_place_is_refused(latitude: float, longitude: float, weight: int) -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        Place("X", "Nowhere", latitude, longitude, weight)
