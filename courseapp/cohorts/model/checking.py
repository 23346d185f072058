"""Whether people may be chosen together, checked by counting alone, without the solver."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from courseapp.cohorts.model.balance import balance
from courseapp.cohorts.model.record import Candidate, Task

Modules = Mapping[str, Sequence[str]]


class FaultKind(StrEnum):
    """Why people may not be chosen together."""

    UNKNOWN = "unknown"  # nobody of that reference is a candidate
    FIXED_OUT = "fixed_out"  # somebody fixed is missing
    TOO_MANY = "too_many"  # more people than seats
    TOO_FEW = "too_few"  # fewer people than asked for
    LIMIT = "limit"  # a hard limit is broken
    MODULE_NOT_WISHED = "module_not_wished"
    MODULE_FULL = "module_full"
    MODULE_NUMBER = "module_number"  # a person has too few or too many
    MODULE_CHANGED = "module_changed"  # a fixed person has other modules than before
    NOT_CHOSEN = "not_chosen"  # has modules but is not chosen


@dataclass(frozen=True)
class Fault:
    """One fault: `about` is the key of the limit, module or person, `people` by how many.

    `value` is the value of the limit that is broken, see `balance.Line`, or the module.
    """

    kind: FaultKind
    about: str = ""
    value: str = ""
    people: int = 0


def verify(
    task: Task, chosen: Collection[str], modules: Modules | None = None
) -> tuple[Fault, ...]:
    """Return why these people may not be chosen together; nothing where they may.

    Without `modules` nothing is said of modules.
    """
    unknown = sorted(set(chosen) - task.by_reference.keys())
    if unknown:
        return tuple(Fault(FaultKind.UNKNOWN, each) for each in unknown)
    faults = [*_of_people(task, set(chosen)), *_of_limits(task, chosen)]
    if modules is not None:
        faults += _of_modules(task, set(chosen), modules)
    return tuple(faults)


def _of_people(task: Task, chosen: set[str]) -> Iterator[Fault]:
    for each in task.fixed:
        if each.reference not in chosen:
            yield Fault(FaultKind.FIXED_OUT, each.reference)
    if len(chosen) > task.room:
        yield Fault(FaultKind.TOO_MANY, people=len(chosen) - task.room)
    if len(chosen) < task.fewest:
        yield Fault(FaultKind.TOO_FEW, people=task.fewest - len(chosen))


def _of_limits(task: Task, chosen: Collection[str]) -> Iterator[Fault]:
    for line in balance(task, chosen).lines:
        if line.off and line.limit.is_hard:
            yield Fault(FaultKind.LIMIT, line.limit.key, line.value, line.off)


def _of_modules(task: Task, chosen: set[str], modules: Modules) -> Iterator[Fault]:
    for reference in sorted(modules.keys() - chosen):
        if modules[reference]:
            yield Fault(FaultKind.NOT_CHOSEN, reference)
    for reference in sorted(chosen):
        person = task.by_reference[reference]
        yield from _of_one(task, person, tuple(modules.get(reference, ())))
    had = Counter(key for each in modules.values() for key in each)
    held = Counter(key for each in task.fixed for key in each.holds or ())
    for module in task.modules:
        most = had[module.key] if module.seats is None else max(module.seats, held[module.key])
        if had[module.key] > most:
            yield Fault(FaultKind.MODULE_FULL, module.key, people=had[module.key] - most)


def _of_one(task: Task, person: Candidate, had: tuple[str, ...]) -> Iterator[Fault]:
    if person.holds is not None:
        if set(person.holds) != set(had):
            yield Fault(FaultKind.MODULE_CHANGED, person.reference)
        return
    for module in sorted(set(had) - set(person.wishes)):
        yield Fault(FaultKind.MODULE_NOT_WISHED, person.reference, module)
    least = min(task.least_modules, len(person.wishes))
    if len(set(had)) != len(had) or not least <= len(had) <= task.most_modules:
        yield Fault(FaultKind.MODULE_NUMBER, person.reference)
