"""Whose turn it is where a seat became free: the same limits, everybody with a seat fixed in."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.cohorts.allotted import allotted_in
from courseapp.cohorts.approving import approved_cohort
from courseapp.cohorts.gathering import (
    Approved,
    Gathered,
    Refill,
    gather,
    without_hard_demands,
)
from courseapp.cohorts.limits import limits_of
from courseapp.cohorts.model.document import task_from_json
from courseapp.cohorts.model.explaining import explain
from courseapp.cohorts.model.record import (
    MOST_POINTS,
    MOST_WEIGHT,
    Candidate,
    Impossible,
    Result,
    Task,
)
from courseapp.cohorts.model.solving import solve
from courseapp.cohorts.model.wording.limits import limit_words
from courseapp.cohorts.model.wording.names import (
    Names,
    joined,
    people_in_words,
    points_in_words,
)
from courseapp.cohorts.names_read import calling
from courseapp.cohorts.planning import settings_of
from courseapp.cohorts.rules import Unscored
from courseapp.events.models import Event

MOST_NAMED = 3  # limits in a reason


@dataclass(frozen=True)
class NextInBalance:
    """Whose turn it is, by the id of her application, and why: a sentence for organisers.

    `modules` are those in which she gets a seat; None where none were allotted to anybody.
    """

    application_id: int
    reason: str
    modules: tuple[str, ...] | None = None


def next_in_balance(
    session: Session, event: Event, number: int, now: datetime, line: Sequence[int]
) -> Sequence[NextInBalance] | None:
    """Return who gets so many free seats, so that the limits hold and modules have room.

    None where there are neither limits nor modules that were allotted.

    The limits are those under which the event's cohort was approved, whatever is set since; where
    none was approved, those that are set.

    `line` are ids of applications that wait, in the order of their turn: that order counts in
    place of points where nobody in it was reviewed. Limits that ask for more than those in line
    can give count as wishes, so that a seat stays empty only where somebody would be too many.
    """
    approved = approved_limits(session, event)
    limits = approved.limits if approved else limits_of(session, event.id)
    allotted = allotted_in(session, [event.id]).modules.get(event.id, {})
    if number <= 0 or not line or not (limits or allotted):
        return None
    gathered = gather(session, event, now, Refill(line, event.seats_taken + number, approved))
    task = _in_the_order(gathered, line, allotted)
    try:
        result = solve(task)
    except Impossible:
        wishes = without_hard_demands(task, MOST_WEIGHT)
        task = replace(wishes, least_modules=task.least_modules)
        result = solve(task)
    return _told(session, event, gathered, task, result, line)


def approved_limits(session: Session, event: Event) -> Approved | None:
    """Return under what the newest cohort was approved; None where none was. Three statements."""
    cohort = approved_cohort(session, event.id)
    if cohort is None:
        return None
    row, present = cohort.proposal, settings_of(session, event)
    task = task_from_json(row.task)
    settings = replace(
        present,
        unscored=Unscored(row.about.get("setting", present.unscored)),
        by_nationality=row.about.get("by_nationality", present.by_nationality),
    )
    return Approved(task.limits, settings, row.lists_on, task.seed)


def _in_the_order(
    gathered: Gathered, line: Sequence[int], allotted: Mapping[str, Set[str]]
) -> Task:
    """Return the task in which everybody keeps her seat, and the modules that she has."""
    points = _by_place(gathered, line)
    candidates = tuple(
        replace(each, points=points.get(each.reference, each.points))
        for each in gathered.task.candidates
    )
    fixed = sum(each.is_fixed for each in candidates)
    seats = max(gathered.task.seats, fixed)
    task = replace(gathered.task, candidates=candidates, seats=seats, fewest=0)
    return _with_modules(task, allotted) if allotted else _without_modules(task)


def _without_modules(task: Task) -> Task:
    """Return the task where nobody was allotted any: then all of them are open to everybody."""
    candidates = tuple(replace(each, wishes=()) for each in task.candidates)
    return replace(task, candidates=candidates, modules=(), least_modules=0, most_modules=1)


def _with_modules(task: Task, allotted: Mapping[str, Set[str]]) -> Task:
    """Return the task in which the modules that people have are theirs for certain."""
    order = [each.key for each in task.modules]
    candidates = tuple(
        replace(
            each, holds=tuple(key for key in order if key in allotted.get(each.reference, order))
        )
        if each.is_fixed
        else each
        for each in task.candidates
    )
    return replace(task, candidates=candidates)


def _by_place(gathered: Gathered, line: Sequence[int]) -> Mapping[str, int]:
    """Return points by the place in line where nobody in line was reviewed, or nothing is limited.

    Else none.
    """
    waiting = [each.reference for each in gathered.task.candidates if not each.is_fixed]
    if gathered.task.limits and not set(waiting) <= set(gathered.unscored):
        return {}
    place = {key: number for number, key in enumerate(line)}
    step = MOST_POINTS // (len(line) + 1)
    return {each: MOST_POINTS - place[gathered.ids[each]] * step for each in waiting}


def _told(
    session: Session,
    event: Event,
    gathered: Gathered,
    task: Task,
    result: Result,
    line: Sequence[int],
) -> Sequence[NextInBalance]:
    names = calling(session, event, task).names
    place = {key: number for number, key in enumerate(line)}
    fixed = {each.reference for each in task.fixed}
    chosen = [each for each in result.chosen if each not in fixed]
    ordered = sorted(
        chosen, key=lambda each: (-task.by_reference[each].points, place[gathered.ids[each]])
    )
    turning = _turning(task, result, ordered)
    by_points = not _by_place(gathered, line)
    said = _Said(task, names, len(line), by_points)
    return tuple(
        NextInBalance(gathered.ids[each], said.why(each, turning[each]), _hers(task, result, each))
        for each in ordered
    )


def _hers(task: Task, result: Result, reference: str) -> tuple[str, ...] | None:
    return result.modules.get(reference, ()) if task.modules else None


def _turning(task: Task, result: Result, chosen: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the limits without which somebody else would have the seat, for each."""
    explanation = explain(task, result)
    return {each: explanation.why(each).limits for each in chosen}


# How others go before her: by points or in line, several and one.
_BEFORE = {
    True: ("have more points", "has more points"),
    False: ("stand before her", "stands before her"),
}


@dataclass(frozen=True)
class _Said:
    """What is said of each who gets a seat: `number` people are in line, in order or by points."""

    task: Task
    names: Names
    number: int
    by_points: bool

    def why(self, reference: str, turning: tuple[str, ...]) -> str:
        """Return the sentence; `turning` are limits without which it would be another's turn."""
        own = self.task.by_reference[reference].points
        better = sum(_goes_before(each, reference, own) for each in self.task.candidates)
        among = f"Of {people_in_words(self.number)} who wait, she" if self.number > 1 else "She"
        if not better:
            first = f"has the most points ({points_in_words(own)})" if self.by_points else "is next"
            return f"A seat became free. {among} {first}, and the limits hold with her."
        limits = [f"“{limit_words(self.task.limit(each), self.names)}”" for each in turning]
        because = f" ({joined(limits[:MOST_NAMED])})" if limits else ""
        against = "the balance, or their modules are full" if self.task.modules else "the balance"
        before = _BEFORE[self.by_points][better == 1]
        return (
            f"A seat became free. {among} is the first with whom the limits hold{because}. "
            f"{people_in_words(better).capitalize()} {before}, against {against}."
        )


def _goes_before(other: Candidate, reference: str, own: int) -> bool:
    return not other.is_fixed and other.reference != reference and other.points > own
