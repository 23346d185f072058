"""From points to totals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.review.points import Scale, bounded, mean, spread, total

MOTIVATION, WORK = Scale(1, 2, 1, 5), Scale(2, 1, 0, 10)


def test_a_total_is_the_weighted_mean_on_a_scale_to_a_hundred() -> None:
    assert total([MOTIVATION, WORK], {1: 5, 2: 10}) == 100
    assert total([MOTIVATION, WORK], {1: 1, 2: 0}) == 0
    assert total([MOTIVATION, WORK], {1: 5, 2: 5}) == pytest.approx(250 / 3)


def test_what_was_not_scored_or_is_not_asked_counts_nothing() -> None:
    assert total([MOTIVATION, WORK], {2: 5}) == 50
    assert total([WORK], {1: 5, 2: 5}) == 50
    assert total([MOTIVATION, WORK], {}) is None


@given(st.integers(1, 5), st.integers(0, 10), st.integers(1, 100), st.integers(1, 100))
def test_a_total_stays_between_its_criteria(one: int, two: int, weight: int, other: int) -> None:
    scales = [Scale(1, weight, 1, 5), Scale(2, other, 0, 10)]
    found = total(scales, {1: one, 2: two})
    alone = sorted([(one - 1) * 25.0, two * 10.0])
    assert found is not None
    assert alone[0] - 1e-9 <= found <= alone[1] + 1e-9


def test_one_value_has_no_spread_and_none_has_no_mean() -> None:
    assert (mean([]), spread([3.0]), spread([10.0, 40.0, 20.0])) == (None, None, 30.0)
    assert (bounded(-3), bounded(50), bounded(101)) == (0, 50, 100)
