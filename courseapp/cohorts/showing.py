"""What the page of a proposal says: costs of limits, the lottery, ways out where limits clash."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from courseapp.cohorts.explanations import conflict_in, costs_of, equals_in, ways_in
from courseapp.cohorts.model.equals import Equals
from courseapp.cohorts.model.explaining import Cost
from courseapp.cohorts.model.wording.limits import conflict_words, limit_words, way_words
from courseapp.cohorts.model.wording.names import people_in_words, points_in_words
from courseapp.cohorts.model.wording.reasons import equals_words
from courseapp.cohorts.names_read import Called, Calling
from courseapp.cohorts.panel import Panel, panel_of
from courseapp.cohorts.proposing import Whole, asked_why

MOST_NAMED = 6


@dataclass(frozen=True)
class CostLine:
    """What a limit cost: `width` in per cent of the dearest; who would be in, or out, without."""

    words: str
    told: str
    width: float
    joins: Sequence[Called]
    leaves: Sequence[Called]
    more_join: int  # people who are not named
    more_leave: int


@dataclass(frozen=True)
class Other:
    """A cohort that is as good: who would be in, in the place of whom."""

    joins: Sequence[Called]
    leaves: Sequence[Called]


@dataclass(frozen=True)
class Shown:
    """A solved proposal. `progress` counts reasons that are worked out, of `progress_of`.

    `ways`, each as phrases, would fill the seats that stay empty.
    """

    panel: Panel
    costs: Sequence[CostLine]
    lottery: str
    others: Sequence["Other"]  # cohorts that are as good
    progress: int
    progress_of: int
    empty_seats: str
    ways: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Clash:
    """Limits that cannot hold together: why, and the ways out, each as phrases."""

    why: str
    ways: Sequence[Sequence[str]]


def shown_of(whole: Whole, called: Calling) -> Shown:
    """Return what is said of a proposal with a result."""
    told, result = whole.row.explained, whole.result
    chosen = result.chosen if result is not None else ()
    equals = equals_in(told)
    return Shown(
        panel=panel_of(whole.task, chosen, called, result.modules if result else None),
        costs=_costs(whole, called),
        lottery=equals_words(equals, called.names) if equals else "",
        others=list(_others(equals, set(chosen), called)) if equals else [],
        progress=len(told.get("reasons", {})),
        progress_of=len(asked_why(whole.task, result, told.get("asked", ()))) if result else 0,
        empty_seats=people_in_words(result.empty_seats, "seat") if result is not None else "",
        ways=_ways(whole, called),
    )


def clash_of(whole: Whole, called: Calling) -> Clash:
    """Return why there is no cohort and what would make one possible."""
    told = whole.row.explained
    things = conflict_in(told)
    return Clash(
        why=conflict_words(whole.task, things, called.names) if things else "",
        ways=_ways(whole, called),
    )


def _ways(whole: Whole, called: Calling) -> Sequence[Sequence[str]]:
    ways = ways_in(whole.row.explained)
    return [way_words(whole.task, way, called.names) for way in ways]


def _others(equals: Equals, chosen: set[str], called: Calling) -> Iterator[Other]:
    for each in equals.cohorts:
        joins, leaves = sorted(set(each) - chosen), sorted(chosen - set(each))
        if joins or leaves:
            yield Other([called.person(r) for r in joins], [called.person(r) for r in leaves])


def _costs(whole: Whole, called: Calling) -> Sequence[CostLine]:
    costs = costs_of(whole.row.explained)
    dearest = max((each.value for each in costs), default=0)
    return [_line(whole, each, dearest, called) for each in costs]


def _line(whole: Whole, cost: Cost, dearest: int, called: Calling) -> CostLine:
    return CostLine(
        words=limit_words(whole.task.limit(cost.limit), called.names),
        told=cost_told(cost),
        width=round(100 * max(0, cost.value) / dearest, 1) if dearest else 0.0,
        joins=[called.person(each) for each in cost.joins[:MOST_NAMED]],
        leaves=[called.person(each) for each in cost.leaves[:MOST_NAMED]],
        more_join=max(0, len(cost.joins) - MOST_NAMED),
        more_leave=max(0, len(cost.leaves) - MOST_NAMED),
    )


def cost_told(cost: Cost) -> str:
    """Return what a limit cost in a few words: ``3.2 points``, ``2 seats empty``, ``nothing``."""
    if cost.people > 0:
        return f"{people_in_words(cost.people, 'seat')} empty"
    if cost.value:
        return points_in_words(cost.value)
    return "no points, other people" if cost.joins or cost.leaves else "nothing"
