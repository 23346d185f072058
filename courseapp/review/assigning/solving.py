"""The best plan, proven: a minimum-cost flow, solved by HiGHS.

Limits, needs and rising costs of load make a network whose linear programme has whole numbers in
each of its corners, and the simplex method ends in a corner. HiGHS takes a while to load, so that
happens with the first plan, not when the product starts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from courseapp.review.assigning.costs import (
    TIES,
    cost_of_load,
    cost_of_pair,
    cost_of_plan,
    lot,
)
from courseapp.review.assigning.model import Impossible, Pair, Plan, Task
from courseapp.review.assigning.refusing import refusal

OPTIONS = {"output_flag": False, "threads": 1, "random_seed": 0, "solver": "simplex"}


def best_plan(task: Task) -> Plan:
    """Return the plan that costs least, always the same for the same task.

    Raises Impossible, in words, where there is none.
    """
    if sentence := refusal(task):
        raise Impossible(sentence)
    pairs = frozenset(_chosen(task)) | task.fixed
    return Plan(pairs, cost_of_plan(task, pairs))


@dataclass(frozen=True)
class Columns:
    """The variables: a pair that is given or not, and, for each reviewer, each review more.

    `rows` are for each column the two rows (or one) that it stands in, with its factor.
    """

    pairs: Sequence[Pair]
    costs: Sequence[int]
    rows: Sequence[tuple[tuple[int, int], ...]]


def _chosen(task: Task) -> list[Pair]:
    columns = _columns(task)
    if not columns.pairs:
        return []
    values = _solved(columns, [*task.needs.values(), *(0 for _ in task.readers)])
    return [pair for pair, value in zip(columns.pairs, values, strict=False) if value > 0.5]


def _columns(task: Task) -> Columns:
    """Costs are scaled up so that the lots of all pairs together weigh less than one point."""
    papers = {key: row for row, key in enumerate(task.needs)}
    readers = {each.key: len(papers) + row for row, each in enumerate(task.readers)}
    point = TIES * max(1, sum(task.needs.values()))
    pairs: list[Pair] = []
    costs: list[int] = []
    rows: list[tuple[tuple[int, int], ...]] = []
    for pair, cost in _possible(task):
        pairs.append(pair)
        costs.append(cost * point + lot(pair))
        rows.append(((papers[pair.application], 1), (readers[pair.reviewer], 1)))
    for key, row in readers.items():
        more = _costs_of_more(task, key)
        costs.extend(cost * point for cost in more)
        rows.extend([((row, -1),)] * len(more))
    return Columns(pairs, costs, rows)


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


def _solved(columns: Columns, sides: Sequence[int]) -> Sequence[float]:
    highs = _highspy().Highs()
    for name, value in OPTIONS.items():
        highs.setOptionValue(name, value)
    highs.passModel(_programme(columns, sides))
    highs.run()
    if highs.getModelStatus() != _highspy().HighsModelStatus.kOptimal:
        raise RuntimeError("a plan exists, and the solver found none")
    return list(highs.getSolution().col_value)


def _programme(columns: Columns, sides: Sequence[int]) -> Any:
    programme = _highspy().HighsLp()
    number = len(columns.costs)
    programme.num_col_, programme.num_row_ = number, len(sides)
    programme.col_cost_ = columns.costs
    programme.col_lower_, programme.col_upper_ = [0] * number, [1] * number
    programme.row_lower_ = programme.row_upper_ = list(sides)
    matrix = programme.a_matrix_
    matrix.format_ = _highspy().MatrixFormat.kColwise
    ends = [0]
    for entries in columns.rows:
        ends.append(ends[-1] + len(entries))
    matrix.start_ = ends
    matrix.index_ = [row for entries in columns.rows for row, _ in entries]
    matrix.value_ = [factor for entries in columns.rows for _, factor in entries]
    return programme


@lru_cache
def _highspy() -> Any:
    return import_module("highspy")
