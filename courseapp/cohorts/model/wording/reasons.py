"""Why a cohort is as it is, in words for organisers."""

from collections.abc import Iterator, Mapping, Sequence

from courseapp.cohorts.model.equals import Equals
from courseapp.cohorts.model.explaining import Cost, Reason, Why
from courseapp.cohorts.model.record import MOST_POINTS, Task
from courseapp.cohorts.model.wording.limits import limit_words
from courseapp.cohorts.model.wording.names import (
    NO_NAMES,
    Names,
    joined,
    people_in_words,
    points_in_words,
)


def cost_words(task: Task, cost: Cost, names: Names = NO_NAMES) -> str:
    """Return what a limit cost, as sentences."""
    limit = f"“{limit_words(task.limit(cost.limit), names)}”"
    if cost.is_nothing:
        return f"{limit} changed nothing."
    said = f"{limit} cost {points_in_words(cost.value)}."
    if cost.people > 0:
        said = f"{limit} leaves {people_in_words(cost.people, 'seat')} empty."
    elif cost.value == 0:
        said = f"{limit} cost no points."
    return f"{said} Without it {_change(cost, names)}."


def reason_words(task: Task, reason: Reason, names: Names = NO_NAMES) -> str:
    """Return why somebody is in or out, and the smallest change that would turn it."""
    who = names.person(reason.reference)
    limits = [f"“{limit_words(task.limit(each), names)}”" for each in reason.limits]
    first = _WHY[reason.why, reason.is_in].format(who=who, limits=joined(limits))
    own = task.by_reference[reason.reference].points
    return " ".join([first, *_turned(reason, who, own, limits)])


def equals_words(equals: Equals, names: Names = NO_NAMES) -> str:
    """Return between how many cohorts the lottery decided, and between whom."""
    number = len(equals.cohorts)
    if number == 1:
        return "No other cohort is as good: the lottery had nothing to decide."
    said = f"{number}" if equals.are_all else f"more than {number}"
    who = joined([names.person(each) for each in sorted(equals.sometimes)])
    return f"The lottery decided between {said} cohorts that are as good. They differ in {who}."


def _change(cost: Cost, names: Names) -> str:
    said = []
    if cost.joins:
        said.append(f"{joined([names.person(each) for each in cost.joins])} would be in")
    if cost.leaves:
        said.append(f"{joined([names.person(each) for each in cost.leaves])} would be out")
    return joined(said) or "the same people would be in"


def _turned(reason: Reason, who: str, own: int, limits: Sequence[str]) -> Iterator[str]:
    """Say what would turn it; points only where the person can have so many, or so few."""
    now, turned = ("in", "out") if reason.is_in else ("out", "in")
    if reason.is_turned is not None:
        told = f"{turned}." if reason.is_turned else f"{now} all the same."
        yield f"Without that, {who} would be {told}"
    if reason.why in _SETTLED:
        return
    needed = None if reason.points is None else reason.points + 1
    most = own if reason.is_in else MOST_POINTS - own
    if needed is None or needed > most:
        yield "No number of points would change that."
    elif reason.why is not Why.LOTTERY:
        direction = "fewer" if reason.is_in else "more"
        yield f"With {points_in_words(needed)} {direction}, {who} would be {turned}."
    if limits:
        yield f"Without {joined(limits, 'or')}, {who} would be {turned}."


_SETTLED = (Why.FIXED, Why.MUST_IN, Why.MUST_OUT)
_WHY: Mapping[tuple[Why, bool], str] = {
    (Why.FIXED, True): "{who} is confirmed or has an offer.",
    (Why.MUST_IN, True): "{limits}.",
    (Why.MUST_OUT, False): "{limits}.",
    (Why.POINTS, True): "{who} is in by points.",
    (Why.POINTS, False): "{who} is out by points.",
    (Why.LIMITS, True): "{who} is in because of the limits.",
    (Why.LIMITS, False): "{who} is out because of the limits.",
    (Why.WISHES, True): "{who} is in because a cohort without {who} gets modules it wished less.",
    (Why.WISHES, False): "{who} is out because a cohort with {who} gets modules it wished less.",
    (Why.LOTTERY, True): "{who} is in by lottery: a cohort without {who} is as good.",
    (Why.LOTTERY, False): "{who} is out by lottery: a cohort with {who} is as good.",
}
