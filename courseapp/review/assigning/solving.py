"""The best plan, proven: a minimum-cost flow, solved by HiGHS.

Limits, needs and rising costs of load make a network whose linear programme has whole numbers in
each of its corners, and the simplex method ends in a corner.
"""

from collections.abc import Iterator

from courseapp.optima.highs import Program, SolverFailed, maximise
from courseapp.review.assigning.costs import (
    TIES,
    cost_of_load,
    cost_of_pair,
    cost_of_plan,
    lot,
)
from courseapp.review.assigning.model import Impossible, Pair, Plan, Task
from courseapp.review.assigning.refusing import refusal


def best_plan(task: Task) -> Plan:
    """Return the plan that costs least, always the same for the same task.

    Raises Impossible, in words, where there is none.
    """
    if sentence := refusal(task):
        raise Impossible(sentence)
    pairs = frozenset(_chosen(task)) | task.fixed
    return Plan(pairs, cost_of_plan(task, pairs))


def _chosen(task: Task) -> list[Pair]:
    program, pairs = _program(task)
    if not pairs:
        return []
    values = maximise(program)
    if values is None:
        raise SolverFailed("A plan exists, and the solver found none.")
    return [pair for pair, value in zip(pairs, values, strict=False) if value]


def _program(task: Task) -> tuple[Program, list[Pair]]:
    """Return the programme, and the pairs of which its first columns say who gets what.

    Each application gets what it needs; each review of a reviewer is paid by one column of her
    load. Costs are scaled up so that the lots of all pairs together weigh less than one point.
    """
    program, pairs = Program(), list[Pair]()
    papers: dict[int, dict[int, int]] = {key: {} for key in task.needs}
    readers: dict[int, dict[int, int]] = {each.key: {} for each in task.readers}
    point = TIES * max(1, sum(task.needs.values()))
    for pair, cost in _possible(task):
        column = program.add_column(-cost * point - lot(pair))
        papers[pair.application][column] = readers[pair.reviewer][column] = 1
        pairs.append(pair)
    for key, row in readers.items():
        for cost in _costs_of_more(task, key):
            row[program.add_column(-cost * point)] = -1
        program.add_row(row, 0, 0)
    for key, row in papers.items():
        program.add_row(row, task.needs[key], task.needs[key])
    return program, pairs


def _possible(task: Task) -> Iterator[tuple[Pair, int]]:
    """Yield the pairs that can be given, with what each costs."""
    able = [each for each in task.readers if task.free[each.key]]
    for paper in task.papers:
        for reader in able if task.needs[paper.key] else ():
            if task.may(paper, reader):
                yield Pair(paper.key, reader.key), cost_of_pair(task, paper, reader)


def _costs_of_more(task: Task, reader: int) -> list[int]:
    """Return what each application more costs of which the reviewer's load is."""
    there = task.load_fixed[reader]
    most = min(task.free[reader], len(task.papers))
    return [cost_of_load(there + n + 1) - cost_of_load(there + n) for n in range(most)]
