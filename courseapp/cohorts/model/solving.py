"""The one cohort that answers a task, proved to be the best; `record` says what best means."""

from collections.abc import Callable
from dataclasses import dataclass

from courseapp.cohorts.model.counting import result_of
from courseapp.cohorts.model.drawing import allotted, drawn
from courseapp.cohorts.model.programs import Columns, counting_program, program_of
from courseapp.cohorts.model.question import Question, question_of
from courseapp.cohorts.model.record import Impossible, Result, Task
from courseapp.optima.highs import Relaxed, SolverFailed, maximise, relax

_CORE = 64  # people tried first where the relaxed optimum is not whole
_WIDER = 8  # how many times farther is looked where nothing was found
_SLACK = 0.5  # values are whole: less than one below is as good as equal


@dataclass(frozen=True)
class Best:
    """The greatest value, and the question after everybody was settled of whom that proves it.

    All cohorts of this value answer it: who is inside is in all of them, who is left out in none.
    """

    value: int
    question: Question


def solve(task: Task) -> Result:
    """Return the best cohort. Raises Impossible where no cohort holds every hard limit."""
    best = best_of(question_of(task))
    if best is None:
        raise Impossible(task)
    chosen = drawn(best.question, best.value)
    modules = allotted(best.question, chosen)
    result = result_of(task, best.question.quotas, chosen, modules)
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


class Search:
    """The best of all cohorts with the number of people of a question.

    Most people are so good, or so far behind, that no best cohort does without them, or has them:
    the relaxed optimum proves that once a cohort close to it is known. So only those in between
    are looked at; how far that must go the first cohort found tells.
    """

    def __init__(self, question: Question, columns: Columns, relaxed: Relaxed) -> None:
        self._question, self._columns, self._relaxed = question, columns, relaxed
        self._by_cost = sorted(abs(relaxed.reduced[each]) for each in columns.people.values())

    def best(self) -> Best | None:
        """Return what the best cohorts are worth and who is in doubt; None if there are none."""
        value = self._value_at_once()
        if value is None:
            value = self._searched(lambda question: question)
        if value is None:
            return None
        bound = self._relaxed.bound + self._columns.sure
        return Best(value, self._open_within(bound - value + _SLACK))

    def best_with(self, reference: str) -> int | None:
        """Return what the best cohort with the person is worth, None where there is none."""
        return self._searched(lambda question: question.turned(reference, is_in=True))

    def best_without(self, reference: str) -> int | None:
        """Return what the best cohort without the person is worth, None where there is none.

        The question must have somebody to spare, see `question_of`.
        """
        return self._searched(lambda question: question.turned(reference, is_in=False))

    def _value_at_once(self) -> int | None:
        whole, program = self._relaxed.whole, self._columns.program
        if whole is None or not all(row.holds(whole) for row in program.rows):
            return None
        return program.gain(whole) + self._columns.sure

    def _searched(self, turned: Callable[[Question], Question]) -> int | None:
        """Return the greatest value of cohorts of the question after it was turned.

        Every one of them answers the question itself too, so that its relaxed optimum bounds them.
        """
        bound = self._relaxed.bound + self._columns.sure
        within = self._by_cost[:_CORE][-1] + _SLACK if self._by_cost else 0.0
        everything = self._by_cost[-1] if self._by_cost else 0.0
        while True:
            smaller = program_of(turned(self._open_within(within)))
            values = maximise(smaller.program)
            found = None if values is None else smaller.program.gain(values) + smaller.sure
            if within > everything or (found is not None and bound - found < within):
                return found
            within = _WIDER * within + 1 if found is None else bound - found + _SLACK

    def _open_within(self, within: float) -> Question:
        """Return the question where who would cost more than `within` is settled."""
        people, reduced = self._columns.people, self._relaxed.reduced
        open_still = {each for each, column in people.items() if abs(reduced[column]) <= within}
        inside = {
            each
            for each, column in people.items()
            if each not in open_still and self._relaxed.values[column] > 0.5
        }
        return self._question.settled(inside, open_still)


def search(question: Question) -> Search | None:
    """Return the search among cohorts with `count` people; None where there are none."""
    columns = program_of(question)
    relaxed = relax(columns.program)
    return None if relaxed is None else Search(question, columns, relaxed)


def _best_with(question: Question) -> Best | None:
    found = search(question)
    return None if found is None else found.best()
