"""Questions as whole-number programs: a column for each person, missed wish and module."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from courseapp.cohorts.model.question import Question
from courseapp.cohorts.model.quotas import Quota
from courseapp.cohorts.model.record import Candidate, wish_worth
from courseapp.optima.highs import Program


@dataclass(frozen=True)
class Columns:
    """A program and which column stands for what; `sure` is the value of everybody inside."""

    program: Program
    people: Mapping[str, int]
    sure: int
    modules: dict[tuple[str, str], int] = field(default_factory=dict)


def program_of(question: Question) -> Columns:
    """Return the program whose optimum is the greatest value with exactly `count` people.

    Where modules must be had, they are part of it.
    """
    columns = _with_people(question)
    everybody = dict.fromkeys(columns.people.values(), 1)
    columns.program.add_row(everybody, question.places, question.places)
    for quota in question.quotas:
        _add_quota(columns, question, quota)
    if question.task.least_modules:
        add_modules(columns, question)
    return columns


def counting_program(question: Question) -> Program:
    """Return the program whose optimum is the greatest number of people; wishes do not matter."""
    columns = _with_people(question)
    program, task = columns.program, question.task
    program.gains = [1] * len(program.gains)
    everybody = dict.fromkeys(columns.people.values(), 1)
    inside = len(question.inside)
    program.add_row(everybody, task.fewest - inside, task.room - inside)
    for quota in question.quotas:
        if quota.share is None and quota.limit.is_hard:
            _add_quota(columns, question, quota)
        elif quota.share is not None and quota.limit.is_hard:
            _add_share(columns, question, quota, quota.share)
    if task.least_modules:
        add_modules(columns, question)
    return program


def add_modules(columns: Columns, question: Question) -> None:
    """Add a column for each module that somebody may have, and the rows about them."""
    task, program = question.task, columns.program
    on: dict[str, dict[int, int]] = {each.key: {} for each in task.modules}
    for reference in sorted({*question.pool, *question.inside}):
        person = task.by_reference[reference]
        if person.holds is None:
            for key, column in _add_wishes(columns, question, person).items():
                on[key][column] = 1
    for module in task.modules:
        if module.seats is not None:
            held = sum(module.key in (each.holds or ()) for each in task.fixed)
            program.add_row(on[module.key], None, max(0, module.seats - held))


def value_terms(columns: Columns) -> dict[int, int]:
    """Return what each column of a value program gains, as the terms of a row."""
    return {column: gain for column, gain in enumerate(columns.program.gains) if gain}


def wish_gains(columns: Columns, question: Question) -> list[int]:
    """Return what each column gains where the best module wishes are sought."""
    gains = [0] * len(columns.program.gains)
    for (reference, module), column in columns.modules.items():
        rank = question.task.by_reference[reference].wishes.index(module)
        gains[column] = wish_worth(rank)
    return gains


def _with_people(question: Question) -> Columns:
    program, by_reference = Program(), question.task.by_reference
    people = {each: program.add_column(by_reference[each].points) for each in question.pool}
    return Columns(program, people, sum(by_reference[each].points for each in question.inside))


def _add_quota(columns: Columns, question: Question, quota: Quota) -> None:
    """Add the row of a quota, if it can matter; a wish has a column for what it misses."""
    terms = _terms(columns, quota)
    inside = len(quota.members & question.inside)
    needed = quota.needed(question.count)
    if needed is not None and needed > inside:
        _add_missing(columns, quota, terms, needed - inside)
    if quota.most is not None and len(terms) > quota.most - inside:
        _add_excess(columns, quota, terms, quota.most - inside)


def _terms(columns: Columns, quota: Quota) -> dict[int, int]:
    # In one order on every machine: sets have none.
    found = sorted(columns.people[each] for each in columns.people.keys() & quota.members)
    return dict.fromkeys(found, 1)


def _add_missing(columns: Columns, quota: Quota, terms: dict[int, int], needed: int) -> None:
    if quota.limit.weight is not None:
        terms[columns.program.add_column(-quota.limit.weight, needed)] = 1
    columns.program.add_row(terms, least=needed)


def _add_excess(columns: Columns, quota: Quota, terms: dict[int, int], room: int) -> None:
    if quota.limit.weight is not None:
        terms[columns.program.add_column(-quota.limit.weight, len(terms) - room)] = -1
    columns.program.add_row(terms, most=room)


def _add_share(columns: Columns, question: Question, quota: Quota, share: int) -> None:
    """100 times the members are at least `share` times everybody."""
    members = _terms(columns, quota)
    terms = {column: 100 * (column in members) - share for column in columns.people.values()}
    inside = 100 * len(quota.members & question.inside) - share * len(question.inside)
    columns.program.add_row(terms, least=-inside)


def _add_wishes(columns: Columns, question: Question, person: Candidate) -> dict[str, int]:
    """Add the modules that a person wished; only who is chosen has any, within the limits."""
    task, program = question.task, columns.program
    wished = {key: program.add_column() for key in person.wishes}
    columns.modules.update({(person.reference, key): each for key, each in wished.items()})
    least, most = min(task.least_modules, len(wished)), min(task.most_modules, len(wished))
    terms = dict.fromkeys(wished.values(), 1)
    chosen = columns.people.get(person.reference)
    if not terms:
        return wished
    if chosen is None:
        program.add_row(terms, least, most)
    else:
        program.add_row(terms | {chosen: -most}, most=0)
        program.add_row(terms | {chosen: -least}, least=0)
    return wished
