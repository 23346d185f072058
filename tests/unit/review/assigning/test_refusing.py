import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from courseapp.review.assigning.model import Pair, Paper, Reader, Task
from courseapp.review.assigning.possible import missing_reviews
from courseapp.review.assigning.refusing import NOBODY, refusal
from courseapp.review.assigning.solving import best_plan
from tests.unit.review.assigning.tasks import least_cost, tasks


def task_of(papers: int, readers: int, each: int, most: int) -> Task:
    return Task(
        tuple(Paper(key) for key in range(1, papers + 1)),
        tuple(Reader(key, most) for key in range(1, readers + 1)),
        each,
        most,
    )


def test_whoever_has_no_reviewers_is_told_where_to_add_them() -> None:
    assert refusal(task_of(3, 0, 1, 9)) == NOBODY


def test_without_applications_there_is_nothing_to_refuse() -> None:
    assert refusal(task_of(0, 0, 1, 9)) == ""


def test_too_low_limits_are_told_in_reviews_with_three_ways_out() -> None:
    assert refusal(task_of(70, 10, 2, 12)) == (
        "20 reviews more than the limits allow. "
        "Raise the limit to 14, add 2 reviewers, or ask for 1 review each."
    )


def test_applications_with_one_reviewer_are_counted() -> None:
    conflicts = frozenset({Pair(1, 1), Pair(2, 1), Pair(3, 2)})
    task = replace(task_of(9, 2, 2, 30), conflicts=conflicts)
    assert refusal(task) == (
        "3 applications have only 1 reviewer without a conflict. "
        "Add a reviewer, or ask for 1 review each."
    )


def test_an_application_in_conflict_with_everybody_needs_new_people() -> None:
    task = replace(task_of(4, 2, 2, 30), conflicts=frozenset({Pair(1, 1), Pair(1, 2)}))
    assert refusal(task) == ("1 application has no reviewer without a conflict. Add 2 reviewers.")


def test_who_has_too_few_is_told_by_the_worst() -> None:
    conflicts = frozenset({Pair(1, 1), Pair(1, 2), Pair(2, 1)})
    assert refusal(replace(task_of(4, 2, 2, 30), conflicts=conflicts)).startswith(
        "2 applications have too few reviewers without a conflict, at worst none."
    )


def test_a_limit_that_only_conflicts_make_too_low_is_explained() -> None:
    conflicts = frozenset(Pair(paper, 1) for paper in range(1, 5))
    task = replace(task_of(4, 2, 1, 3), conflicts=conflicts)
    assert refusal(task) == (
        "1 review is left over: whoever has no conflict there is at her limit. "
        "Raise the limit to 4, or add a reviewer."
    )


def test_a_limit_of_her_own_is_not_raised() -> None:
    own = (Reader(1, 2, has_own_most=True), Reader(2, 3, has_own_most=True))
    assert refusal(replace(task_of(9, 0, 1, 5), readers=own)) == (
        "4 reviews more than the limits allow. Add a reviewer."
    )


@settings(max_examples=80)
@given(tasks())
def test_a_task_is_refused_where_trying_everything_finds_no_plan(task: Task) -> None:
    assert (refusal(task) == "") == (least_cost(task) is not None)


@settings(max_examples=50)
@given(tasks(papers=7, readers=4))
def test_each_cure_that_is_named_works_and_no_smaller_one_does(task: Task) -> None:
    sentence = refusal(task)
    for cured, less in cures_in(sentence, task):
        assert cured.fixed <= best_plan(cured).pairs
        assert less is None or missing_reviews(less) > 0, sentence


def cures_in(sentence: str, task: Task) -> list[tuple[Task, Task | None]]:
    """Return the task as each named cure makes it, and as a little less would make it."""
    found: list[tuple[Task, Task | None]] = []
    if most := re.search(r"aise the limit to (\d+)", sentence):
        found.append((task.with_most(int(most[1])), task.with_most(int(most[1]) - 1)))
    if more := re.search(r"dd (a|\d+) reviewer", sentence):
        number = 1 if more[1] == "a" else int(more[1])
        found.append((task.with_readers(number), task.with_readers(number - 1)))
    if fewer := re.search(r"sk for (\d+) reviews? each", sentence):
        each = int(fewer[1])
        found.append((replace(task, each=each), replace(task, each=each + 1)))
    return found


@pytest.mark.parametrize("number", [1, 30])
def test_alike_applications_are_dealt_out_however_many_there_are(number: int) -> None:
    assert missing_reviews(task_of(10 * number, 5, 3, 6 * number)) == 0
    assert missing_reviews(task_of(10 * number, 5, 3, 6 * number - 1)) == 5
