"""Tasks and results as documents: nothing is lost, and the same task has the same digest."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseapp.cohorts.model.document import (
    Unreadable,
    result_digest,
    result_from_json,
    result_to_json,
    task_digest,
    task_from_json,
    task_to_json,
)
from courseapp.cohorts.model.record import (
    MOST_POINTS,
    MOST_WEIGHT,
    Candidate,
    Limit,
    LimitKind,
    Missed,
    Module,
    Result,
    Task,
)
from courseapp.cohorts.model.solving import solve

WORDS = st.text(min_size=1, max_size=6)
NUMBERS = st.integers(0, 500)
MODULES = ("m1", "m2", "ṁ")


@st.composite
def candidates(draw: st.DrawFn, reference: str) -> Candidate:
    is_fixed = draw(st.booleans())
    modules = st.lists(st.sampled_from(MODULES), unique=True).map(tuple)
    return Candidate(
        reference,
        draw(st.integers(0, MOST_POINTS)),
        draw(st.dictionaries(WORDS, st.frozensets(WORDS, min_size=1, max_size=3), max_size=3)),
        draw(modules),
        is_fixed,
        draw(st.none() | modules) if is_fixed else None,
    )


@st.composite
def limits(draw: st.DrawFn, key: str, references: list[str]) -> Limit:
    kind = draw(st.sampled_from(LimitKind))
    people = st.lists(st.sampled_from(references), unique=True) if references else st.just([])
    return Limit(
        key,
        kind,
        draw(st.integers(0, 100)),
        draw(WORDS),
        tuple(draw(st.lists(WORDS, max_size=2))),
        draw(st.dictionaries(WORDS, NUMBERS, max_size=2)),
        tuple(draw(people)),
        draw(st.text(max_size=20)),
        draw(st.none() | st.integers(1, MOST_WEIGHT)),
    )


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    references = sorted(draw(st.sets(WORDS, max_size=5)))
    keys = sorted(draw(st.sets(WORDS, max_size=4)))
    least = draw(st.integers(0, 2))
    return Task(
        draw(NUMBERS),
        tuple(draw(candidates(each)) for each in references),
        tuple(draw(limits(each, references)) for each in keys),
        tuple(Module(each, draw(st.none() | NUMBERS)) for each in MODULES),
        least,
        draw(st.integers(max(1, least), 3)),
        draw(NUMBERS),
        draw(st.text(max_size=10)),
    )


@given(tasks())
@settings(max_examples=60, deadline=None)
def test_a_task_comes_back_from_its_document_as_it_was(task: Task) -> None:
    assert task_from_json(task_to_json(task)) == task


@given(tasks(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_people_changes_no_letter_of_a_document(task: Task, chance: object) -> None:
    people = list(task.candidates)
    chance.shuffle(people)  # type: ignore[attr-defined]
    assert task_to_json(replace(task, candidates=tuple(people))) == task_to_json(task)


@given(
    st.builds(
        Result,
        st.sets(WORDS).map(lambda each: tuple(sorted(each))),
        NUMBERS,
        NUMBERS,
        NUMBERS,
        st.lists(st.builds(Missed, WORDS, NUMBERS, NUMBERS, WORDS), max_size=3).map(tuple),
        st.dictionaries(WORDS, st.lists(WORDS, max_size=2).map(tuple), max_size=3),
        NUMBERS,
    )
)
@settings(max_examples=60, deadline=None)
def test_a_result_comes_back_from_its_document_as_it_was(result: Result) -> None:
    assert result_from_json(result_to_json(result)) == result


EXAMPLE = Task(
    2,
    (
        Candidate("A-1", 70_000, {"country": frozenset({"KE"}), "list": frozenset({"ldc", "x"})}),
        Candidate("A-2", 70_000, {"country": frozenset({"UG"})}, ("m",)),
        Candidate("A-3", 70_000, {"country": frozenset({"KE"})}, ("m",)),
    ),
    (Limit("cap", LimitKind.AT_MOST_EACH, 1, "country", reason="Fair – für alle"),),
    (Module("m", 1),),
    seed="2027-03-01",
)


def test_minutes_of_today_can_be_reproduced_on_any_machine() -> None:
    """Digests that were written down once: they change only with METHOD."""
    result = solve(task_from_json(task_to_json(EXAMPLE)))
    assert (
        task_digest(EXAMPLE) == "36c3fd853dc6b6d9a8ae88d762a744a9a96d73e8136e2befa22d21694d30de83"
    )
    assert (
        result_digest(result) == "5e7aaf2ca8317ff15261c556496d16956d1b92856f79367060e49fa1a7758bda"
    )


def test_every_change_to_a_task_changes_its_digest() -> None:
    changes: tuple[Callable[[Task], Task], ...] = (
        lambda task: replace(task, seats=3),
        lambda task: replace(task, seed="2027-03-02"),
        lambda task: replace(task, limits=(replace(task.limits[0], weight=1),)),
        lambda task: replace(task, limits=(replace(task.limits[0], except_for={"KE": 2}),)),
        lambda task: replace(task, modules=(Module("m", None),)),
        lambda task: replace(task, candidates=task.candidates[:2]),
        lambda task: replace(task, fewest=1),
    )
    digests = {task_digest(change(EXAMPLE)) for change in changes} | {task_digest(EXAMPLE)}
    assert len(digests) == len(changes) + 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plain: plain | {"method": 2},
        lambda plain: plain | {"colour": "red"},
        lambda plain: {key: value for key, value in plain.items() if key != "seats"},
        lambda plain: plain | {"candidates": plain["candidates"] * 2},
        lambda plain: plain | {"limits": [{"key": "x", "kind": "at_random"}]},
        lambda plain: plain | {"candidates": [7]},
        lambda _plain: [],
    ],
)
def test_what_is_no_task_is_refused_in_words(spoil: Callable[[dict], object]) -> None:
    with pytest.raises(Unreadable, match="This is no task"):
        task_from_json(json.dumps(spoil(json.loads(task_to_json(EXAMPLE)))))


def test_what_is_no_result_is_refused_in_words() -> None:
    for document in ("", "{}", task_to_json(EXAMPLE)):
        with pytest.raises(Unreadable, match="This is no result"):
            result_from_json(document)
