"""The cohort is the best there is: the same as trying every set of people finds."""

from dataclasses import replace
from random import Random

import pytest

from courseapp.cohorts.model import solving
from courseapp.cohorts.model.checking import verify
from courseapp.cohorts.model.programs import program_of
from courseapp.cohorts.model.question import question_of
from courseapp.cohorts.model.record import (
    Candidate,
    Impossible,
    Limit,
    LimitKind,
    Missed,
    Task,
)
from courseapp.cohorts.model.solving import solve
from courseapp.optima.highs import maximise
from tests.unit.cohorts.exhaustive import answer_of, close_task, drawn_task

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


@pytest.mark.parametrize("core", [1, 2, 3])
def test_however_few_people_are_looked_at_first_the_cohort_is_the_best(
    core: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solving, "_CORE", core)
    for number in range(1000 * core, 1000 * core + 100):
        task = drawn_task(number)
        expected = answer_of(task)
        if expected is not None:
            found = solve(task)
            assert (frozenset(found.chosen), found.value) == (expected[0], expected[2]), number


def test_close_limits_give_what_the_whole_program_gives_however_few_are_looked_at_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(solving, "_CORE", 1)
    for number in range(100):
        task = close_task(number)
        found = solve(task)
        assert verify(task, found.chosen) == ()
        question = question_of(task)
        whole = program_of(question.with_count(len(found.chosen)))
        values = maximise(whole.program)
        assert values is not None
        assert found.value == whole.program.gain(values) + whole.sure, f"task {number}"


@pytest.mark.parametrize("first", range(2000, 2100, 25))
def test_the_order_in_which_people_were_read_changes_nothing(first: int) -> None:
    for number in range(first, first + 25):
        task = drawn_task(number)
        try:
            expected = solve(task)
        except Impossible:
            continue
        assert solve(shuffled(task, number)) == expected, f"task {number}"


def shuffled(task: Task, number: int) -> Task:
    chance = Random(number)
    candidates = list(task.candidates)
    chance.shuffle(candidates)
    return replace(task, candidates=tuple(candidates))


def test_seats_are_filled_before_wishes_are_granted() -> None:
    limit = Limit("c", LimitKind.AT_MOST_EACH, 1, "country", weight=90_000)
    task = Task(2, people("KE", "KE"), (limit,))
    found = solve(task)
    assert (found.chosen, found.empty_seats) == (("p0", "p1"), 0)
    assert found.missed == (Missed("c", 1, 90_000, "KE"),)
    assert found.value == found.points - 90_000


def test_a_hard_limit_leaves_a_seat_empty_rather_than_break() -> None:
    task = Task(3, people("KE", "KE", "UG"), (Limit("c", LimitKind.AT_MOST_EACH, 1, "country"),))
    found = solve(task)
    assert (found.chosen, found.empty_seats) == (("p1", "p2"), 1)


def test_who_is_fixed_stays_although_the_limits_have_become_tighter() -> None:
    confirmed = tuple(replace(each, is_fixed=True) for each in people("KE", "KE"))
    others = (candidate("new", "KE", 99_000), candidate("other", "UG", 10_000))
    limit = Limit("c", LimitKind.AT_MOST_EACH, 1, "country")
    assert solve(Task(3, confirmed + others, (limit,))).chosen == ("other", "p0", "p1")


def test_fewer_seats_than_confirmed_people_promote_nobody() -> None:
    confirmed = tuple(replace(each, is_fixed=True) for each in people("KE", "UG", "TZ"))
    task = Task(2, (*confirmed, candidate("new", "RW", 99_000)))
    assert (solve(task).chosen, task.free_seats) == (("p0", "p1", "p2"), 0)


def test_no_candidates_are_an_empty_cohort() -> None:
    assert solve(Task(5, ())).chosen == ()
    with pytest.raises(Impossible):
        solve(Task(5, (), fewest=1))


def test_people_to_whom_the_same_limits_apply_are_looked_at_as_far_as_the_limits_let_them_in() -> (
    None
):
    crowd = tuple(candidate(f"p{each}", "KE" if each % 2 else "UG", each) for each in range(1000))
    capped = Task(30, crowd, (Limit("c", LimitKind.AT_MOST_EACH, 2, "country"),))
    assert set(question_of(capped).pool) == {"p999", "p998", "p997", "p996"}
    free = question_of(replace(capped, limits=())).with_count(30)
    assert len(program_of(free).program.gains) == 30


def test_a_limit_that_cannot_bind_has_no_row() -> None:
    limits = (
        Limit("c", LimitKind.AT_MOST_EACH, 2, "country"),
        Limit("w", LimitKind.AT_LEAST, 0, "country", ("KE",)),
    )
    question = question_of(Task(2, people("KE", "KE", "UG"), limits)).with_count(2)
    assert len(program_of(question).program.rows) == 1  # of everybody


def people(*countries: str) -> tuple[Candidate, ...]:
    return tuple(
        candidate(f"p{number}", country, 50_000 + number)
        for number, country in enumerate(countries)
    )


def candidate(reference: str, country: str, points: int) -> Candidate:
    return Candidate(reference, points, {"country": frozenset({country})})
