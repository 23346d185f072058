"""The cohort is the best there is: the same as trying every set of people finds."""

from dataclasses import replace
from random import Random

import pytest

from courseapp.cohorts.model.checking import verify
from courseapp.cohorts.model.record import Impossible, Task
from courseapp.cohorts.model.solving import solve
from tests.unit.cohorts.exhaustive import answer_of, drawn_task

AT_ONCE = 50


@pytest.mark.parametrize("first", range(0, 1000, AT_ONCE))
def test_a_cohort_is_the_one_that_trying_every_set_of_people_finds(first: int) -> None:
    for number in range(first, first + AT_ONCE):
        task = drawn_task(number)
        expected = answer_of(task)
        if expected is None:
            with pytest.raises(Impossible):
                solve(task)
            continue
        found = solve(task)
        answer = (frozenset(found.chosen), dict(found.modules), found.value)
        assert answer == expected, f"task {number}"
        assert verify(task, found.chosen, found.modules) == (), f"task {number}"


def shuffled(task: Task, number: int) -> Task:
    candidates = list(task.candidates)
    Random(number).shuffle(candidates)
    return replace(task, candidates=tuple(candidates))
