"""The same task gives the same cohort, whatever way the solver takes to it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random

import pytest

from courseapp.cohorts.model.equals import equals_of
from courseapp.cohorts.model.record import Candidate, Limit, LimitKind, Module, Task
from courseapp.cohorts.model.relaxing import ways_out
from courseapp.cohorts.model.solving import solve
from courseapp.optima import highs

OTHER_WAYS = ({"random_seed": 7}, {"presolve": "off"}, {"mip_heuristic_effort": 0.0})


def crowd(number: int) -> Task:
    """Eighty people with few different scores for ten seats: much is left to the lottery."""
    chance = Random(number)
    people = tuple(
        Candidate(
            f"A-{each}",
            chance.choice((60_000, 60_000, 70_000, 72_000, 80_000)),
            {
                "country": frozenset({chance.choice("ABCDEFGHIJKLMNOP")}),
                "gender": frozenset({chance.choice(("woman", "man", "man"))}),
                "type": frozenset({chance.choice(("ministry", "city", "ngo"))}),
            },
            tuple(chance.sample(("m1", "m2", "m3"), 2)),
        )
        for each in range(80)
    )
    limits = (
        Limit("country", LimitKind.AT_MOST_EACH, 1, "country"),
        Limit("women", LimitKind.AT_LEAST_SHARE, 50, "gender", ("woman",)),
        Limit("cities", LimitKind.AT_LEAST, 4, "type", ("city",), weight=1500),
        Limit("ministries", LimitKind.AT_MOST, 4, "type", ("ministry",)),
    )
    modules = tuple(Module(each, 4) for each in ("m1", "m2", "m3"))
    return Task(10, people, limits, modules, least_modules=1, seed=f"seed {number}")


@pytest.mark.parametrize("way", OTHER_WAYS)
def test_another_way_through_the_solver_ends_at_the_same_cohort(
    way: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = [crowd(number) for number in range(8)]
    results = [solve(task) for task in tasks]
    monkeypatch.setattr(highs, "_OPTIONS", highs._OPTIONS | way)
    assert [solve(task) for task in tasks] == results


def test_the_lottery_has_much_to_decide_in_these_tasks() -> None:
    assert all(len(equals_of(crowd(number), most=3).cohorts) == 3 for number in range(4))


@pytest.mark.parametrize("way", OTHER_WAYS)
def test_another_way_through_the_solver_ends_at_the_same_ways_out(
    way: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    men = Limit("men", LimitKind.AT_LEAST, 7, "gender", ("man",))
    task = crowd(1)
    task = replace(task, limits=(*task.limits, men), fewest=10)
    ways = ways_out(task)
    assert ways
    monkeypatch.setattr(highs, "_OPTIONS", highs._OPTIONS | way)
    assert ways_out(task) == ways


def test_several_threads_choose_at_the_same_time_without_disturbing_each_other() -> None:
    tasks = [crowd(number) for number in range(6)]
    alone = [solve(task) for task in tasks]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(solve, tasks)) == alone


def test_another_seed_draws_another_cohort_of_the_same_worth() -> None:
    task = crowd(2)
    results = [solve(replace(task, seed=str(seed))) for seed in range(8)]
    assert len({each.chosen for each in results}) > 1
    assert len({(each.value, each.wishes) for each in results}) == 1
