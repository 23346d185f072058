"""What a set of chosen people is worth under a task, counted without a solver."""

from collections.abc import Iterable, Iterator, Mapping

from courseapp.cohorts.model.quotas import Quota
from courseapp.cohorts.model.record import Missed, Result, Task, wish_worth

Modules = Mapping[str, tuple[str, ...]]


def result_of(
    task: Task, quotas: Iterable[Quota], chosen: frozenset[str], modules: Modules
) -> Result:
    """Return the result that these people are, with their modules; `quotas` are the task's."""
    missed = tuple(_missed(quotas, chosen))
    return Result(
        chosen=tuple(sorted(chosen)),
        points=sum(task.by_reference[each].points for each in chosen),
        lost=sum(each.cost for each in missed),
        wishes=worth_of_wishes(task, modules),
        missed=missed,
        modules=dict(modules),
        empty_seats=task.room - len(chosen),
    )


def worth_of_wishes(task: Task, modules: Modules) -> int:
    """Return what the modules that people have count, see `wish_worth`."""
    return sum(
        wish_worth(wishes.index(module))
        for reference, had in modules.items()
        for wishes in [task.by_reference[reference].wishes]
        for module in had
        if module in wishes
    )


def missing(quota: Quota, chosen: frozenset[str]) -> int:
    """Return how many people a quota has too few or too many among those chosen."""
    count = len(quota.members & chosen)
    needed = quota.needed(len(chosen))
    too_few = 0 if needed is None else needed - count
    too_many = 0 if quota.most is None else count - quota.most
    return max(0, too_few, too_many)


def _missed(quotas: Iterable[Quota], chosen: frozenset[str]) -> Iterator[Missed]:
    for quota in quotas:
        people = missing(quota, chosen)
        if people and quota.limit.weight is not None:
            cost = people * quota.limit.weight
            yield Missed(quota.limit.key, people, cost, quota.value)
