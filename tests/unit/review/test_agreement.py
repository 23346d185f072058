"""Krippendorff's alpha, against what was published."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.review.agreement import alpha

# Krippendorff (2011), section E: four observers, twelve units, some values missing.
KRIPPENDORFF_2011 = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# The worked example of Wikipedia's article: three coders, fifteen units.
THREE_CODERS = (
    ". . . . . 3 4 1 2 1 1 3 3 . 3",
    "1 . 2 1 3 3 4 3 . . . . . . .",
    ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
)


def units(coders: Sequence[str]) -> list[list[float]]:
    columns = zip(*(line.split() for line in coders), strict=True)
    return [[float(value) for value in column if value != "."] for column in columns]


@pytest.mark.parametrize(
    ("coders", "published"), [(KRIPPENDORFF_2011, 0.849), (THREE_CODERS, 0.811)]
)
def test_published_examples_come_out_as_published(coders: Sequence[str], published: float) -> None:
    found = alpha(units(coders))
    assert found is not None
    assert round(found, 3) == published


def test_perfect_agreement_is_one_and_turned_round_it_is_below_zero() -> None:
    assert alpha([[1, 1], [5, 5], [3, 3, 3]]) == 1
    turned = alpha([[1, 5], [5, 1]])
    assert turned is not None
    assert turned < 0


@pytest.mark.parametrize("nothing", [[], [[1], [2]], [[4, 4], [4, 4, 4]]])
def test_where_nothing_can_be_compared_nothing_is_said(nothing: list[list[float]]) -> None:
    assert alpha(nothing) is None


values = st.lists(st.integers(0, 100).map(float), min_size=1, max_size=4)


@given(st.lists(values, max_size=8), st.integers(1, 9), st.integers(-50, 50))
def test_another_scale_and_another_order_change_nothing(
    judged: list[list[float]], stretched: int, moved: int
) -> None:
    before = alpha(judged)
    after = alpha([[x * stretched + moved for x in reversed(unit)] for unit in reversed(judged)])
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert after == pytest.approx(before)
        assert before <= 1
