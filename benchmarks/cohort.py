"""How long the best cohort takes and what it is worth: ``python -m benchmarks.cohort``.

Each size stands beside greedy committees in the same run: *by score* takes the best scores first,
whoever breaks no cap; *quotas first* fills what limits ask for at least, one limit after the other,
then goes on by score. For each it prints how many times as long the optimum takes, the points of
the committee in per cent of the optimum (more than 100 where it breaks quotas) and how many hard
limits it breaks, each the mean of five tasks. "Close" tasks have quotas around a cohort drawn by
chance, so that hardly anything else holds them. Times are medians and worst of the clock on the
wall; "cpu" is the median of what the processor had to do.
"""

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from statistics import mean
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
    close: bool = False


SIZES = (
    Size("150 people, 20 limits", 150, 20, 20),
    Size("150, close", 150, 20, 20, close=True),
    Size("300 people, 30 limits", 300, 30, 30),
    Size("300, close", 300, 30, 30, close=True),
    Size("300, whole points", 300, 30, 30, step=1000),
    Size("300, all the same points", 300, 30, 30, step=200_000),
    Size("300, modules", 300, 30, 30, modules=True),
    Size("5000 people, 40 limits", 5000, 200, 40),
    Size("5000, close", 5000, 200, 40, close=True),
    Size("5000, whole points", 5000, 200, 40, step=1000),
    Size("5000, modules", 5000, 200, 40, modules=True),
)
BY_NAME = {each.name: each for each in SIZES}
# Twenty quotas over four features, or more of them.
CLOSE = (
    *(("gender", each) for each in ("woman", "man")),
    *(("region", each) for each in REGIONS),
    *(("organisation_type", each) for each in TYPES),
    *(("list", each) for each in ("ldc", "sids", "lldc")),
)


def main() -> None:
    """Print a line for each size, then what explaining and relaxing take."""
    solve(example(SIZES[0], 0))  # loads the solver
    heads = f"{'columns':>8}{'ms':>6}{'worst':>6}{'cpu':>6}"
    print(f"{'':24}{heads}  {'by score':34}quotas first")
    for size in SIZES:
        _print_size(size)
    _print_answers(example(BY_NAME["300 people, 30 limits"], 1))
    _print_answers(example(BY_NAME["5000 people, 40 limits"], 1))


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
        _close_limits(size, people, chance) if size.close else _limits(size),
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


def _close_limits(
    size: Size, people: tuple[Candidate, ...], chance: random.Random
) -> tuple[Limit, ...]:
    """Return at least and at most of each value what a cohort drawn by chance has."""
    hidden = chance.sample(people, size.seats)
    quotas = [(kind, *each) for kind in (LimitKind.AT_LEAST, LimitKind.AT_MOST) for each in CLOSE]
    chance.shuffle(quotas)
    return tuple(
        Limit(
            f"limit-{number}",
            kind,
            sum(each.has(feature, (value,)) for each in hidden),
            feature,
            (value,),
        )
        for number, (kind, feature, value) in enumerate(quotas[: size.limits])
    )


def _print_size(size: Size) -> None:
    tasks = [example(size, number) for number in range(5)]
    runs = [_timed(lambda task=task: solve(task)) for task in tasks]  # type: ignore[misc]
    results = [found for *_, found in runs]
    wall, cpu = sorted(each[0] for each in runs), sorted(each[1] for each in runs)
    line = f"{size.name:24}{_columns(tasks[0]):>8}{wall[2]:>6.0f}{wall[-1]:>6.0f}{cpu[2]:>6.0f}"
    for committee in (_by_score, _quotas_first):
        line += "  " + _beside(tasks, results, cpu[2], committee)
    print(line)


def _beside(
    tasks: list[Task], best: list[Result], cpu: float, committee: Callable[[Task], list[str]]
) -> str:
    """Say how a greedy committee compares: its time, its points, and the hard limits it breaks."""
    took, share, broken = [], [], []
    for task, result in zip(tasks, best, strict=True):
        _, time_of_it, chosen = _timed(lambda task=task: committee(task))  # type: ignore[misc]
        points = sum(task.by_reference[each].points for each in chosen)
        off = {line.limit.key: line.limit for line in balance(task, chosen).lines if line.off}
        took.append(time_of_it)
        share.append(100 * points / result.points)
        broken.append(sum(each.is_hard for each in off.values()))
    times = cpu / sorted(took)[2]
    return f"{times:>5.1f}x time {mean(share):>6.2f}% {mean(broken):>4.1f} broken "


def _by_score(task: Task) -> list[str]:
    return _greedy(task, ())


def _greedy(task: Task, begun: Iterable[str]) -> list[str]:
    """Take the best scores first, whoever breaks no cap of those taken so far."""
    chosen = list(begun)
    for each in sorted(task.candidates, key=lambda one: (-one.points, one.reference)):
        if len(chosen) == task.seats:
            break
        if each.reference not in chosen and _fits(task, each, chosen):
            chosen.append(each.reference)
    return chosen


def _quotas_first(task: Task) -> list[str]:
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
    costs, *_ = _timed(explanation.costs)
    people = [each.reference for each in task.candidates[:20]]
    why, *_ = _timed(lambda: [explanation.why(each) for each in people])
    too_much = Limit("women", LimitKind.AT_LEAST_SHARE, 95, "gender", ("woman",))
    men = Limit("men", LimitKind.AT_LEAST, task.seats // 2, "gender", ("man",))
    clashing = replace(task, limits=(*task.limits, too_much, men), fewest=task.seats)
    ways, *_ = _timed(lambda: ways_out(clashing))
    clash, *_ = _timed(lambda: conflict(clashing))
    panel, *_ = _timed(lambda: balance(task, result.chosen))
    print(
        f"\n{len(task.candidates)} people: what all limits cost {costs:.0f} ms, "
        f"why one person is in or out {why / len(people):.0f} ms, "
        f"three ways out {ways:.0f} ms, what clashes {clash:.0f} ms, "
        f"balance by hand {panel:.1f} ms"
    )


def _timed(run: Callable[[], T]) -> tuple[float, float, T]:
    """Return milliseconds on the wall and of the processor, and what the run returns."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = run()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000, found


if __name__ == "__main__":
    main()
