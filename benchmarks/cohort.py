"""How long the best cohort takes and what it is worth: ``python -m benchmarks.cohort``.

Each size stands beside a greedy committee in the same run: the best scores first, whoever breaks
no cap; then the same after it has filled the quotas, the first limit first. For each it prints the
time, the points in per cent of the proven optimum (more than 100 where quotas are missed) and how
many limits do not hold.
"""

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from courseapp.cohorts.model.balance import balance
from courseapp.cohorts.model.explaining import explain
from courseapp.cohorts.model.programs import program_of
from courseapp.cohorts.model.question import question_of
from courseapp.cohorts.model.record import Candidate, Limit, LimitKind, Module, Result, Task
from courseapp.cohorts.model.relaxing import conflict, ways_out
from courseapp.cohorts.model.solving import solve

REGIONS = ("africa", "americas", "asia", "europe", "oceania")
TYPES = ("ministry", "agency", "university", "ngo", "city", "company")
T = TypeVar("T")
CAPS = (LimitKind.AT_MOST_EACH, LimitKind.AT_MOST)


@dataclass(frozen=True)
class Size:
    """How big a task is, and in which steps its points come (thousandths)."""

    name: str
    people: int
    seats: int
    limits: int
    step: int = 1
    modules: bool = False


SIZES = (
    Size("150 people, 20 limits", 150, 20, 20),
    Size("300 people, 30 limits", 300, 30, 30),
    Size("300, whole points", 300, 30, 30, step=1000),
    Size("300, all the same points", 300, 30, 30, step=200_000),
    Size("300, modules", 300, 30, 30, modules=True),
    Size("5000 people, 40 limits", 5000, 200, 40),
    Size("5000, whole points", 5000, 200, 40, step=1000),
    Size("5000, modules", 5000, 200, 40, modules=True),
)


def main() -> None:
    """Print a line for each size, then what explaining and relaxing take."""
    solve(example(SIZES[0], 0))  # loads the solver
    _greedy(example(SIZES[0], 0), ())
    print(f"{'':26}{'columns':>8}{'ms':>7}{'worst':>7}  greedy{'of it':>8}  quotas first")
    for size in SIZES:
        _print_size(size)
    _print_answers(example(SIZES[1], 1))
    _print_answers(example(SIZES[5], 1))


def example(size: Size, number: int) -> Task:
    """Return a task as big as asked; the same number gives the same task."""
    chance = random.Random(number)  # noqa: S311 -- the same people in each run, no secret
    countries = [f"{REGIONS[each % 5]}-{each}" for each in range(120)]
    modules = tuple(Module(f"m{each}", size.seats // 3) for each in range(4))
    people = tuple(
        _candidate(chance, each, countries, size) for each in range(size.people)
    )  # fmt: skip
    return Task(
        size.seats,
        people,
        _limits(size),
        modules if size.modules else (),
        least_modules=int(size.modules),
        seed=str(number),
    )


def _candidate(chance: random.Random, number: int, countries: list[str], size: Size) -> Candidate:
    country = countries[int(len(countries) * chance.random() ** 2)]  # a few send many
    gender = "woman" if chance.random() < 0.3 else "man"
    score = min(100_000, max(0, round(chance.gauss(62_000 + 4000 * (gender == "man"), 14_000))))
    groups = frozenset(each for each in ("ldc", "sids", "lldc") if chance.random() < 0.15)
    return Candidate(
        f"A-{number:05}",
        score // size.step * size.step or 60_000,
        {
            "country": frozenset({country}),
            "region": frozenset({country.split("-")[0]}),
            "gender": frozenset({gender}),
            "list": groups,
            "organisation": frozenset({f"{country}/{int(9 * chance.random() ** 2)}"}),
            "organisation_type": frozenset({chance.choice(TYPES)}),
            "subnational": frozenset({"yes"} if chance.random() < 0.12 else ()),
            "first_time": frozenset({"yes"} if chance.random() < 0.7 else ()),
        },
        tuple(chance.sample([f"m{each}" for each in range(4)], 2)) if size.modules else (),
    )


def _limits(size: Size) -> tuple[Limit, ...]:
    """Return as many limits as asked for, over four features at first, then over more."""
    kinds = LimitKind
    seats = size.seats
    rows: list[tuple[LimitKind, int, str, tuple[str, ...], int | None]] = [
        (kinds.AT_MOST_EACH, max(2, seats // 25), "country", (), None),
        (kinds.AT_LEAST_SHARE, 45, "gender", ("woman",), None),
        *((kinds.AT_LEAST_SHARE, 10, "region", (each,), None) for each in REGIONS),
        *((kinds.AT_MOST, seats * 35 // 100, "region", (each,), None) for each in REGIONS),
        *((kinds.AT_LEAST_SHARE, 10, "organisation_type", (each,), None) for each in TYPES[:5]),
        *(
            (kinds.AT_MOST, seats * 3 // 10, "organisation_type", (each,), None)
            for each in TYPES[:3]
        ),
        (kinds.AT_MOST_EACH, max(1, seats // 60), "organisation", (), None),
        (kinds.AT_LEAST_SHARE, 20, "list", ("ldc",), None),
        (kinds.AT_LEAST_SHARE, 15, "list", ("sids",), None),
        (kinds.AT_LEAST_SHARE, 20, "list", ("lldc",), 4_000),
        (kinds.AT_LEAST_SHARE, 15, "subnational", ("yes",), None),
        (kinds.AT_LEAST_SHARE, 80, "first_time", ("yes",), 2_500),
        *((kinds.AT_MOST, seats // 4, "organisation_type", (each,), 3_000) for each in TYPES),
        *((kinds.AT_LEAST_SHARE, 18, "region", (each,), 1_500) for each in REGIONS),
        *((kinds.AT_LEAST, seats // 8, "organisation_type", (each,), 900) for each in TYPES),
    ]
    return tuple(
        Limit(f"limit-{number}", kind, most, feature, values, weight=weight)
        for number, (kind, most, feature, values, weight) in enumerate(rows[: size.limits])
    )


def _print_size(size: Size) -> None:
    tasks = [example(size, number) for number in range(5)]
    runs = [_timed(lambda task=task: solve(task)) for task in tasks]
    times = sorted(took for took, _ in runs)
    line = f"{size.name:26}{_columns(tasks[0]):>8}{times[2]:>7.0f}{times[-1]:>7.0f}"
    for quotas_first in (False, True):
        line += "  " + _beside(tasks[0], runs[0][1], times[2], quotas_first=quotas_first)
    print(line)


def _beside(task: Task, best: Result, took: float, *, quotas_first: bool) -> str:
    """Say how a greedy committee compares: its time, its points, and the hard limits it misses."""
    greedily = (lambda: _with_quotas(task)) if quotas_first else (lambda: _greedy(task, ()))
    greedy_took, chosen = _timed(greedily)
    points = sum(task.by_reference[each].points for each in chosen)
    lines = balance(task, chosen).lines
    broken = len({line.limit.key for line in lines if line.off and line.limit.is_hard})
    share = 100 * points / best.points
    return f"{took / greedy_took:>5.0f}x time {share:>6.2f}% points, {broken} broken"


def _greedy(task: Task, begun: Iterable[str]) -> list[str]:
    """Take the best scores first, whoever breaks no cap of those taken so far."""
    chosen = list(begun)
    for each in sorted(task.candidates, key=lambda one: (-one.points, one.reference)):
        if len(chosen) == task.seats:
            break
        if each.reference not in chosen and _fits(task, each, chosen):
            chosen.append(each.reference)
    return chosen


def _with_quotas(task: Task) -> list[str]:
    """Fill what limits ask for at least, one after the other, then go by score."""
    chosen: list[str] = []
    ranked = sorted(task.candidates, key=lambda one: (-one.points, one.reference))
    for limit in task.limits:
        needed = limit.number
        if limit.kind is LimitKind.AT_LEAST_SHARE:
            needed = -(-limit.number * task.seats // 100)
        elif limit.kind is not LimitKind.AT_LEAST:
            continue
        for each in ranked:
            have = sum(task.by_reference[one].has(limit.feature, limit.values) for one in chosen)
            if have >= needed or len(chosen) == task.seats:
                break
            fits = each.has(limit.feature, limit.values) and each.reference not in chosen
            if fits and limit.is_hard and _fits(task, each, chosen):
                chosen.append(each.reference)
    return _greedy(task, chosen)


def _fits(task: Task, candidate: Candidate, chosen: list[str]) -> bool:
    for limit in task.limits:
        if limit.kind not in CAPS or not limit.is_hard:
            continue
        own = candidate.traits.get(limit.feature, frozenset())
        values = limit.values or tuple(own)
        if own.isdisjoint(values):
            continue
        have = sum(task.by_reference[each].has(limit.feature, values) for each in chosen)
        if have >= limit.number:
            return False
    return True


def _columns(task: Task) -> str:
    question = question_of(task)
    return str(len(program_of(question.with_count(question.most)).program.gains))


def _print_answers(task: Task) -> None:
    """Print what the questions after a proposal take."""
    result = solve(task)
    explanation = explain(task, result)
    costs, _ = _timed(explanation.costs)
    people = [each.reference for each in task.candidates[:20]]
    why, _ = _timed(lambda: [explanation.why(each) for each in people])
    too_much = Limit("women", LimitKind.AT_LEAST_SHARE, 95, "gender", ("woman",))
    men = Limit("men", LimitKind.AT_LEAST, task.seats // 2, "gender", ("man",))
    fewest = Task(task.seats, task.candidates, (*task.limits, too_much, men), fewest=task.seats)
    ways, _ = _timed(lambda: ways_out(fewest))
    clash, _ = _timed(lambda: conflict(fewest))
    print(
        f"\n{len(task.candidates)} people: what all limits cost {costs:.0f} ms, "
        f"why one person is in or out {why / len(people):.0f} ms, "
        f"three ways out {ways:.0f} ms, what clashes {clash:.0f} ms"
    )


def _timed(run: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    found = run()
    return (time.perf_counter() - begun) * 1000, found


if __name__ == "__main__":
    main()
