"""Scales and round numbers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.charts.scales import Scale, round_step, value_ticks, year_ticks

values = st.integers(0, 10**15)
years = st.integers(-3000, 3000)


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (5, (0, 2, 4, 6)),
        (53, (0, 20, 40, 60)),
        (12_000, (0, 5_000, 10_000, 15_000)),
    ],
)
def test_an_axis_of_values_has_few_round_numbers(most: int, ticks: tuple[int, ...]) -> None:
    assert value_ticks(most) == ticks


@given(values)
def test_ticks_begin_at_zero_and_end_just_above_the_largest_value(most: int) -> None:
    ticks = value_ticks(most)
    step = ticks[1]
    assert ticks[0] == 0
    assert ticks[-2] < max(1, most) <= ticks[-1]
    assert {after - before for before, after in pairwise(ticks)} == {step}
    assert 2 <= len(ticks) <= 5


@given(values, st.integers(1, 20))
def test_a_step_is_one_two_or_five_with_noughts(span: int, steps: int) -> None:
    step = round_step(span, steps)
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert step * steps >= span


@given(years, st.integers(0, 400))
def test_years_stand_inside_the_axis_and_are_few(first: int, span: int) -> None:
    ticks = year_ticks(first, first + span)
    assert 1 <= len(ticks) <= 10
    assert all(first <= year <= first + span for year in ticks)


def test_each_of_a_few_years_is_written() -> None:
    assert year_ticks(2021, 2024) == (2021, 2022, 2023, 2024)
    assert year_ticks(1965, 2025) == (1970, 1980, 1990, 2000, 2010, 2020)


@given(st.floats(0, 1e9), st.floats(0, 1e9))
def test_a_scale_keeps_the_order(one: float, other: float) -> None:
    up = Scale(0, 1e9, 222, 26)
    assert (up(one) >= up(other)) or one > other
    assert 26 <= up(one) <= 222


def test_a_scale_speaks_in_tenths() -> None:
    assert Scale(0, 3, 0, 10)(1) == 3.3
