"""Which of equally good cohorts it is: module wishes first, then the lottery."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from courseapp.cohorts.model.lottery import drawing_order
from courseapp.cohorts.model.programs import (
    Columns,
    add_modules,
    program_of,
    value_terms,
    wish_gains,
)
from courseapp.cohorts.model.question import Question
from courseapp.optima.highs import Program, Repeated, SolverFailed, maximise, relax

_AT_ONCE = 20  # weights double from one to the next and stay far below what a double holds


def drawn(question: Question, value: int) -> frozenset[str]:
    """Return who is chosen of all cohorts that are worth `value`, the greatest there is."""
    if not question.pool:
        return question.inside
    columns = equals_program(question, value)
    for peers in question.peers:
        for better, worse in pairwise(peers):
            columns.program.add_row({columns.people[better]: 1, columns.people[worse]: -1}, least=0)
    chosen = _any_of(columns)
    if _may_be_other(columns, chosen):
        order = [columns.people[each] for each in question.pool]
        values = first_in_order(columns.program, order, question.places)
        chosen = frozenset(
            each for each, column in columns.people.items() if values[order.index(column)]
        )
    return question.inside | chosen


def equals_program(question: Question, value: int) -> Columns:
    """Return the program that exactly the cohorts of this value and the best wishes solve."""
    columns = program_of(question)
    program = columns.program
    program.add_row(value_terms(columns), least=value - columns.sure)
    if question.task.modules:
        if not question.task.least_modules:
            add_modules(columns, question)
        program.gains = wish_gains(columns, question)
        wishes = {column: gain for column, gain in enumerate(program.gains) if gain}
        program.add_row(wishes, least=program.gain(found(maximise(program))))
    program.gains = [0] * len(program.gains)
    return columns


def allotted(question: Question, chosen: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return the modules of each chosen person, the best wish first."""
    if not question.task.modules:
        return {}
    alone = question.settled(chosen - question.inside, ())
    columns = program_of(alone.with_count(len(chosen)))
    if not question.task.least_modules:
        add_modules(columns, alone)
    had = {module for module, value in _best_wishes(columns, alone).items() if value}
    return {each: _modules_of(question, each, had) for each in sorted(chosen)}


def first_in_order(program: Program, order: Sequence[int], places: int | None = None) -> list[int]:
    """Return the values of the columns in the solution that is first in lexicographic order.

    Each column in turn is 1 where any solution that is left has it so. No more than `places` are.
    """
    drawn_so_far: list[int] = []
    asked = Repeated(program)
    for block in _blocks(order):
        if places is not None and sum(drawn_so_far) == places:
            return drawn_so_far + [0] * (len(order) - len(drawn_so_far))
        program.gains = [0] * len(program.gains)
        for position, column in enumerate(reversed(block)):
            program.gains[column] = 2**position
        values = found(asked.maximise())
        for column in block:
            program.fix(column, values[column])
            drawn_so_far.append(values[column])
    return drawn_so_far


def _any_of(columns: Columns) -> frozenset[str]:
    values = found(maximise(columns.program))
    return frozenset(each for each, column in columns.people.items() if values[column])


def _may_be_other(columns: Columns, chosen: frozenset[str]) -> bool:
    """Return whether another cohort may be as good: one that lacks somebody of this one.

    Not even a relaxed one is there where this is the only one. Else the lottery tells.
    """
    program = columns.program
    here = {columns.people[each]: 1 for each in sorted(chosen)}
    program.add_row(here, most=len(here) - 1)
    others = relax(program)
    program.rows.pop()
    return others is not None


def _best_wishes(columns: Columns, question: Question) -> dict[tuple[str, str], int]:
    """Return which modules people have, in the order of the lottery and of their wishes."""
    program = columns.program
    program.gains = wish_gains(columns, question)
    relaxed = relax(program)
    if relaxed is None:
        raise SolverFailed("The modules of a cohort cannot be allotted.")
    best = program.gain(found(maximise(program)))
    for column, reduced in enumerate(relaxed.reduced):
        if abs(reduced) > relaxed.bound - best + 0.5:
            program.fix(column, round(relaxed.values[column]))
    wishes = {column: gain for column, gain in enumerate(program.gains) if gain}
    program.add_row(wishes, least=best)
    order = _order_of_wishes(columns, question)
    open_still = [each for each in order if program.lower[columns.modules[each]] == 0]
    open_still = [each for each in open_still if program.upper[columns.modules[each]] == 1]
    values = first_in_order(program, [columns.modules[each] for each in open_still])
    sure = {each: program.lower[column] for each, column in columns.modules.items()}
    return sure | dict(zip(open_still, values, strict=True))


def _order_of_wishes(columns: Columns, question: Question) -> list[tuple[str, str]]:
    people = {reference for reference, _ in columns.modules}
    return [
        (reference, module)
        for reference in drawing_order(question.task.seed, people)
        for module in question.task.by_reference[reference].wishes
    ]


def _modules_of(question: Question, reference: str, had: set[tuple[str, str]]) -> tuple[str, ...]:
    person = question.task.by_reference[reference]
    if person.holds is not None:
        return person.holds
    return tuple(module for module in person.wishes if (reference, module) in had)


def _blocks(order: Sequence[int]) -> Iterator[list[int]]:
    columns = iter(order)
    while block := list(islice(columns, _AT_ONCE)):
        yield block


def found(values: tuple[int, ...] | None) -> tuple[int, ...]:
    """Return the values of a program that must have a solution. Raises SolverFailed."""
    if values is None:
        raise SolverFailed("A cohort that was found before is not found again.")
    return values
