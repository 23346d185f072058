"""Ways out where the limits cannot all hold: the fewest limits, each by as little as can be.

The smallest way changes the fewest limits, then the fewest people; of several such ways the one
that leaves the earlier limits alone, then that fills most seats, then with most points. So there is
one first way on any machine. Later ways each spare something that every way before it changes.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from courseapp.cohorts.model.drawing import found
from courseapp.cohorts.model.loosening import Loose
from courseapp.cohorts.model.quotas import Quota
from courseapp.cohorts.model.record import LimitKind, Task
from courseapp.cohorts.model.relaxations import Place, Relaxation, Thing, Way
from courseapp.optima.highs import maximise_near


def ways_out(task: Task, most: int = 3, firm: Collection[Thing] = ()) -> tuple[Way, ...]:
    """Return up to `most` ways, the smallest first; nothing where the task needs none.

    Each way is enough by itself: `relaxations.apply` it and the task has a cohort. What is `firm`
    must not give.
    """
    if Loose(task).can_hold():
        return ()
    ways: list[Way] = []
    while len(ways) < most:
        way = _smallest(task, ways, firm)
        if way is None:
            break
        ways.append(way)
    return tuple(ways)


def ways_to_fill(task: Task, most: int = 3) -> tuple[Way, ...]:
    """Return ways to seat as many people as there are seats, or candidates if these are fewer.

    Nothing where the limits allow that already. What they relax may be applied to `task` itself.
    """
    fewest = min(task.room, len(task.candidates))
    return ways_out(replace(task, fewest=fewest), most, [Thing(Place.FEWEST)])


def conflict(task: Task) -> tuple[Thing, ...]:
    """Return things that cannot hold together although they can without any single one of them.

    Nothing where everything can hold. One thing alone cannot hold whatever the others say.
    """
    loose = Loose(task)
    if loose.can_hold():
        return ()
    needed = list(loose.changed)
    for thing in reversed(list(loose.changed)):
        without = [each for each in needed if each != thing]
        if not loose.can_hold(without):
            needed = without
    return tuple(needed)


def _smallest(task: Task, before: Collection[Way], firm: Collection[Thing]) -> Way | None:
    loose = Loose(task)
    program = loose.program
    for thing in firm:
        program.fix(loose.changed[thing], 0)
    for way in before:
        columns = {loose.changed[each]: 1 for each in way.things}
        program.add_row(columns, most=len(columns) - 1)
    changed = dict.fromkeys(loose.changed.values(), -1)
    amounts = dict.fromkeys(loose.amounts, -1)
    if _settle(loose, changed) is None:
        return None
    values = found(_settle(loose, amounts))
    _least_in_order(loose, list(changed), values)
    points = {each: task.by_reference[key].points for key, each in loose.people.items()}
    _settle(loose, loose.everybody)
    values = found(_settle(loose, points))
    return _way(loose, _least_in_order(loose, list(amounts), values))


def _settle(loose: Loose, gains: Mapping[int, int]) -> tuple[int, ...] | None:
    """Keep only the solutions in which the sum is greatest; return one, if there are any."""
    program = loose.program
    program.gains = [gains.get(column, 0) for column in range(len(program.gains))]
    values = maximise_near(program, loose.hint)
    if values is not None:
        program.add_row(dict(gains), least=program.gain(values))
    return values


def _least_in_order(
    loose: Loose, columns: Sequence[int], values: tuple[int, ...]
) -> tuple[int, ...]:
    """Return the solution in which each column in turn is as small as any that is left has it."""
    for column in columns:
        if values[column]:  # else the solution at hand shows that it can be nothing
            values = found(_settle(loose, {column: -1}))
        loose.program.fix(column, values[column])
    return values


def _way(loose: Loose, values: tuple[int, ...]) -> Way:
    """Return what gives in a solution: numbers of people as the words of the task."""
    chosen = {each for each, column in loose.people.items() if values[column]}
    chosen |= {each.reference for each in loose.task.fixed}
    given: dict[tuple[Thing, str], int] = {}
    for column, place in loose.amounts.items():
        if values[column]:
            given[place] = given.get(place, 0) + values[column]
    relaxations = (
        _relaxation(loose, thing, value, people, chosen)
        for (thing, value), people in given.items()
    )  # fmt: skip
    return Way(tuple(relaxations), sum(given.values()))


def _relaxation(
    loose: Loose, thing: Thing, value: str, people: int, chosen: set[str]
) -> Relaxation:
    task = loose.task
    if thing.place is Place.LIMIT:
        quota = loose.quotas[thing.key, value]
        before, after = _NUMBERS[quota.limit.kind](quota, people, chosen)
        return Relaxation(thing, before, after, value)
    if thing.place is Place.MODULE:
        seats = next(each.seats or 0 for each in task.modules if each.key == thing.key)
        held = sum(thing.key in (each.holds or ()) for each in task.fixed)
        return Relaxation(thing, seats, max(seats, held) + people)
    before = task.fewest if thing.place is Place.FEWEST else task.least_modules
    return Relaxation(thing, before, before - people)


def _more(quota: Quota, people: int, _chosen: set[str]) -> tuple[int, int]:
    return quota.limit.allows(quota.value), (quota.most or 0) + people


def _fewer(quota: Quota, people: int, _chosen: set[str]) -> tuple[int, int]:
    return quota.limit.number, quota.limit.number - people


def _share(quota: Quota, _people: int, chosen: set[str]) -> tuple[int, int]:
    return quota.limit.number, 100 * len(quota.members & chosen) // len(chosen)


_NUMBERS: Mapping[LimitKind, Callable[[Quota, int, set[str]], tuple[int, int]]] = {
    LimitKind.AT_MOST_EACH: _more,
    LimitKind.AT_MOST: _more,
    LimitKind.AT_LEAST: _fewer,
    LimitKind.AT_LEAST_SHARE: _share,
    LimitKind.MUST_IN: lambda _quota, _people, _chosen: (1, 0),
    LimitKind.MUST_OUT: lambda _quota, _people, _chosen: (0, 1),
}
