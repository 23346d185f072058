"""The cohorts that were as good as the one that the lottery drew."""

from dataclasses import dataclass

from courseapp.cohorts.model.drawing import equals_program
from courseapp.cohorts.model.question import question_of
from courseapp.cohorts.model.record import Impossible, Task
from courseapp.cohorts.model.solving import best_of
from courseapp.optima.highs import maximise


@dataclass(frozen=True)
class Equals:
    """Cohorts of the same number, value and module wishes; `are_all` where no more exist."""

    cohorts: tuple[tuple[str, ...], ...]
    are_all: bool

    @property
    def always(self) -> frozenset[str]:
        """Who is in each of these cohorts."""
        return frozenset.intersection(*(frozenset(each) for each in self.cohorts))

    @property
    def sometimes(self) -> frozenset[str]:
        """Between whom the lottery decided: in some of these cohorts and not in others."""
        return frozenset().union(*self.cohorts) - self.always


def equals_of(task: Task, most: int = 20) -> Equals:
    """Return cohorts between which the lottery decides, at most so many.

    Raises Impossible where there is no cohort.
    """
    best = best_of(question_of(task, keeps_equals=True))
    if best is None:
        raise Impossible(task)
    question = best.question
    columns = equals_program(question, best.value)
    cohorts: list[tuple[str, ...]] = []
    while (values := maximise(columns.program)) is not None:
        if len(cohorts) == most:
            return Equals(tuple(cohorts), are_all=False)
        chosen = [each for each in question.pool if values[columns.people[each]]]
        cohorts.append(tuple(sorted({*chosen, *question.inside})))
        here = {columns.people[each]: 1 for each in chosen}
        columns.program.add_row(here, most=len(here) - 1)
    return Equals(tuple(cohorts), are_all=True)
