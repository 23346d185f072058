"""Why somebody is in or out, proved by changing that one thing and trying everything again."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from courseapp.cohorts.model import solving
from courseapp.cohorts.model.explaining import Cost, Reason, Why, explain
from courseapp.cohorts.model.record import (
    MOST_POINTS,
    Candidate,
    Impossible,
    Limit,
    LimitKind,
    Module,
    Result,
    Task,
)
from courseapp.cohorts.model.solving import solve
from tests.unit.cohorts.exhaustive import answer_of, close_task, drawn_task


def solved(first: int, last: int) -> Iterator[tuple[int, Task, Result]]:
    for number in range(first, last):
        task = drawn_task(number)
        try:
            yield number, task, solve(task)
        except Impossible:
            continue


def with_points(task: Task, reference: str, points: int) -> Task:
    people = tuple(
        replace(each, points=points) if each.reference == reference else each
        for each in task.candidates
    )
    return replace(task, candidates=people)


def chosen_of(task: Task) -> frozenset[str]:
    answer = answer_of(task)
    assert answer is not None
    return answer[0]


@pytest.mark.parametrize(("first", "core"), [(9000, 64), (9030, 1)])
def test_with_the_points_named_a_person_turns_and_with_fewer_not(
    first: int, core: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solving, "_CORE", core)
    for number, task, result in solved(first, first + 30):
        explanation = explain(task, result)
        for each in task.candidates:
            reason = explanation.why(each.reference)
            step = -1 if reason.is_in else 1
            if reason.points is None:
                continue
            enough = each.points + step * (reason.points + 1)
            if 0 <= enough <= MOST_POINTS:
                turned = chosen_of(with_points(task, each.reference, enough))
                assert (each.reference in turned) is not reason.is_in, f"task {number}"
            if reason.points > 0:
                short = min(MOST_POINTS, max(0, each.points + step * (reason.points - 1)))
                same = chosen_of(with_points(task, each.reference, short))
                assert (each.reference in same) is reason.is_in, f"task {number}"


@pytest.mark.parametrize("first", [0, 6])
def test_points_to_turn_are_what_the_best_cohort_with_or_without_the_person_lacks(
    first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Among forty people of whom one at a time is looked at first, so that all must be proved."""
    monkeypatch.setattr(solving, "_CORE", 1)
    for number in range(first, first + 6):
        task = close_task(number)
        result = solve(task)
        explanation = explain(task, result)
        for each in task.candidates[::3]:
            reason = explanation.why(each.reference)
            kind = LimitKind.MUST_OUT if reason.is_in else LimitKind.MUST_IN
            limits = (*task.limits, Limit("turned", kind, people=(each.reference,)))
            assert reason.points == worse_by(replace(task, limits=limits), result), number


def worse_by(task: Task, result: Result) -> int | None:
    try:
        other = solve(task)
    except Impossible:
        return None
    return result.value - other.value if len(other.chosen) == len(result.chosen) else None


def test_no_points_are_named_only_where_none_would_turn_it() -> None:
    for number, task, result in solved(9100, 9160):
        explanation = explain(task, result)
        for each in task.candidates:
            reason = explanation.why(each.reference)
            if reason.points is None:
                extreme = 0 if reason.is_in else MOST_POINTS
                same = chosen_of(with_points(task, each.reference, extreme))
                assert (each.reference in same) is reason.is_in, f"task {number}"


def test_without_each_limit_named_a_person_turns_and_without_others_not() -> None:
    for number, task, result in solved(9200, 9240):
        explanation = explain(task, result)
        for each in task.candidates:
            reason = explanation.why(each.reference)
            if reason.why in (Why.FIXED, Why.MUST_IN, Why.MUST_OUT):
                continue
            turning = tuple(
                limit.key
                for limit in task.limits
                if (each.reference in chosen_of(without(task, limit))) is not reason.is_in
            )
            assert reason.limits == turning, f"task {number}"


def without(task: Task, limit: Limit) -> Task:
    return replace(task, limits=tuple(each for each in task.limits if each is not limit))


def test_what_a_limit_costs_is_how_much_better_the_best_is_without_it() -> None:
    for number, task, result in solved(9300, 9360):
        for limit in task.limits:
            answer = answer_of(without(task, limit))
            assert answer is not None
            chosen, _, value = answer
            cost = explain(task, result).cost(limit.key)
            assert cost.value == value - result.value, f"task {number}"
            assert set(cost.joins) == chosen - set(result.chosen)
            assert set(cost.leaves) == set(result.chosen) - chosen


def person(reference: str, country: str, points: int) -> Candidate:
    return Candidate(reference, points, {"country": frozenset({country})})


PEOPLE = (
    person("ada", "KE", 90_000),
    person("ben", "KE", 80_000),
    person("cleo", "UG", 70_000),
    person("dan", "UG", 40_000),
    person("eve", "TZ", 60_000),
)
TASK = Task(3, PEOPLE, (Limit("cap", LimitKind.AT_MOST_EACH, 1, "country"),))


def test_a_cap_that_kept_somebody_out_says_what_it_cost_and_who_would_be_in() -> None:
    explanation = explain(TASK, solve(TASK))
    assert explanation.costs() == (Cost("cap", 20_000, 20_000, 0, ("ben",), ("eve",)),)
    assert explanation.why("ben") == Reason("ben", False, Why.LIMITS, 10_000, ("cap",))
    assert explanation.why("dan") == Reason("dan", False, Why.POINTS, 30_000)
    # Without her nobody of a third country is left: the seat would stay empty.
    assert explanation.why("eve") == Reason("eve", True, Why.LIMITS, None, ("cap",))
    assert explanation.why("ada") == Reason("ada", True, Why.POINTS, 10_000)


def test_people_who_are_named_or_fixed_are_so_for_that_reason() -> None:
    people = (replace(PEOPLE[3], is_fixed=True), *PEOPLE[:3])
    limits = (
        Limit("in", LimitKind.MUST_IN, people=("cleo",), reason="Host"),
        Limit("out", LimitKind.MUST_OUT, people=("ada",), reason="Took part in 2026"),
    )
    task = Task(3, people, limits)
    explanation = explain(task, solve(task))
    assert explanation.why("dan").why is Why.FIXED
    assert explanation.why("cleo") == Reason("cleo", True, Why.MUST_IN, None, ("in",), False)
    assert explanation.why("ada") == Reason("ada", False, Why.MUST_OUT, None, ("out",), True)
    assert explanation.why("ben").is_in


def test_who_is_named_hears_whether_that_made_the_difference() -> None:
    told = []
    for number, task, result in solved(9400, 9700):
        explanation = explain(task, result)
        for each in {one for limit in task.limits if limit.is_hard for one in limit.people}:
            reason = explanation.why(each)
            if reason.why not in (Why.MUST_IN, Why.MUST_OUT):
                continue
            free = not_named(task, each, reason.limits)
            turned = (each in chosen_of(free)) is not reason.is_in
            assert reason.is_turned is turned, f"task {number}"
            told.append(turned)
    assert len(told) > 10
    assert set(told) == {True, False}


def not_named(task: Task, reference: str, keys: tuple[str, ...]) -> Task:
    """Return the task in which these limits do not name the person."""
    limits = (
        replace(each, people=tuple(one for one in each.people if one != reference))
        if each.key in keys
        else each
        for each in task.limits
    )
    return replace(task, limits=tuple(each for each in limits if each.people or each.feature))


def test_who_lost_or_won_by_lottery_hears_so() -> None:
    task = Task(1, (Candidate("a", 5), Candidate("b", 5)))
    result = solve(task)
    explanation = explain(task, result)
    assert {explanation.why(each).why for each in "ab"} == {Why.LOTTERY}
    with pytest.raises(KeyError):
        explanation.why("nobody")


def test_who_lost_because_of_worse_module_wishes_hears_so_and_not_of_a_lottery() -> None:
    people = (Candidate("a", 5_000, wishes=("m", "n")), Candidate("b", 5_000, wishes=("n",)))
    task = Task(1, people, (), (Module("m", 0), Module("n", 1)), least_modules=1)
    explanation = explain(task, solve(task))
    assert explanation.why("b") == Reason("b", True, Why.WISHES, 0)
    assert explanation.why("a") == Reason("a", False, Why.WISHES, 0)
