"""The lottery: the same for everybody who draws it, and blind to who people are."""

from collections import Counter

import pytest

from courseapp.cohorts.model.equals import equals_of
from courseapp.cohorts.model.lottery import drawing_order, lottery_number
from courseapp.cohorts.model.record import Candidate, Impossible, Limit, LimitKind, Task
from courseapp.cohorts.model.solving import solve
from tests.unit.cohorts.exhaustive import allowed_sets, answer_of, drawn_task, value_of


def test_a_lottery_number_is_what_sha256sum_says() -> None:
    told = "1634582f537208899fe6786690d60586c2f1a5c57667419bc04fff884d540985"
    assert f"{lottery_number('seed-1', 'A-1'):064x}" == told


def test_of_equals_the_first_drawn_are_in() -> None:
    task = Task(3, tuple(Candidate(each, 70_000) for each in "abcdefgh"), seed="Nairobi 2027")
    first = drawing_order("Nairobi 2027", "abcdefgh")[:3]
    assert solve(task).chosen == tuple(sorted(first))


def test_everybody_has_the_same_chance() -> None:
    people = tuple(Candidate(each, 70_000) for each in "abcd")
    drawn = Counter(
        each for seed in range(400) for each in solve(Task(1, people, seed=str(seed))).chosen
    )
    assert set(drawn) == set("abcd")
    assert min(drawn.values()) > 70


def test_who_is_drawn_first_is_in_where_the_limits_allow_it_at_no_cost() -> None:
    """The first drawn takes the place of her country, whoever is drawn later from there."""
    people = tuple(
        Candidate(each, 70_000, {"country": frozenset({each[0]})}) for each in ("K1", "K2", "U1")
    )
    limit = Limit("c", LimitKind.AT_MOST_EACH, 1, "country")
    for seed in map(str, range(20)):
        first = next(each for each in drawing_order(seed, ("K1", "K2", "U1")) if each[0] == "K")
        assert solve(Task(2, people, (limit,), seed=seed)).chosen == (first, "U1")


def test_cohorts_as_good_are_those_that_trying_every_set_finds() -> None:
    for number in range(3000, 3080):
        task = drawn_task(number)
        if task.modules or (answer := answer_of(task)) is None:
            continue
        chosen, _, value = answer
        expected = {
            tuple(sorted(each))
            for each in allowed_sets(task)
            if len(each) == len(chosen) and value_of(task, each) == value
        }
        found = equals_of(task, most=1000)
        assert set(found.cohorts) == expected, f"task {number}"
        assert len(found.cohorts) == len(expected)
        assert found.are_all


def test_no_more_cohorts_as_good_are_counted_than_asked_for() -> None:
    task = Task(2, tuple(Candidate(each, 70_000) for each in "abcde"))
    found = equals_of(task, most=4)
    assert (len(found.cohorts), found.are_all) == (4, False)
    every = equals_of(task, most=10)
    assert (len(every.cohorts), every.are_all, every.always) == (10, True, frozenset())
    assert every.sometimes == frozenset("abcde")


def test_an_impossible_task_has_no_equals() -> None:
    with pytest.raises(Impossible):
        equals_of(Task(2, (), fewest=1))
