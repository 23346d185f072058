"""Ways out of limits that clash: as small as can be, and each of them works."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from courseapp.cohorts.model.checking import verify
from courseapp.cohorts.model.record import Candidate, Impossible, Limit, LimitKind, Module, Task
from courseapp.cohorts.model.relaxations import Place, Relaxation, Thing, apply, things_of
from courseapp.cohorts.model.relaxing import conflict, ways_out, ways_to_fill
from courseapp.cohorts.model.solving import solve
from courseapp.optima import highs
from tests.unit.cohorts.exhaustive import drawn_task, is_possible, off


def impossible_tasks(first: int, last: int) -> Iterator[tuple[int, Task]]:
    for number in range(first, last):
        task = drawn_task(number)
        if not is_possible(task):
            yield number, task


def smallest(task: Task) -> tuple[list[tuple[str, str, int]], int]:
    """What gives in the first way, and by how many people, as trying every set finds."""
    fixed = frozenset(each.reference for each in task.candidates if each.is_fixed)
    others = [each.reference for each in task.candidates if not each.is_fixed]
    room = max(task.seats, len(fixed)) - len(fixed)
    sets = (fixed.union(more) for n in range(room + 1) for more in combinations(others, n))
    best = min(sets, key=lambda chosen: _rank(task, chosen))
    given = {key: people for key, people in _given(task, best).items() if people}
    return [(*key, _after(task, key, best, given[key])) for key in given], sum(given.values())


Given = dict[tuple[str, str], int]


def _given(task: Task, chosen: frozenset[str]) -> Given:
    """By how many people everything gives; the key of `fewest` is empty."""
    found = {("", ""): max(0, task.fewest - len(chosen))}
    for limit in task.limits:
        if limit.weight is None:
            missed = off(task, limit, chosen)
            found |= {(limit.key, value): missed[value] for value in sorted(missed)}
    return found


def _rank(task: Task, chosen: frozenset[str]) -> tuple[object, ...]:
    """The order in which `relaxing` says that ways out come."""
    given = _given(task, chosen)
    hard = [limit.key for limit in task.limits if limit.weight is None]
    gives = [sum(each for key, each in given.items() if key[0] == one) for one in [*hard, ""]]
    points = sum(each.points for each in task.candidates if each.reference in chosen)
    values = {value for _, value in given} | set(task.by_reference) | {"K", "G", "U"}
    amounts = [given.get((one, each), 0) for one in ["", *hard] for each in sorted(values)]
    changed = [each > 0 for each in gives]
    return sum(changed), sum(gives), changed, -len(chosen), -points, amounts


def _after(task: Task, key: tuple[str, str], chosen: frozenset[str], people: int) -> int:
    """The number that the limit then has."""
    if key == ("", ""):
        return task.fewest - people
    limit = task.limit(key[0])
    having = [each for each in task.candidates if each.has(limit.feature, limit.values)]
    among = sum(each.reference in chosen for each in having)
    if limit.kind is LimitKind.AT_LEAST_SHARE:
        return 100 * among // len(chosen)
    if limit.kind is LimitKind.AT_LEAST:
        return limit.number - people
    if limit.is_about_people:
        return 0 if limit.kind is LimitKind.MUST_IN else 1
    if limit.kind is LimitKind.AT_MOST:
        return among
    return sum(
        key[1] in each.traits[limit.feature] for each in task.candidates if each.reference in chosen
    )


@pytest.mark.parametrize("first", range(5000, 5600, 100))
def test_the_first_way_out_is_the_smallest_there_is(
    first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(highs, "_NEAR", 1 + first % 300 // 100)  # most must be found by proof
    for number, task in impossible_tasks(first, first + 100):
        plain = replace(task, least_modules=0)
        if is_possible(plain):
            continue
        way = ways_out(plain, most=1)[0]
        found = [(each.thing.key, each.value, each.after) for each in way.relaxations]
        assert (sorted(found), way.people) == (sorted(smallest(plain)[0]), smallest(plain)[1]), (
            f"task {number}"
        )


@pytest.mark.parametrize("first", range(6000, 6200, 50))
def test_each_way_out_works_and_nothing_of_it_can_be_left_out(first: int) -> None:
    for number, task in impossible_tasks(first, first + 50):
        ways = ways_out(task)
        assert ways, f"task {number}"
        assert len({frozenset(each.things) for each in ways}) == len(ways)
        for way in ways:
            relaxed = apply(task, way.relaxations)
            found = solve(relaxed)
            assert verify(relaxed, found.chosen, found.modules) == ()
            for one in way.relaxations:
                rest = [each for each in way.relaxations if each != one]
                assert not is_possible(apply(task, rest)), f"task {number}"


def test_ways_out_do_not_depend_on_the_order_of_people() -> None:
    for _, task in impossible_tasks(7000, 7060):
        turned = replace(task, candidates=task.candidates[::-1])
        assert ways_out(turned) == ways_out(task)


def test_what_clashes_can_hold_without_any_one_of_it() -> None:
    for number, task in impossible_tasks(8000, 8100):
        clash = conflict(task)
        assert clash, f"task {number}"
        assert not is_possible(_only(task, clash)), f"task {number}"
        for thing in clash:
            rest = [each for each in clash if each != thing]
            assert is_possible(_only(task, rest)), f"task {number}"


def _only(task: Task, kept: list[Thing] | tuple[Thing, ...]) -> Task:
    """The task with nothing hard but what is kept."""
    gone = set(things_of(task)) - set(kept)
    return replace(
        task,
        limits=tuple(each for each in task.limits if Thing(Place.LIMIT, each.key) not in gone),
        fewest=0 if Thing(Place.FEWEST) in gone else task.fewest,
        least_modules=0 if Thing(Place.LEAST_MODULES) in gone else task.least_modules,
        modules=tuple(
            replace(each, seats=None) if Thing(Place.MODULE, each.key) in gone else each
            for each in task.modules
        ),
    )


def test_a_task_that_has_a_cohort_needs_no_way_out() -> None:
    task = Task(1, (Candidate("a", 1),))
    assert (ways_out(task), conflict(task), ways_to_fill(task)) == ((), (), ())


def person(reference: str, country: str, gender: str, points: int = 50_000) -> Candidate:
    traits = {"country": frozenset({country}), "gender": frozenset({gender})}
    return Candidate(reference, points, traits)


KENYANS = tuple(person(f"K{each}", "KE", "woman", 60_000 + each) for each in range(3))
OTHERS = tuple(person(f"O{each}", code, "man") for each, code in enumerate(("UG", "TZ", "RW")))
TWO_EACH = Limit("country", LimitKind.AT_MOST_EACH, 2, "country")
HALF = Limit("women", LimitKind.AT_LEAST_SHARE, 50, "gender", ("woman",))
THREE_WOMEN = replace(HALF, key="three", kind=LimitKind.AT_LEAST, number=3)
PLACES = Thing(Place.LIMIT, "country")


def test_limits_that_hold_one_by_one_but_not_together_are_named_with_the_smallest_way_out() -> None:
    task = Task(4, KENYANS + OTHERS, (TWO_EACH, HALF, THREE_WOMEN))
    for limit in task.limits:
        assert solve(replace(task, limits=(limit,))).chosen
    with pytest.raises(Impossible) as caught:
        solve(task)
    assert caught.value.task is task
    assert conflict(task) == (PLACES, Thing(Place.LIMIT, "three"))
    ways = [each.relaxations for each in ways_out(task)]
    # The limit that stands first is left alone where both ways are as small.
    fewer_women = (Relaxation(Thing(Place.LIMIT, "three"), 3, 2),)
    assert ways == [fewer_women, (Relaxation(PLACES, 2, 3, "KE"),)]
    assert solve(apply(task, ways[1])).chosen == ("K0", "K1", "K2", ways_of_last(task))


def ways_of_last(task: Task) -> str:
    """Of three men who are equal the lottery takes the first drawn."""
    return next(
        each for each in solve(replace(task, limits=(THREE_WOMEN,))).chosen if each[0] == "O"
    )


def test_what_is_firm_does_not_give() -> None:
    task = Task(4, KENYANS + OTHERS, (TWO_EACH, THREE_WOMEN))
    only = ways_out(task, firm=[Thing(Place.LIMIT, "three")])
    assert [each.relaxations for each in only] == [(Relaxation(PLACES, 2, 3, "KE"),)]
    assert ways_out(task, firm=[PLACES, Thing(Place.LIMIT, "three")]) == ()


def test_empty_seats_are_filled_by_relaxing_what_keeps_them_empty() -> None:
    task = Task(5, KENYANS + OTHERS, (replace(HALF, number=60),))
    assert solve(task).empty_seats == 0
    tighter = replace(task, limits=(replace(HALF, number=75),))
    assert solve(tighter).empty_seats == 1
    way = ways_to_fill(tighter)[0]
    assert way.relaxations == (Relaxation(Thing(Place.LIMIT, "women"), 75, 60),)
    assert solve(apply(tighter, way.relaxations)).empty_seats == 0


def test_a_module_that_is_too_small_for_everybody_can_be_made_larger() -> None:
    people = tuple(replace(each, wishes=("m",)) for each in KENYANS)
    task = Task(3, people, (), (Module("m", 2),), least_modules=1, fewest=3)
    ways = [each.relaxations for each in ways_out(task)]
    assert (Relaxation(Thing(Place.MODULE, "m"), 2, 3),) in ways
    assert (Relaxation(Thing(Place.FEWEST), 3, 2),) in ways
    for way in ways:
        assert solve(apply(task, way)).chosen


def test_fewer_modules_for_everybody_help_only_from_the_most_down() -> None:
    """Who wished for one module alone needs a place in it until nobody must have any."""
    people = tuple(replace(each, wishes=("m",)) for each in KENYANS)
    task = Task(3, people, (), (Module("m", 2),), least_modules=2, most_modules=2, fewest=3)
    firm = [Thing(Place.MODULE, "m"), Thing(Place.FEWEST)]
    (way,) = ways_out(task, firm=firm)
    assert way.relaxations == (Relaxation(Thing(Place.LEAST_MODULES), 2, 0),)
    assert solve(apply(task, way.relaxations)).chosen == ("K0", "K1", "K2")
