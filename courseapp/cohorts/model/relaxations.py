"""What can be relaxed of a task, and the task after it was."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from courseapp.cohorts.model.record import Limit, LimitKind, Task


class Place(StrEnum):
    """Where a task can give."""

    LIMIT = "limit"
    FEWEST = "fewest"  # people who must be chosen
    MODULE = "module"  # its seats
    LEAST_MODULES = "least_modules"  # that each person has


@dataclass(frozen=True)
class Thing:
    """Something hard in a task that can give; `key` of the limit or the module."""

    place: Place
    key: str = ""


@dataclass(frozen=True)
class Relaxation:
    """One change: a number before and after, in people (a share: per cent).

    `value` is the one value of AT_MOST_EACH that is meant, or the person who no longer must be in
    (from 1 to 0) or out (from 0 to 1).
    """

    thing: Thing
    before: int
    after: int
    value: str = ""


@dataclass(frozen=True)
class Way:
    """Relaxations that together make a task possible; `people` is their sum in people."""

    relaxations: tuple[Relaxation, ...]
    people: int

    @property
    def things(self) -> tuple[Thing, ...]:
        return tuple(dict.fromkeys(each.thing for each in self.relaxations))


def things_of(task: Task) -> Iterator[Thing]:
    """Yield everything hard in a task that can give, limits first in their order."""
    for limit in task.limits:
        if limit.is_hard:
            yield Thing(Place.LIMIT, limit.key)
    if task.least_modules:
        yield Thing(Place.LEAST_MODULES)
        for module in task.modules:
            if module.seats is not None:
                yield Thing(Place.MODULE, module.key)
    if task.fewest:
        yield Thing(Place.FEWEST)


def apply(task: Task, relaxations: Iterable[Relaxation]) -> Task:
    """Return the task with the relaxations; KeyError for a limit that it does not have."""
    for each in relaxations:
        task = _APPLIED[each.thing.place](task, each)
    return task


def _to_limit(task: Task, relaxation: Relaxation) -> Task:
    limit = task.limit(relaxation.thing.key)
    after = _relaxed(limit, relaxation)
    return replace(task, limits=tuple(after if each is limit else each for each in task.limits))


def _relaxed(limit: Limit, relaxation: Relaxation) -> Limit:
    if limit.is_about_people:
        left = tuple(each for each in limit.people if each != relaxation.value)
        return replace(limit, people=left)
    if limit.kind is LimitKind.AT_MOST_EACH:
        numbers = {**limit.except_for, relaxation.value: relaxation.after}
        return replace(limit, except_for=numbers)
    return replace(limit, number=relaxation.after)


def _to_module(task: Task, relaxation: Relaxation) -> Task:
    modules = (
        replace(each, seats=relaxation.after) if each.key == relaxation.thing.key else each
        for each in task.modules
    )
    return replace(task, modules=tuple(modules))


_APPLIED: Mapping[Place, Callable[[Task, Relaxation], Task]] = {
    Place.LIMIT: _to_limit,
    Place.FEWEST: lambda task, relaxation: replace(task, fewest=relaxation.after),
    Place.MODULE: _to_module,
    Place.LEAST_MODULES: lambda task, relaxation: replace(task, least_modules=relaxation.after),
}
