import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings

from courseapp.review.assigning.comparing import difference
from courseapp.review.assigning.costs import cost_of_plan
from courseapp.review.assigning.model import Impossible, Pair, Paper, Reader, Task
from courseapp.review.assigning.solving import best_plan
from tests.unit.review.assigning.tasks import keeps_limits, least_cost, possible_tasks, tasks


@settings(max_examples=80)
@given(tasks())
def test_a_plan_is_as_good_as_the_best_of_all_plans(task: Task) -> None:
    least = least_cost(task)
    if least is None:
        with pytest.raises(Impossible):
            best_plan(task)
    else:
        plan = best_plan(task)
        assert plan.cost == cost_of_plan(task, plan.pairs) == least


@settings(max_examples=20)
@given(possible_tasks(papers=12, readers=6))
def test_a_plan_keeps_every_limit(task: Task) -> None:
    assert keeps_limits(task, best_plan(task).pairs)


@settings(max_examples=30)
@given(possible_tasks(papers=8, readers=4))
def test_a_plan_does_not_depend_on_the_order_of_what_it_is_made_of(task: Task) -> None:
    turned = replace(task, papers=task.papers[::-1], readers=task.readers[::-1])
    assert best_plan(task) == best_plan(turned)


@settings(max_examples=30)
@given(possible_tasks(papers=8, readers=4))
def test_a_plan_that_was_taken_stays(task: Task) -> None:
    plan = best_plan(task)
    again = replace(task, present=plan.pairs - task.fixed)
    assert difference(again, best_plan(again)).changes_nothing


def test_one_application_more_moves_nothing_that_fits() -> None:
    readers = tuple(Reader(key, 10) for key in range(1, 6))
    before = Task(tuple(Paper(key) for key in range(1, 20)), readers, 2, 10)
    plan = best_plan(before)
    more = replace(before, papers=(*before.papers, Paper(99)), present=plan.pairs)
    change = difference(more, best_plan(more))
    assert (len(change.added), change.removed) == (2, ())


def test_without_reasons_against_it_everybody_has_as_much_to_read() -> None:
    papers = tuple(Paper(key) for key in range(1, 41))
    readers = tuple(Reader(key, 40) for key in range(1, 8))
    loads = Counter(pair.reviewer for pair in best_plan(Task(papers, readers, 2, 40)).pairs)
    assert sorted(loads.values()) == [11, 11, 11, 11, 12, 12, 12]


def test_french_goes_to_whoever_reads_it_while_she_has_not_far_more_than_others() -> None:
    papers = tuple(Paper(key, "fr" if key <= 10 else "en") for key in range(1, 31))
    french, english = frozenset({"fr", "en"}), frozenset({"en"})
    readers = (Reader(1, 40, french), Reader(2, 40, english), Reader(3, 40, english))
    pairs = best_plan(Task(papers, readers, 1, 40)).pairs
    assert {pair.reviewer for pair in pairs if pair.application <= 10} == {1}
    assert sorted(Counter(pair.reviewer for pair in pairs).values()) == [10, 10, 10]


def test_what_was_begun_stays_even_beyond_a_limit() -> None:
    fixed = frozenset({Pair(1, 1), Pair(2, 1)})
    task = Task((Paper(1), Paper(2), Paper(3)), (Reader(1, 1), Reader(2, 5)), 1, 5, fixed=fixed)
    assert best_plan(task).pairs == fixed | {Pair(3, 2)}


def test_a_difference_counts_what_an_organiser_must_know() -> None:
    task = Task(
        papers=(Paper(1, "fr", frozenset({"cap"})), Paper(2, "en")),
        readers=(Reader(1, 5, frozenset({"en"})), Reader(2, 0, has_own_most=True)),
        each=1,
        most=5,
        fixed=frozenset({Pair(2, 1)}),
        present=frozenset({Pair(1, 2)}),
    )
    change = difference(task, best_plan(task))
    assert change.added == (Pair(1, 1),)
    assert change.removed == (Pair(1, 2),)
    assert (change.kept, change.begun, change.unread, change.off_topic) == (0, 1, 1, 1)
    assert [(load.before, load.after, load.begun) for load in change.loads] == [
        (1, 2, 1),
        (1, 0, 0),
    ]
    assert change.digest != difference(task, replace(best_plan(task), pairs=task.fixed)).digest


@pytest.mark.parametrize("is_second", [False, True])
def test_a_plan_for_a_thousand_applications_and_thirty_reviewers_keeps_limits(
    is_second: bool,
) -> None:
    task = large_task(papers=1000, readers=30)
    if is_second:
        kept = best_plan(task).pairs
        task = replace(task.with_most(150), present=kept, each=4)
    assert keeps_limits(task, best_plan(task).pairs)


def large_task(papers: int, readers: int) -> Task:
    chance = random.Random(6)
    languages, topics = ("en", "en", "en", "fr", "es"), ("a", "b", "c", "d", "e")
    conflicts = {
        Pair(chance.randint(1, papers), chance.randint(1, readers)) for _ in range(papers * 2)
    }
    return Task(
        papers=tuple(
            Paper(key, chance.choice(languages), frozenset(chance.sample(topics, 2)))
            for key in range(1, papers + 1)
        ),
        readers=tuple(
            Reader(
                key,
                110,
                frozenset({"en", chance.choice(languages)}),
                frozenset(chance.sample(topics, 2)),
            )
            for key in range(1, readers + 1)
        ),
        each=3,
        most=110,
        conflicts=frozenset(conflicts),
    )
