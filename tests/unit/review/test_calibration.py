"""What calibration takes out of scores, and what it must leave alone."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from courseapp.review.calibration import Given, calibrate

cells = st.dictionaries(
    st.tuples(st.integers(1, 6), st.integers(1, 5)),  # application, reviewer
    st.integers(0, 100),
    min_size=1,
    max_size=20,
)


def rows(judged: dict[tuple[int, int], int]) -> list[Given]:
    return [Given(*key, float(points)) for key, points in judged.items()]


def shifted(judged: list[Given], reviewer: int, by: float) -> list[Given]:
    return [
        Given(each.application, each.reviewer, each.points + by * (each.reviewer == reviewer))
        for each in judged
    ]


def linked(judged: list[Given]) -> bool:
    """Whether shared applications link all the reviews with each other."""
    reached = {judged[0].application}
    while True:
        people = {each.reviewer for each in judged if each.application in reached}
        more = {each.application for each in judged if each.reviewer in people}
        if more == reached:
            return reached == {each.application for each in judged}
        reached = more


def test_a_strict_and_a_mild_reviewer_are_brought_together() -> None:
    """The second of two candidates is as good as the first; she only met the strict reviewer."""
    judged = [Given(1, 1, 80), Given(1, 2, 60), Given(2, 2, 60), Given(2, 3, 80), Given(3, 1, 80),
              Given(3, 2, 60), Given(4, 2, 60)]  # fmt: skip
    found = calibrate(judged)
    assert found.effects[2] < 0 < found.effects[1]
    assert found.scores[4] > 65  # raw 60
    assert found.scores[1] - found.scores[4] < 10  # raw 10 apart


def test_with_one_reviewer_nothing_changes() -> None:
    found = calibrate([Given(1, 7, 40), Given(2, 7, 90), Given(3, 7, 0)])
    assert found.effects == {7: 0}
    assert found.scores == {1: 40, 2: 90, 3: 0}


def test_who_wrote_one_review_is_corrected_less_than_who_wrote_many() -> None:
    many = [Given(number, 1, 50) for number in range(1, 11)]
    many += [Given(number, 2, 70) for number in range(1, 11)]
    often = calibrate(many).effects[2]
    once = calibrate([Given(1, 1, 50), Given(1, 2, 70)]).effects[2]
    assert 0 < once < often < 10.0001


@given(cells)
def test_effects_add_up_to_zero_and_order_is_nothing(judged: dict[tuple[int, int], int]) -> None:
    found = calibrate(rows(judged))
    assert sum(found.effects.values()) == pytest.approx(0, abs=1e-9)
    assert calibrate(reversed(rows(judged))) == found


@given(cells, st.integers(1, 5), st.integers(-40, 40))
def test_who_always_gives_more_changes_no_order_in_the_limit(
    judged: dict[tuple[int, int], int], reviewer: int, by: int
) -> None:
    """All scores move by the same, as far as the reviews are linked: nobody gains or loses."""
    given_so = rows(judged)
    assume(linked(given_so) and any(each.reviewer == reviewer for each in given_so))
    before = calibrate(given_so, ridge=1e-7).scores
    after = calibrate(shifted(given_so, reviewer, by), ridge=1e-7).scores
    moved = [after[key] - before[key] for key in before]
    assert max(moved) - min(moved) < 1e-3
    people = len({each.reviewer for each in given_so})
    assert moved[0] == pytest.approx(by / people, abs=1e-3)


@given(cells, st.integers(-40, 40))
def test_when_everybody_gives_more_all_scores_rise_by_just_that(
    judged: dict[tuple[int, int], int], by: int
) -> None:
    given_so = rows(judged)
    before = calibrate(given_so)
    after = calibrate([Given(e.application, e.reviewer, e.points + by) for e in given_so])
    assert after.effects == pytest.approx(before.effects, abs=1e-9)
    assert after.scores == pytest.approx({k: v + by for k, v in before.scores.items()})


def test_without_a_ridge_nothing_is_determined() -> None:
    with pytest.raises(ValueError, match="above zero"):
        calibrate([Given(1, 1, 1)], ridge=0)
