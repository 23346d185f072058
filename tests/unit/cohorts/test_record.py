"""A task that contradicts itself is refused before anybody is chosen."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from courseapp.cohorts.model.record import (
    Candidate,
    Limit,
    LimitKind,
    Module,
    Task,
    Unusable,
    wish_worth,
)

ANA = Candidate("ana", 50_000, wishes=("m",))
CAP = Limit("cap", LimitKind.AT_MOST_EACH, 2, "country")
TASK = Task(2, (ANA,), (CAP,), (Module("m"),))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda: replace(TASK, candidates=(ANA, ANA)), "person ana stands there twice"),
        (lambda: replace(TASK, limits=(CAP, CAP)), "limit cap stands there twice"),
        (lambda: replace(TASK, modules=(Module("m"), Module("m"))), "module m stands there twice"),
        (lambda: replace(TASK, modules=()), "modules that do not exist"),
        (lambda: replace(TASK, seats=-1), "not negative"),
        (lambda: replace(TASK, least_modules=2), "more modules than the most"),
        (lambda: with_ana(points=100_001), "outside 0 to 100000"),
        (lambda: with_ana(points=-1), "outside 0 to 100000"),
        (lambda: with_ana(wishes=("m", "m")), "wish of ana m stands there twice"),
        (lambda: with_ana(holds=("m",)), "has modules but is not fixed"),
        (lambda: with_limit(number=-1), "not negative"),
        (lambda: with_limit(except_for={"KE": -1}), "not negative"),
        (lambda: with_limit(weight=0), "weight of cap is outside"),
        (lambda: with_limit(feature=""), "names no feature"),
        (lambda: with_limit(kind=LimitKind.AT_LEAST_SHARE, number=101), "more than all"),
        (lambda: with_limit(kind=LimitKind.MUST_IN, people=("bob",)), "people who are no cand"),
    ],
)
def test_a_contradiction_is_named(change: Callable[[], Task], words: str) -> None:
    with pytest.raises(Unusable, match=words):
        change()


def with_ana(**changes: object) -> Task:
    return replace(TASK, candidates=(replace(ANA, **changes),))  # type: ignore[arg-type]


def with_limit(**changes: object) -> Task:
    return replace(TASK, limits=(replace(CAP, **changes),))  # type: ignore[arg-type]


def test_wishes_count_ten_nine_eight_and_never_less_than_one() -> None:
    assert [wish_worth(each) for each in (0, 1, 2, 9, 10, 30)] == [10, 9, 8, 1, 1, 1]


def test_a_limit_is_found_by_its_key() -> None:
    assert TASK.limit("cap") is CAP
    with pytest.raises(KeyError):
        TASK.limit("none")
