"""What is asked of a choice of people, and what came of it, as immutable values.

Points are whole *thousandths of a point*: 87.25 points are 87 250; a score is 0 to 100 000. The
cohort that a task asks for is defined without regard to how it is found, in this order:

1. everybody fixed is in, no hard limit is broken, no more people than seats;
2. as many people as that allows;
3. the greatest sum of points of those chosen, less the weights of the wishes that are missed;
4. the best module wishes, see `wish_worth`;
5. in the order of the lottery, everybody in turn is in where a cohort as good still allows it, and
   then in the same order has the best wishes that it allows.

So exactly one cohort answers a task, whatever the order in which people were read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

POINT = 1000  # thousandths
MOST_POINTS = 100 * POINT
MOST_WEIGHT = 10_000 * POINT
BEST_WISH = 10


class Unusable(ValueError):  # noqa: N818 - what the caller must put right, in words
    """A task that contradicts itself, as a person who stands in it twice."""


class Impossible(Exception):  # noqa: N818 - an answer, for which `relaxing` knows ways out
    """No cohort holds every hard limit of `task`; `relaxing.ways_out` says what would help."""

    def __init__(self, task: "Task") -> None:
        super().__init__("The limits cannot all hold together.")
        self.task = task


class LimitKind(StrEnum):
    """What a limit asks for."""

    AT_MOST_EACH = "at_most_each"  # of each value of a feature: two of each country
    AT_MOST = "at_most"  # of those with one of the values
    AT_LEAST = "at_least"  # likewise
    AT_LEAST_SHARE = "at_least_share"  # likewise, in per cent of all who are chosen
    MUST_IN = "must_in"  # these people
    MUST_OUT = "must_out"


@dataclass(frozen=True)
class Candidate:
    """One person who may be chosen.

    `traits` has for each feature the values that hold for the person: "country": {"KE"}, "list":
    {"ldc", "sids"}. Nothing for a feature is unknown: it counts neither for nor against. `wishes`
    are keys of modules, the best first. Who `is_fixed` (confirmed, or holds an offer) stays in
    whatever the limits say; `holds` are the modules that a fixed person has for certain, None
    where they are still to be allotted.
    """

    reference: str
    points: int
    traits: Mapping[str, frozenset[str]] = field(default_factory=dict)
    wishes: tuple[str, ...] = ()
    is_fixed: bool = False
    holds: tuple[str, ...] | None = None

    def has(self, feature: str, values: tuple[str, ...]) -> bool:
        """Return whether one of the values of the feature holds for the person."""
        return not self.traits.get(feature, frozenset()).isdisjoint(values)


@dataclass(frozen=True)
class Module:
    """A part of the event with places of its own; None is no limit."""

    key: str
    seats: int | None = None


@dataclass(frozen=True)
class Limit:
    """One limit on who is chosen together, hard or a wish.

    `number` is people, for a share per cent of those chosen (rounded up to whole people).
    `except_for` has other numbers for single values of AT_MOST_EACH. `people` (references) and
    `reason` are for MUST_IN and MUST_OUT. A `weight` makes it a wish: so many thousandths of a
    point are lost for each person too many or missing. What fixed people alone exceed is borne.
    """

    key: str
    kind: LimitKind
    number: int = 0
    feature: str = ""
    values: tuple[str, ...] = ()
    except_for: Mapping[str, int] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    reason: str = ""
    weight: int | None = None

    @property
    def is_hard(self) -> bool:
        return self.weight is None

    @property
    def is_about_people(self) -> bool:
        return self.kind in (LimitKind.MUST_IN, LimitKind.MUST_OUT)

    def allows(self, value: str) -> int:
        """Return how many people with the value AT_MOST_EACH allows."""
        return self.except_for.get(value, self.number)


@dataclass(frozen=True)
class Task:
    """Everything that decides who is chosen. Raises Unusable where it contradicts itself.

    `seats` are all seats, also those that fixed people have. `fewest` people must be chosen; with
    0 as many as the limits allow. Everybody chosen has `least_modules` to `most_modules` of the
    modules that they wished; who wished fewer than the least has what they wished. `seed` is
    published before the lottery.
    """

    seats: int
    candidates: tuple[Candidate, ...]
    limits: tuple[Limit, ...] = ()
    modules: tuple[Module, ...] = ()
    least_modules: int = 0
    most_modules: int = 1
    fewest: int = 0
    seed: str = ""

    def __post_init__(self) -> None:
        fault = next(_faults(self), None)
        if fault:
            raise Unusable(fault)

    @cached_property
    def by_reference(self) -> Mapping[str, Candidate]:
        return {each.reference: each for each in self.candidates}

    @cached_property
    def fixed(self) -> tuple[Candidate, ...]:
        """Everybody who is in for certain."""
        return tuple(each for each in self.candidates if each.is_fixed)

    @property
    def room(self) -> int:
        """How many people may be chosen: fixed people stay where seats have become fewer."""
        return max(self.seats, len(self.fixed))

    @property
    def free_seats(self) -> int:
        return self.room - len(self.fixed)

    def limit(self, key: str) -> Limit:
        """Return the limit with the key; KeyError where there is none."""
        found = next((each for each in self.limits if each.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


@dataclass(frozen=True)
class Missed:
    """A wish that does not hold: by how many people, with which value of AT_MOST_EACH.

    For MUST_IN and MUST_OUT the value is the person's reference, else it is empty. `cost` is in
    thousandths of a point.
    """

    limit: str
    people: int
    cost: int
    value: str = ""


@dataclass(frozen=True)
class Result:
    """Who is chosen: references in order, with the modules of each (best wish first).

    `points` is the sum of scores, `lost` what missed wishes cost, both in thousandths of a point;
    `wishes` is the sum of `wish_worth`.
    """

    chosen: tuple[str, ...]
    points: int
    lost: int = 0
    wishes: int = 0
    missed: tuple[Missed, ...] = ()
    modules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    empty_seats: int = 0

    @property
    def value(self) -> int:
        """What the choice makes as great as can be, in thousandths of a point."""
        return self.points - self.lost


def wish_worth(rank: int) -> int:
    """Return what a wish counts: the first (rank 0) ten, the second nine, …, from the tenth one."""
    return max(1, BEST_WISH - rank)


def _faults(task: Task) -> Iterator[str]:
    """Say in sentences for developers what contradicts itself."""
    yield from _twice("person", [each.reference for each in task.candidates])
    yield from _twice("limit", [each.key for each in task.limits])
    yield from _twice("module", [each.key for each in task.modules])
    if min(task.seats, task.fewest, task.least_modules) < 0:
        yield "Numbers of seats, people and modules are not negative."
    if task.most_modules < max(1, task.least_modules):
        yield "Nobody can have more modules than the most."
    modules = {each.key for each in task.modules}
    for candidate in task.candidates:
        yield from _faults_of_candidate(candidate, modules)
    references = set(task.by_reference)
    for limit in task.limits:
        yield from _faults_of_limit(limit, references)


def _faults_of_candidate(candidate: Candidate, modules: set[str]) -> Iterator[str]:
    if not 0 <= candidate.points <= MOST_POINTS:
        yield f"Points of {candidate.reference} are outside 0 to {MOST_POINTS}."
    if unknown := {*candidate.wishes, *(candidate.holds or ())} - modules:
        yield f"{candidate.reference} wishes modules that do not exist: {sorted(unknown)}."
    yield from _twice(f"wish of {candidate.reference}", candidate.wishes)
    yield from _twice(f"module of {candidate.reference}", candidate.holds or ())
    if candidate.holds is not None and not candidate.is_fixed:
        yield f"{candidate.reference} has modules but is not fixed."


def _faults_of_limit(limit: Limit, references: set[str]) -> Iterator[str]:
    if min(limit.number, *limit.except_for.values(), 0) < 0:
        yield f"Numbers of {limit.key} are not negative."
    if limit.kind is LimitKind.AT_LEAST_SHARE and limit.number > 100:
        yield f"{limit.key} asks for more than all."
    if limit.weight is not None and not 0 < limit.weight <= MOST_WEIGHT:
        yield f"The weight of {limit.key} is outside 1 to {MOST_WEIGHT}."
    if limit.is_about_people and (unknown := set(limit.people) - references):
        yield f"{limit.key} names people who are no candidates: {sorted(unknown)}."
    yield from _twice(f"person of {limit.key}", limit.people)
    if not limit.is_about_people and not limit.feature:
        yield f"{limit.key} names no feature."


def _twice(what: str, keys: list[str] | tuple[str, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield f"The {what} {key} stands there twice."
        seen.add(key)
