"""Small tasks drawn by chance, and their answer by trying every set of people.

Written from the words of `record` alone: nothing of the solver, its quotas or its checks is used.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from itertools import combinations, product
from random import Random

from courseapp.cohorts.model.record import Candidate, Limit, LimitKind, Module, Task

Modules = dict[str, tuple[str, ...]]
Answer = tuple[frozenset[str], Modules, int]  # chosen, their modules, value


def off(task: Task, limit: Limit, chosen: frozenset[str]) -> Mapping[str, int]:
    """By how many people a limit is missed, for each value or person."""
    people = [each for each in task.candidates if each.reference in chosen]
    fixed = [each for each in task.candidates if each.is_fixed]
    counts = [
        sum(bool(each.traits.get(limit.feature, frozenset()) & set(limit.values)) for each in group)
        for group in (people, fixed)
    ]
    if limit.kind is LimitKind.MUST_IN:
        return {each: int(each not in chosen) for each in limit.people}
    if limit.kind is LimitKind.MUST_OUT:
        stay = {each.reference for each in fixed}
        return {each: int(each in chosen and each not in stay) for each in limit.people}
    if limit.kind is LimitKind.AT_MOST_EACH:
        return _off_each(limit, people, fixed)
    if limit.kind is LimitKind.AT_MOST:
        return {"": max(0, counts[0] - max(limit.number, counts[1]))}
    needed = limit.number
    if limit.kind is LimitKind.AT_LEAST_SHARE:
        needed = next(n for n in range(101) if 100 * n >= limit.number * len(people))
    return {"": max(0, needed - counts[0])}


def _off_each(limit: Limit, people: list[Candidate], fixed: list[Candidate]) -> Mapping[str, int]:
    values = {value for each in people for value in each.traits.get(limit.feature, ())}
    found = {}
    for value in values:
        have, borne = (
            sum(value in each.traits.get(limit.feature, ()) for each in group)
            for group in (people, fixed)
        )
        most = limit.except_for.get(value, limit.number)
        found[value] = max(0, have - max(most, borne))
    return found


def allowed_sets(task: Task) -> Iterator[frozenset[str]]:
    """Every set of people that holds all that is hard, modules aside."""
    fixed = frozenset(each.reference for each in task.candidates if each.is_fixed)
    others = [each.reference for each in task.candidates if not each.is_fixed]
    most = max(task.seats, len(fixed))
    for number in range(most - len(fixed) + 1):
        for more in combinations(others, number):
            chosen = fixed.union(more)
            hard = (each for each in task.limits if each.weight is None)
            if len(chosen) >= task.fewest and not any(
                any(off(task, limit, chosen).values()) for limit in hard
            ):
                yield chosen


def value_of(task: Task, chosen: frozenset[str]) -> int:
    points = sum(each.points for each in task.candidates if each.reference in chosen)
    lost = sum(
        limit.weight * sum(off(task, limit, chosen).values())
        for limit in task.limits
        if limit.weight is not None
    )
    return points - lost


def answer_of(task: Task) -> Answer | None:
    """The one right answer, None where there is none."""
    ranked: dict[tuple[int, int], list[frozenset[str]]] = {}
    for chosen in allowed_sets(task):
        ranked.setdefault((len(chosen), value_of(task, chosen)), []).append(chosen)
    for key in sorted(ranked, reverse=True):
        found = [
            (_wishes(task, modules), _drawn(task, chosen), _had(task, modules), chosen, modules)
            for chosen in ranked[key]
            for modules in _allotments(task, chosen)
        ]
        if found:
            *_, chosen, modules = max(found, key=lambda each: each[:3])
            return chosen, modules, key[1]
    return None


def is_possible(task: Task) -> bool:
    return any(next(_allotments(task, chosen), None) is not None for chosen in allowed_sets(task))


@lru_cache(maxsize=4096)
def _lot(seed: str, reference: str) -> bytes:
    return sha256(f"{seed}\n{reference}".encode()).digest()


def _in_order(task: Task) -> list[Candidate]:
    return sorted(task.candidates, key=lambda each: _lot(task.seed, each.reference))


def _drawn(task: Task, chosen: frozenset[str]) -> list[bool]:
    return [each.reference in chosen for each in _in_order(task)]


def _had(task: Task, modules: Modules) -> list[bool]:
    return [
        wish in modules.get(each.reference, ()) for each in _in_order(task) for wish in each.wishes
    ]


def _wishes(task: Task, modules: Modules) -> int:
    return sum(
        10 - rank
        for each in task.candidates
        for rank, wish in enumerate(each.wishes)
        if wish in modules.get(each.reference, ())
    )


def _allotments(task: Task, chosen: frozenset[str]) -> Iterator[Modules]:
    """Every way to give the chosen people modules."""
    if not task.modules:
        yield {}
        return
    people = [each for each in task.candidates if each.reference in chosen]
    held = [key for each in task.candidates if each.is_fixed for key in each.holds or ()]
    for had in product(*(_choices(task, each) for each in people)):
        taken = [key for each in had for key in each]
        if all(
            module.seats is None
            or taken.count(module.key) <= max(module.seats, held.count(module.key))
            for module in task.modules
        ):
            yield {each.reference: keys for each, keys in zip(people, had, strict=True)}


def _choices(task: Task, person: Candidate) -> list[tuple[str, ...]]:
    if person.holds is not None:
        return [person.holds]
    least = min(task.least_modules, len(person.wishes))
    return [
        keys
        for number in range(least, task.most_modules + 1)
        for keys in combinations(person.wishes, number)
    ]


# ---------------------------------------------------------------------------- drawn by chance


def drawn_task(number: int) -> Task:
    """A task of up to nine people, four seats, two modules and five limits."""
    chance = Random(number)
    modules = tuple(
        Module(key, chance.choice((None, 1, 2))) for key in "xy"[: chance.choice((0, 0, 1, 2))]
    )
    people = tuple(
        _drawn_candidate(chance, f"p{each}", modules) for each in range(chance.randint(1, 9))
    )
    limits = (_drawn_limit(chance, f"l{each}", people) for each in range(chance.randint(0, 5)))
    return Task(
        seats=chance.randint(0, 4),
        candidates=people,
        limits=tuple(limits),
        modules=modules,
        least_modules=chance.choice((0, 1)),
        most_modules=chance.choice((1, 2)),
        fewest=chance.choice((0, 0, 0, 1, 3)),
        seed=str(number),
    )


def _drawn_candidate(chance: Random, reference: str, modules: tuple[Module, ...]) -> Candidate:
    keys = [each.key for each in modules]
    is_fixed = chance.random() < 0.1
    wishes = tuple(chance.sample(keys, chance.randint(0, len(keys))))
    return Candidate(
        reference,
        # Often the same points, so that the lottery has something to decide.
        chance.choice((50_000, 60_000, chance.randrange(100_001))),
        {
            "country": frozenset(chance.choice("KGU")),
            "gender": frozenset(chance.choice(("w", "m", "")) or ()),
            "list": frozenset(chance.sample(("ldc", "sids"), chance.randint(0, 2))),
        },
        wishes,
        is_fixed,
        tuple(chance.sample(keys, min(1, len(keys))))
        if is_fixed and chance.random() < 0.5
        else None,
    )


def _drawn_limit(chance: Random, key: str, people: tuple[Candidate, ...]) -> Limit:
    feature, values = chance.choice(
        (("country", "KGU"), ("gender", "wm"), ("list", ("ldc", "sids")))
    )
    kind = chance.choice((*LimitKind, LimitKind.AT_MOST_EACH, LimitKind.AT_LEAST_SHARE))
    is_share = kind is LimitKind.AT_LEAST_SHARE
    about = kind in (LimitKind.MUST_IN, LimitKind.MUST_OUT)
    references = [each.reference for each in people]
    return Limit(
        key,
        kind,
        chance.choice((25, 40, 50, 67, 100)) if is_share else chance.randint(0, 2),
        "" if about else feature,
        tuple(chance.sample(sorted(values), chance.choice((1, 1, 2)))),
        {chance.choice(sorted(values)): chance.randint(0, 3)} if chance.random() < 0.2 else {},
        tuple(chance.sample(references, min(len(references), chance.choice((1, 1, 2)))))
        if about
        else (),
        weight=chance.choice((None, 1, 10_000, 60_000, chance.randint(1, 90_000))),
    )


FEATURES = {"gender": 2, "region": 6, "type": 7, "sector": 9, "language": 5, "age": 4}


def close_task(number: int) -> Task:
    """Forty people for eight seats; the limits leave little but a cohort drawn by chance."""
    chance = Random(number)
    people = tuple(
        Candidate(
            f"p{each}",
            round(min(100_000, chance.gauss(60_000, 12_000))),
            {
                feature: frozenset({str(int(size * chance.random() ** 1.5))})
                for feature, size in FEATURES.items()
            },
        )
        for each in range(40)
    )
    hidden = chance.sample(people, 8)
    pairs = [(feature, str(each)) for feature, size in FEATURES.items() for each in range(size)]
    limits = tuple(
        Limit(
            f"{feature}-{value}",
            chance.choice((LimitKind.AT_MOST, LimitKind.AT_LEAST)),
            sum(value in each.traits[feature] for each in hidden),
            feature,
            (value,),
            weight=chance.choice((None, None, None, 2_500)),
        )
        for feature, value in chance.sample(pairs, 14)
    )
    return Task(8, people, limits, seed=str(number))
