"""Counts over time."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.charts.over_time import MOST_DOTS, OverTime, Point, Series, over_time
from tests.unit.charts.drawing import drawn, legend, parsed, tooltips, weight, written

ICAP = Series(
    "Members",
    (
        Point(2022.3, 53, label="12 April 2022, source CIP"),
        Point(2007.8, 15, about=True, label="29 October 2007"),
        Point(2016.5, 31, dated=False),
    ),
)
points = st.builds(
    Point, st.floats(1960, 2030), st.integers(0, 10**12), st.booleans(), st.booleans()
)
charts = st.lists(
    st.builds(Series, st.text("añش<&", max_size=9), st.lists(points, max_size=30).map(tuple)),
    max_size=9,
).map(over_time)


def yearly(label: str, factor: int, years: int = 60) -> Series:
    return Series(label, tuple(Point(1965.5 + each, each * factor) for each in range(years)))


@given(charts)
def test_everything_stands_on_the_sheet(chart: OverTime) -> None:
    for curve in chart.curves:
        places = [*curve.line, *((dot.x, dot.y) for dot in curve.dots)]
        assert all(chart.start <= x <= chart.end for x, _ in places)
        assert all(0 < y <= chart.foot for _, y in places)
        for label in curve.labels:
            assert chart.start <= label.box.left
            assert label.box.right <= chart.width
            assert label.box.top >= 0


@given(charts)
def test_no_value_is_written_over_another(chart: OverTime) -> None:
    labels = [label for curve in chart.curves for label in curve.labels]
    assert not any(one.box.meets(other.box) for one, other in combinations(labels, 2))


@given(charts)
def test_every_chart_is_well_formed_and_holds_no_wrong_number(chart: OverTime) -> None:
    if chart.curves:
        parsed(chart)
    assert "nan" not in drawn(chart).lower()
    assert "inf" not in drawn(chart).replace("inferred", "")


@given(st.lists(points, min_size=2, max_size=20))
def test_later_stands_to_the_right_and_more_stands_higher(listed: list[Point]) -> None:
    line = over_time([Series("Members", tuple(listed))]).curves[0].line
    in_order = sorted(listed, key=lambda point: (point.year, point.value))
    for (before, (x1, y1)), (after, (x2, y2)) in pairwise(zip(in_order, line, strict=True)):
        assert x1 <= x2
        assert (y1 >= y2) if before.value <= after.value else (y1 <= y2)


def test_every_number_of_a_small_chart_is_written() -> None:
    assert {"≈15", "31", "53"} <= set(written(over_time([ICAP])))


def test_a_dot_says_its_value_its_date_and_its_source() -> None:
    assert tooltips(over_time([ICAP])) == [
        "about 15, 29 October 2007",
        "31",
        "53, 12 April 2022, source CIP",
    ]


def test_a_dot_whose_date_is_inferred_is_hollow_and_the_legend_explains_it() -> None:
    chart = over_time([ICAP])
    assert [dot.hollow for dot in chart.curves[0].dots] == [False, True, False]
    assert "An outlined mark: the date is that of the source." in legend(chart)
    assert "An outlined mark" not in legend(over_time([Series("Members", ICAP.points[:1])]))


def test_the_legend_explains_about_only_where_it_is_said() -> None:
    assert "≈ The source says “about”." in legend(over_time([ICAP]))
    assert "≈" not in legend(over_time([Series("Members", ICAP.points[:1])]))


def test_who_does_not_see_the_chart_hears_its_values() -> None:
    assert over_time([ICAP]).description == "Members: about 15 in 2007, 31 in 2016, 53 in 2022."
    assert over_time([yearly("Cities", 3)]).description == (
        "Cities: 60 values, from 0 in 1965 to 177 in 2024."
    )


def test_one_value_stands_in_the_middle_of_three_years() -> None:
    chart = over_time([Series("Partners", (Point(2023.5, 83),))])
    (curve,) = chart.curves
    assert [tick.text for tick in chart.years] == ["2022", "2023", "2024"]
    assert curve.dots[0].x == chart.years[1].at
    assert curve.line == ()


def test_a_year_is_written_below_its_middle() -> None:
    chart = over_time([Series("Members", (Point(2020.5, 1), Point(2022.5, 2)))])
    assert [tick.at for tick in chart.years] == [
        chart.curves[0].dots[0].x,
        chart.years[1].at,
        chart.curves[0].dots[1].x,
    ]


def test_nothing_but_zero_is_drawn_at_the_foot() -> None:
    chart = over_time([Series("Members", (Point(2024.1, 0),))])
    assert chart.curves[0].dots[0].y == chart.foot
    assert [tick.text for tick in chart.values] == ["0", "1"]


@pytest.mark.parametrize("series", [[], [Series("Members", ())]])
def test_without_a_value_nothing_is_drawn(series: list[Series]) -> None:
    chart = over_time(series)
    assert chart.curves == ()
    assert drawn(chart).strip() == ""


def test_of_many_series_the_smallest_are_left_to_the_table() -> None:
    chart = over_time([yearly(f"S{size}", size) for size in (3, 9, 1, 8, 7, 2, 6, 5)])
    assert [curve.label for curve in chart.curves] == ["S3", "S9", "S8", "S7", "S6", "S5"]
    assert chart.left_out == ("S1", "S2")
    assert "Not drawn: S1, S2." in legend(chart)


def test_series_differ_in_marker_and_in_line() -> None:
    chart = over_time([yearly(str(size), size) for size in range(1, 7)])
    assert len({curve.shape for curve in chart.curves}) == 6
    assert len({curve.dash for curve in chart.curves}) == 6
    markers = {each.get("d") for each in parsed(chart).iterfind("svg/defs/path")}
    assert len(markers) == 6


def test_two_series_of_the_same_values_are_both_drawn() -> None:
    assert len(over_time([ICAP, ICAP]).curves) == 2


def test_of_many_dots_as_many_are_drawn_as_do_not_touch() -> None:
    (curve,) = over_time([yearly("Cities", 3, years=500)]).curves
    assert len(curve.dots) == MOST_DOTS
    assert (curve.dots[0].x, curve.dots[-1].x) == (curve.line[0][0], curve.line[-1][0])
    assert len(curve.line) == 500


def test_a_name_of_300_letters_is_escaped_and_clipped_in_tooltips() -> None:
    name = "<b>المراقبون & " * 20
    chart = over_time([Series(name, (Point(2020.5, 7, label=name),))])
    assert "<b>" not in drawn(chart)
    assert len(tooltips(chart)[0]) <= 80
    assert name.rsplit(maxsplit=1)[-1] in legend(chart)


def test_the_same_numbers_always_give_the_same_picture() -> None:
    assert drawn(over_time([ICAP])) == drawn(over_time([ICAP]))


def test_a_chart_is_light_however_much_it_shows() -> None:
    assert weight(over_time([ICAP])) < 2_000
    assert weight(over_time([yearly(str(size), size) for size in range(1, 7)])) < 10_000


@pytest.mark.parametrize(("year", "value"), [(float("nan"), 1), (float("inf"), 1), (2020.0, -1)])
def test_what_is_no_number_is_refused(year: float, value: int) -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        Point(year, value)
