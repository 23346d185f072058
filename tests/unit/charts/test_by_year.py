"""Events by year and kind."""

from collections.abc import Iterable
from itertools import combinations, pairwise
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.charts.by_year import by_year
from courseapp.charts.kinds import MOST_YEARS, Counts
from tests.unit.charts.drawing import drawn, legend, parsed, tooltips, weight, written

KINDS = ("Course", "Webinar", "Dialogue")
EVENTS = {2016: {"Course": 2, "Webinar": 3}, 2018: {"Course": 1}, 2019: {"Webinar": 0}}
counts = st.dictionaries(
    st.integers(1950, 2040),
    st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 10**9), max_size=10),
    max_size=60,
)


@given(counts)
def test_columns_stand_on_the_sheet_and_beside_each_other(counted: Counts) -> None:
    chart = by_year(counted, ["c", "a"])
    half = chart.column_width / 2
    for column in chart.columns:
        assert chart.start <= column.middle - half
        assert column.middle + half <= chart.end
        assert 26 <= column.top <= chart.foot
    for one, other in pairwise(chart.columns):
        assert one.middle + half < other.middle - half


@given(counts)
def test_blocks_fill_their_column_from_the_foot_up(counted: Counts) -> None:
    chart = by_year(counted, ["c", "a"])
    for column in chart.columns:
        left = column.middle - chart.column_width / 2
        blocks = [b for kind in chart.kinds for b in kind.blocks if abs(b.left - left) < 1]
        assert blocks[0].top + blocks[0].height == pytest.approx(chart.foot)
        assert blocks[-1].top == pytest.approx(column.top)
        for lower, upper in pairwise(blocks):
            assert upper.top + upper.height == pytest.approx(lower.top)


@given(counts)
def test_sums_cover_neither_each_other_nor_the_years(counted: Counts) -> None:
    chart = by_year(counted, [])
    assert not any(a.box.meets(b.box) for a, b in combinations(chart.totals, 2))
    years = [tick.at for tick in chart.years]
    assert all(after - before >= 40 for before, after in pairwise(years))


@given(counts)
def test_every_chart_is_well_formed_and_loses_no_event(counted: Counts) -> None:
    chart = by_year(counted, [])
    total = sum(value for kinds in counted.values() for value in kinds.values())
    if total:
        parsed(chart)
        assert chart.description.startswith(f"{total:,} ")
    assert "nan" not in drawn(chart).lower()


def test_kinds_stand_in_the_given_order_and_unnamed_ones_after_them() -> None:
    chart = by_year({2020: {"Zoo": 1, "Webinar": 2, "Art": 1, "Course": 1}}, KINDS)
    assert [kind.label for kind in chart.kinds] == ["Course", "Webinar", "Art", "Zoo"]


def test_a_column_says_its_counts_and_the_sum_stands_on_top() -> None:
    chart = by_year(EVENTS, KINDS)
    assert tooltips(chart) == ["2016: Course 2, Webinar 3", "2018: Course 1"]
    assert [label.text for label in chart.totals] == ["5", "1"]


def test_a_year_without_events_is_a_gap_with_its_number() -> None:
    chart = by_year(EVENTS, KINDS)
    assert [tick.text for tick in chart.years] == ["2016", "2017", "2018"]
    first, second = chart.columns
    assert second.middle - first.middle == pytest.approx(chart.years[2].at - chart.years[0].at)


def test_years_long_ago_are_one_column() -> None:
    chart = by_year({year: {"Course": 1} for year in range(1990, 2026)}, KINDS)
    assert len(chart.columns) == MOST_YEARS + 1
    assert chart.before
    assert chart.before.text == "2007"
    assert tooltips(chart)[0] == "Before 2007: Course 17"
    assert [each for each in written(chart) if each in {"before", "2007"}] == ["before", "2007"]


def test_a_column_of_many_years_does_not_dwarf_the_others() -> None:
    chart = by_year({1990: {"Course": 900}, 2025: {"Course": 2}}, KINDS)
    assert [column.cut for column in chart.columns] == [True, False]
    assert chart.values[-1].text == "2"
    assert [label.text for label in chart.totals] == ["900", "2"]
    assert "The first column is cut" in legend(chart)


def test_few_years_need_no_column_of_earlier_ones() -> None:
    chart = by_year(EVENTS, KINDS)
    assert chart.before is None
    assert "cut" not in legend(chart)


def test_of_many_kinds_the_smaller_ones_are_drawn_together() -> None:
    chart = by_year({2020: {f"K{size}": size for size in range(1, 9)}}, ["K7", "K8"])
    assert [kind.label for kind in chart.kinds] == ["K7", "K8", "K4", "K5", "K6", "Other kinds"]
    assert chart.summed_up == ("K1", "K2", "K3")
    assert "Other kinds: K1, K2, K3." in legend(chart)
    assert tooltips(chart) == ["2020: K7 7, K8 8, K4 4, K5 5, K6 6, Other kinds 6"]


def test_each_kind_has_a_pattern_of_its_own_also_in_the_legend() -> None:
    chart = by_year({2020: {f"K{size}": size for size in range(1, 7)}}, [])
    figure = parsed(chart)
    in_chart = looks(figure.iterfind("svg/path[@class='chart-block']"))
    assert in_chart == looks(figure.iterfind("figcaption//path"))
    assert len(set(in_chart)) == 6


def looks(blocks: Iterable[Element]) -> list[tuple[str | None, str | None]]:
    return [(block.get("fill"), block.get("fill-opacity")) for block in blocks]


def test_who_does_not_see_the_chart_hears_its_sums() -> None:
    assert by_year(EVENTS, KINDS).description == (
        "6 from 2016 to 2018, most in 2016: 5. Course 3, Webinar 3."
    )


@pytest.mark.parametrize("nothing", [{}, {2020: {}}, {2020: {"Course": 0}}])
def test_without_an_event_nothing_is_drawn(nothing: Counts) -> None:
    assert drawn(by_year(nothing, KINDS)).strip() == ""


def test_names_are_escaped_and_clipped_in_tooltips() -> None:
    name = "<b>دورة & " * 30
    chart = by_year({2020: {name: 1}}, [])
    assert "<b>" not in drawn(chart)
    assert len(tooltips(chart)[0]) < 40


def test_a_chart_is_light_however_much_it_shows() -> None:
    kinds = [f"{each} " * 150 for each in "abcdefgh"]
    full = {year: dict.fromkeys(kinds, 1000 + year) for year in range(1960, 2030)}
    assert weight(by_year(full, kinds)) < 10_000
    assert weight(by_year(EVENTS, KINDS)) < 2_000


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        by_year({2020: {"Course": -1}}, KINDS)
