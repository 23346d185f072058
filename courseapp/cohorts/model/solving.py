"""The one cohort that answers a task, proved to be the best; `record` says what best means."""

from dataclasses import dataclass

from courseapp.cohorts.model.counting import result_of
from courseapp.cohorts.model.drawing import allotted, drawn
from courseapp.cohorts.model.highs import Relaxed, SolverFailed, maximise, relax
from courseapp.cohorts.model.programs import Columns, counting_program, program_of
from courseapp.cohorts.model.question import Question, question_of
from courseapp.cohorts.model.record import Impossible, Result, Task

_CORE = 64  # people tried first where the relaxed optimum is not whole
_SLACK = 0.5  # values are whole: less than one below is as good as equal


@dataclass(frozen=True)
class Best:
    """The greatest value, and the question that only cohorts with it are left to answer.

    `question` has nobody in its pool who is in all of these cohorts or in none.
    """

    value: int
    question: Question


def solve(task: Task) -> Result:
    """Return the best cohort. Raises Impossible where no cohort holds every hard limit."""
    best = best_of(question_of(task))
    if best is None:
        raise Impossible(task)
    chosen = drawn(best.question, best.value)
    result = result_of(task, chosen, allotted(best.question, chosen))
    if result.value != best.value:
        raise SolverFailed("The cohort is not worth what the proof says.")
    return result


def best_of(question: Question) -> Best | None:
    """Return what the best cohorts are worth and who is in doubt; None where there are none."""
    if question.most < max(question.task.fewest, len(question.inside)):
        return None
    best = _best_with(question.with_count(question.most))
    if best is not None:
        return best
    count = most_people(question)
    return None if count is None else _best_with(question.with_count(count))


def most_people(question: Question) -> int | None:
    """Return how many people the hard limits allow at most; None where they allow no cohort."""
    program = counting_program(question)
    values = maximise(program)
    return None if values is None else program.gain(values) + len(question.inside)


def _best_with(question: Question) -> Best | None:
    columns = program_of(question)
    relaxed = relax(columns.program)
    if relaxed is None:
        return None
    value = _value_of(question, columns, relaxed)
    if value is None:
        return None
    left = _open_within(question, columns, relaxed, relaxed.bound - value + _SLACK)
    return Best(value + columns.sure, left)


def _value_of(question: Question, columns: Columns, relaxed: Relaxed) -> int | None:
    """Return the greatest value beside that of everybody inside.

    Most people are so good, or so far behind, that no best cohort does without them, or has
    them: with the relaxed optimum that is proved once a cohort close to it is known. So only
    those in between are looked at; how far that must go the first cohort found tells.
    """
    whole = relaxed.whole
    if whole is not None and all(row.holds(whole) for row in columns.program.rows):
        return columns.program.gain(whole)
    within, everything = _first_look(columns, relaxed), max(map(abs, relaxed.reduced), default=0.0)
    while True:
        found = _value_within(question, columns, relaxed, within)
        proved = found is not None and relaxed.bound - found < within
        if proved or within > everything:
            return found
        within = 2 * within + 1 if found is None else relaxed.bound - found + _SLACK


def _first_look(columns: Columns, relaxed: Relaxed) -> float:
    nearest = sorted(abs(relaxed.reduced[column]) for column in columns.people.values())
    return nearest[min(_CORE, len(nearest)) - 1] + _SLACK if nearest else 0.0


def _value_within(
    question: Question, columns: Columns, relaxed: Relaxed, within: float
) -> int | None:
    """Return the greatest value where only people with so small a reduced gain are open."""
    core = _open_within(question, columns, relaxed, within)
    smaller = program_of(core)
    values = maximise(smaller.program)
    if values is None:
        return None
    return smaller.program.gain(values) + smaller.sure - columns.sure


def _open_within(question: Question, columns: Columns, relaxed: Relaxed, within: float) -> Question:
    """Return the question where who would cost more than `within` is settled."""
    open_still = {
        each for each, column in columns.people.items() if abs(relaxed.reduced[column]) <= within
    }
    inside = {
        each
        for each, column in columns.people.items()
        if each not in open_still and relaxed.values[column] > 0.5
    }
    return question.settled(inside, open_still)
