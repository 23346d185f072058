"""What is wrong with a limit before anybody asks for a proposal, found by counting alone."""

from collections.abc import Callable, Iterator, Mapping

from courseapp.cohorts.model.record import Limit, LimitKind, Task
from courseapp.cohorts.model.wording.names import Names, people_in_words


def early_warnings(task: Task, names: Names) -> Mapping[str, tuple[str, ...]]:
    """Return what cannot hold, or leaves seats empty, by the key of the limit, in sentences."""
    found = {each.key: tuple(_of_limit(task, each, names)) for each in task.limits}
    return {key: told for key, told in found.items() if told}


def _of_limit(task: Task, limit: Limit, names: Names) -> Iterator[str]:
    if not limit.is_about_people and not any(limit.feature in c.traits for c in task.candidates):
        yield "Nothing is known of this for anybody who can be chosen, so nobody counts."
        return
    check = _CHECKS.get(limit.kind)
    if check is not None:
        yield from check(task, limit, names)


def _have(task: Task, limit: Limit) -> int:
    return sum(each.has(limit.feature, limit.values) for each in task.candidates)


def _at_least(task: Task, limit: Limit, names: Names) -> Iterator[str]:
    there = _have(task, limit)
    having = names.having(limit.feature, limit.values)
    if limit.number > task.room:
        yield f"There are only {people_in_words(task.room, 'seat')}."
    elif there < limit.number:
        yield f"Only {there} of {len(task.candidates)} who can be chosen are {having}."


def _share(task: Task, limit: Limit, names: Names) -> Iterator[str]:
    there, full = _have(task, limit), min(task.room, len(task.candidates))
    needed = -(-limit.number * full // 100)
    if there < needed:
        having = names.having(limit.feature, limit.values)
        yield (
            f"{limit.number}% of {people_in_words(full)} are {needed}, and only {there} who can be "
            f"chosen are {having}. Seats would stay empty."
        )


def _each(task: Task, limit: Limit, _names: Names) -> Iterator[str]:
    most = sum(not each.traits.get(limit.feature) for each in task.candidates)
    counted: dict[str, int] = {}
    for each in task.candidates:
        for value in each.traits.get(limit.feature, ()):
            counted[value] = counted.get(value, 0) + 1
    most += sum(min(number, limit.allows(value)) for value, number in counted.items())
    full = min(task.room, len(task.candidates))
    if most < full:
        yield f"At most {people_in_words(most)} fit, for {people_in_words(full, 'seat')}."


_CHECKS: Mapping[LimitKind, Callable[[Task, Limit, Names], Iterator[str]]] = {
    LimitKind.AT_LEAST: _at_least,
    LimitKind.AT_LEAST_SHARE: _share,
    LimitKind.AT_MOST_EACH: _each,
}
