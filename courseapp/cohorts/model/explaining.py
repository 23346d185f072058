"""Why a cohort is as it is: what each limit cost, and what would bring a person in or out.

Everything is found by asking the task again with one thing changed, when somebody wants to know
it, and remembered for the next question.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from courseapp.cohorts.model.question import question_of
from courseapp.cohorts.model.record import Limit, LimitKind, Result, Task
from courseapp.cohorts.model.solving import Search, search, solve

_TURNED = "\0turned"  # a key that no typed limit has


@dataclass(frozen=True)
class Cost:
    """What a limit costs: how much better the best cohort is without it.

    `value` and `points` are in thousandths of a point, `people` are those whom the limit keeps
    from filling seats. `joins` would be in without the limit, `leaves` would be out.
    """

    limit: str
    value: int
    points: int
    people: int
    joins: tuple[str, ...]
    leaves: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        return not (self.joins or self.leaves or self.value)


class Why(StrEnum):
    """The reason for which a person is in or out."""

    FIXED = "fixed"  # confirmed, or holds an offer
    MUST_IN = "must_in"
    MUST_OUT = "must_out"
    POINTS = "points"
    LIMITS = "limits"
    WISHES = "wishes"  # a cohort of as many points has it the other way round, with worse modules
    LOTTERY = "lottery"  # a cohort that is as good has it the other way round


@dataclass(frozen=True)
class Reason:
    """Why a person is in or out, and the smallest change that would turn it.

    With `points` thousandths more (who is out) or fewer (who is in) module wishes and the lottery
    would decide, with one more thousandth it is certain; None where no points would change it.
    `limits` are the keys of those without which, one at a time, it would be the other way round.
    Of who is named by limits, these are `limits`, and `is_turned` tells whether it would be the
    other way round if none of them named the person.
    """

    reference: str
    is_in: bool
    why: Why
    points: int | None = None
    limits: tuple[str, ...] = ()
    is_turned: bool | None = None


class Explanation:
    """Answers about a task and its result, each found when it is first asked for."""

    def __init__(self, task: Task, result: Result, costs: Iterable[Cost] = ()) -> None:
        self.task, self.result = task, result
        self._costs = {each.limit: each for each in costs}
        self._reasons: dict[str, Reason] = {}
        self._chosen = frozenset(result.chosen)

    def cost(self, key: str) -> Cost:
        """Return what the limit with the key costs."""
        if key not in self._costs:
            self._costs[key] = _cost(self.task, self.result, key)
        return self._costs[key]

    def costs(self) -> tuple[Cost, ...]:
        """Return what each limit costs, in the order of the limits."""
        return tuple(self.cost(each.key) for each in self.task.limits)

    def why(self, reference: str) -> Reason:
        """Return why a candidate is in or out. KeyError for somebody who is none."""
        if reference not in self._reasons:
            self._reasons[reference] = self._reason(reference)
        return self._reasons[reference]

    def _reason(self, reference: str) -> Reason:
        is_in = reference in self._chosen
        if self.task.by_reference[reference].is_fixed:
            return Reason(reference, is_in, Why.FIXED)
        named = tuple(_naming(self.task, reference, is_in=is_in))
        if named:
            free = solve(_unnamed(self.task, reference, named))
            is_turned = (reference in free.chosen) is not is_in
            return Reason(reference, is_in, _NAMED[is_in], None, named, is_turned)
        points = self._points_to_turn(reference, is_in=is_in)
        limits = tuple(self._turning(reference, is_in=is_in))
        why = self._kind(reference, points, limits)
        return Reason(reference, is_in, why, points, limits)

    def _turning(self, reference: str, *, is_in: bool) -> Iterator[str]:
        for cost in self.costs():
            if reference in (cost.leaves if is_in else cost.joins):
                yield cost.limit

    def _has_better_wishes(self, reference: str) -> bool:
        """Return whether the result has better module wishes than with the person turned."""
        if not self.task.modules:
            return False
        kind = LimitKind.MUST_OUT if reference in self._chosen else LimitKind.MUST_IN
        turned = Limit(_TURNED, kind, people=(reference,))
        other = solve(replace(self.task, limits=(*self.task.limits, turned)))
        return other.wishes < self.result.wishes

    def _points_to_turn(self, reference: str, *, is_in: bool) -> int | None:
        """Return by how much the best cohort with the person turned, of as many, is worse."""
        if self._search is None:
            return None
        best = self._search.best_without if is_in else self._search.best_with
        value = best(reference)
        return None if value is None else self.result.value - value

    @cached_property
    def _search(self) -> Search | None:
        return search(question_of(self.task, spare=1).with_count(len(self.result.chosen)))

    def _kind(self, reference: str, points: int | None, limits: tuple[str, ...]) -> Why:
        if points == 0:
            return Why.WISHES if self._has_better_wishes(reference) else Why.LOTTERY
        if limits or points is None or self._is_passed_over(reference):
            return Why.LIMITS
        return Why.POINTS

    def _is_passed_over(self, reference: str) -> bool:
        """Return whether the order of points alone would have it the other way round."""
        own = self.task.by_reference[reference].points
        is_in = reference in self._chosen
        return any(
            (each.points > own) if is_in else (each.points < own and not each.is_fixed)
            for each in self.task.candidates
            if (each.reference in self._chosen) is not is_in
        )


_NAMED = {True: Why.MUST_IN, False: Why.MUST_OUT}


def explain(task: Task, result: Result, costs: Iterable[Cost] = ()) -> Explanation:
    """Return answers about the result of a task, to be asked for one by one.

    `costs` are those of limits that are known already.
    """
    return Explanation(task, result, costs)


def _naming(task: Task, reference: str, *, is_in: bool) -> Iterator[str]:
    """Yield the hard limits that name a person."""
    kind = LimitKind.MUST_IN if is_in else LimitKind.MUST_OUT
    for limit in task.limits:
        if limit.kind is kind and limit.is_hard and reference in limit.people:
            yield limit.key


def _unnamed(task: Task, reference: str, keys: tuple[str, ...]) -> Task:
    """Return the task in which these limits do not name the person."""
    limits = (
        replace(each, people=tuple(one for one in each.people if one != reference))
        if each.key in keys
        else each
        for each in task.limits
    )
    return replace(task, limits=tuple(each for each in limits if each.people or each.feature))


def _cost(task: Task, result: Result, key: str) -> Cost:
    limits = tuple(each for each in task.limits if each.key != task.limit(key).key)
    without = solve(replace(task, limits=limits))  # fewer limits allow whatever more allow
    here, there = set(result.chosen), set(without.chosen)
    return Cost(
        limit=key,
        value=without.value - result.value,
        points=without.points - result.points,
        people=len(there) - len(here),
        joins=tuple(sorted(there - here)),
        leaves=tuple(sorted(here - there)),
    )
