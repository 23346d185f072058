"""Counting against the limits: what the panel shows, and what may not be chosen together."""

from dataclasses import replace
from itertools import combinations

import pytest

from courseapp.cohorts.model.balance import Line, Standing, balance
from courseapp.cohorts.model.checking import Fault, FaultKind, verify
from courseapp.cohorts.model.record import Candidate, Limit, LimitKind, Module, Task
from tests.unit.cohorts.exhaustive import allowed_sets, drawn_task, off


def test_sets_of_people_are_allowed_exactly_if_trying_finds_them() -> None:
    for number in range(11_000, 11_060):
        task = drawn_task(number)
        allowed = set(allowed_sets(task))
        references = sorted(task.by_reference)
        for size in range(min(5, len(references)) + 1):
            for each in combinations(references, size):
                may = not verify(task, each)
                assert may is (frozenset(each) in allowed), f"task {number}, {each}"


def test_a_panel_says_by_how_many_people_each_limit_is_missed() -> None:
    for number in range(11_100, 11_160):
        task = drawn_task(number)
        chosen = frozenset(sorted(task.by_reference)[:4])
        found = {
            (line.limit.key, line.value): line.off
            for line in balance(task, chosen).lines
            if line.off
        }
        expected = {
            (limit.key, value): people
            for limit in task.limits
            for value, people in off(task, limit, chosen).items()
            if people
        }
        assert found == expected, f"task {number}"


CAP = Limit("cap", LimitKind.AT_MOST_EACH, 1, "country")
WOMEN = Limit("women", LimitKind.AT_LEAST_SHARE, 50, "gender", ("woman",), weight=1000)
KE, UG = frozenset({"KE"}), frozenset({"UG"})
TASK = Task(
    2,
    (
        Candidate("a", 10_000, {"country": KE, "gender": frozenset({"woman"})}),
        Candidate("b", 20_000, {"country": KE}),
        Candidate("c", 30_000, {"country": UG, "gender": frozenset({"man"})}),
    ),
    (CAP, WOMEN),
    (Module("m", 1),),
)


def test_a_panel_counts_people_seats_points_and_values() -> None:
    panel = balance(TASK, ["a", "b"], {"a": ("m",), "b": ()})
    assert (panel.people, panel.empty_seats, panel.points) == (2, 0, 30_000)
    assert panel.counts == {"country": {"KE": 2}, "gender": {"woman": 1}}
    assert panel.unknown == {"country": 0, "gender": 1}
    assert panel.modules == {"m": 1}


def test_a_panel_warns_of_hard_limits_before_wishes() -> None:
    panel = balance(TASK, ["b", "c", "a"])
    assert panel.empty_seats == -1
    assert panel.lines == (
        Line(CAP, "KE", 2, most=1),
        Line(CAP, "UG", 1, most=1),
        Line(WOMEN, "", 1, least=2),
    )
    standing = [line.standing for line in panel.lines]
    assert standing == [Standing.BROKEN, Standing.JUST, Standing.MISSED]
    wish_first = replace(TASK, limits=(WOMEN, CAP))
    warnings = balance(wish_first, ["a", "b", "c"]).warnings
    assert [line.limit.key for line in warnings] == ["cap", "women"]


def test_a_limit_with_room_holds() -> None:
    roomy = replace(TASK, limits=(replace(CAP, number=3),))
    assert [line.standing for line in balance(roomy, ["a"]).lines] == [Standing.HOLDS]


FIXED = replace(TASK.candidates[0], is_fixed=True, wishes=("m",), holds=("m",))
WITH_MODULES = replace(
    TASK,
    candidates=(FIXED, *(replace(each, wishes=("m",)) for each in TASK.candidates[1:])),
    limits=(CAP,),
    modules=(Module("m", 1), Module("n")),
    least_modules=1,
)
HAS, NONE = ("m",), ()


@pytest.mark.parametrize(
    ("chosen", "modules", "faults"),
    [
        ("c", None, [Fault(FaultKind.FIXED_OUT, "a")]),
        ("ax", None, [Fault(FaultKind.UNKNOWN, "x")]),
        ("ab", None, [Fault(FaultKind.LIMIT, "cap", "KE", 1)]),
        ("ac", {"a": HAS, "c": HAS}, [Fault(FaultKind.MODULE_FULL, "m", people=1)]),
        ("ac", {"a": HAS, "c": NONE}, [Fault(FaultKind.MODULE_NUMBER, "c")]),
        ("ac", {"a": NONE, "c": HAS}, [Fault(FaultKind.MODULE_CHANGED, "a")]),
        ("ac", {"a": HAS, "c": ("n",)}, [Fault(FaultKind.MODULE_NOT_WISHED, "c", "n")]),
        ("a", {"a": HAS, "c": ("n",)}, [Fault(FaultKind.NOT_CHOSEN, "c")]),
        ("a", {"a": HAS}, []),
    ],
)
def test_each_fault_of_a_choice_is_named(
    chosen: str, modules: dict[str, tuple[str, ...]] | None, faults: list[Fault]
) -> None:
    assert list(verify(WITH_MODULES, list(chosen), modules)) == faults


def test_too_many_and_too_few_people_are_faults() -> None:
    task = replace(TASK, limits=(), fewest=1)
    assert verify(task, ["a", "b", "c"]) == (Fault(FaultKind.TOO_MANY, people=1),)
    assert verify(task, []) == (Fault(FaultKind.TOO_FEW, people=1),)
