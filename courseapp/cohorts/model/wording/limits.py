"""Limits, what is missed of them, and ways out where they clash, in words for organisers."""

from collections.abc import Callable, Mapping, Sequence

from courseapp.cohorts.model.checking import Fault, FaultKind
from courseapp.cohorts.model.record import Limit, LimitKind, Missed, Task
from courseapp.cohorts.model.relaxations import Place, Relaxation, Thing, Way
from courseapp.cohorts.model.wording.names import (
    NO_NAMES,
    Names,
    counted,
    joined,
    people_in_words,
    points_in_words,
)

_EACH: Mapping[str, str] = {
    "organisation_type": "type of organisation",
    "list": "group of countries",
}


def limit_words(limit: Limit, names: Names = NO_NAMES) -> str:
    """Return a limit as a phrase without a full stop: "At most 2 people from each country"."""
    words = _LIMITS[limit.kind](limit, names)
    if limit.weight is None:
        return words
    return f"{words} (a wish: {points_in_words(limit.weight)} for each person {_OFF[limit.kind]})"


def relaxation_words(task: Task, relaxation: Relaxation, names: Names = NO_NAMES) -> str:
    """Return a relaxation as what to do: "Allow 3 people from Kenya instead of 2"."""
    return _RELAXED[relaxation.thing.place](task, relaxation, names)


def way_words(task: Task, way: Way, names: Names = NO_NAMES) -> tuple[str, ...]:
    """Return what a way out changes, one phrase for each relaxation."""
    return tuple(relaxation_words(task, each, names) for each in way.relaxations)


def thing_words(task: Task, thing: Thing, names: Names = NO_NAMES) -> str:
    """Return something hard in a task as a phrase."""
    if thing.place is Place.LIMIT:
        return limit_words(task.limit(thing.key), names)
    if thing.place is Place.FEWEST:
        return f"At least {people_in_words(task.fewest)} in all"
    if thing.place is Place.LEAST_MODULES:
        return f"At least {people_in_words(task.least_modules, 'module')} for everybody"
    seats = next(each.seats or 0 for each in task.modules if each.key == thing.key)
    return f"At most {people_in_words(seats)} in {names.module(thing.key)}"


def conflict_words(task: Task, things: Sequence[Thing], names: Names = NO_NAMES) -> str:
    """Return what cannot hold together, as sentences."""
    words = [f"“{thing_words(task, each, names)}”" for each in things]
    if len(words) == 1:
        return f"{words[0]} cannot hold, whatever the other limits say."
    return (
        f"{joined(words)} cannot hold together with {people_in_words(task.room, 'seat')}. "
        "Each can hold when one of the others gives."
    )


def missed_words(task: Task, missed: Missed, names: Names = NO_NAMES) -> str:
    """Return a wish that is missed, as a sentence."""
    limit = task.limit(missed.limit)
    words = f"“{_LIMITS[limit.kind](limit, names)}”{_value(limit, missed.value, names)}"
    people, cost = people_in_words(missed.people), points_in_words(missed.cost)
    return f"{words} is missed by {people}, which counts {cost}."


def fault_words(task: Task, fault: Fault, names: Names = NO_NAMES) -> str:
    """Return why people may not be chosen together, as a sentence."""
    if fault.kind is FaultKind.LIMIT:
        limit = task.limit(fault.about)
        words = f"“{limit_words(limit, names)}”{_value(limit, fault.value, names)}"
        return f"{words} does not hold: {people_in_words(fault.people)} {_OFF[limit.kind]}."
    called = names.module if fault.kind is FaultKind.MODULE_FULL else names.person
    return _FAULTS[fault.kind].format(
        about=called(fault.about),
        value=names.module(fault.value),
        people=people_in_words(fault.people),
    )


def _value(limit: Limit, value: str, names: Names) -> str:
    """Return in brackets of which value, or person, something is said."""
    if not value or (limit.is_about_people and len(limit.people) == 1):
        return ""
    called = names.person(value) if limit.is_about_people else names.value(limit.feature, value)
    return f" ({called})"


def _each(limit: Limit, names: Names) -> str:
    each = _EACH.get(limit.feature, limit.feature.replace("_", " "))
    others = [
        f"{number} for {names.value(limit.feature, value)}"
        for value, number in sorted(limit.except_for.items())
    ]
    but = f", but {joined(others)}" if others else ""
    return f"At most {people_in_words(limit.number)} from each {each}{but}"


def _number(words: str) -> Callable[[Limit, Names], str]:
    def said(limit: Limit, names: Names) -> str:
        return f"{words} {counted(limit.number, names.having(limit.feature, limit.values))}"

    return said


def _share(limit: Limit, names: Names) -> str:
    return f"At least {limit.number}% {names.having(limit.feature, limit.values)}"


def _about(words: str) -> Callable[[Limit, Names], str]:
    def said(limit: Limit, names: Names) -> str:
        who = joined([names.person(each) for each in limit.people]) or "Nobody"
        return f"{who} {words}" + (f" ({limit.reason})" if limit.reason else "")

    return said


_LIMITS: Mapping[LimitKind, Callable[[Limit, Names], str]] = {
    LimitKind.AT_MOST_EACH: _each,
    LimitKind.AT_MOST: _number("At most"),
    LimitKind.AT_LEAST: _number("At least"),
    LimitKind.AT_LEAST_SHARE: _share,
    LimitKind.MUST_IN: _about("must be in"),
    LimitKind.MUST_OUT: _about("must not be in"),
}
_OFF: Mapping[LimitKind, str] = {
    LimitKind.AT_MOST_EACH: "too many",
    LimitKind.AT_MOST: "too many",
    LimitKind.AT_LEAST: "missing",
    LimitKind.AT_LEAST_SHARE: "missing",
    LimitKind.MUST_IN: "missing",
    LimitKind.MUST_OUT: "too many",
}


def _relaxed_limit(task: Task, relaxation: Relaxation, names: Names) -> str:
    limit, before, after = task.limit(relaxation.thing.key), relaxation.before, relaxation.after
    if limit.is_about_people:
        who = names.person(relaxation.value)
        return f"{who} need not be in" if after == 0 else f"{who} may be in"
    having = names.having(limit.feature, (relaxation.value,) if relaxation.value else limit.values)
    if limit.kind in (LimitKind.AT_MOST_EACH, LimitKind.AT_MOST):
        return f"Allow {counted(after, having)} instead of {before}"
    if after == 0:
        return f"No longer ask for {having}"
    if limit.kind is LimitKind.AT_LEAST_SHARE:
        return f"Ask for at least {after}% {having} instead of {before}%"
    return f"Ask for at least {counted(after, having)} instead of {before}"


def _relaxed_module(_task: Task, relaxation: Relaxation, names: Names) -> str:
    seats = people_in_words(relaxation.after, "seat")
    return f"Give {names.module(relaxation.thing.key)} {seats} instead of {relaxation.before}"


def _relaxed_fewest(_task: Task, relaxation: Relaxation, _names: Names) -> str:
    return f"Choose at least {people_in_words(relaxation.after)} instead of {relaxation.before}"


def _relaxed_least(_task: Task, relaxation: Relaxation, _names: Names) -> str:
    if relaxation.after == 0:
        return "Let people be chosen who have no module"
    fewer = people_in_words(relaxation.after, "module")
    return f"Ask for at least {fewer} for everybody instead of {relaxation.before}"


_RELAXED: Mapping[Place, Callable[[Task, Relaxation, Names], str]] = {
    Place.LIMIT: _relaxed_limit,
    Place.FEWEST: _relaxed_fewest,
    Place.MODULE: _relaxed_module,
    Place.LEAST_MODULES: _relaxed_least,
}
_FAULTS: Mapping[FaultKind, str] = {
    FaultKind.UNKNOWN: "{about} is no candidate.",
    FaultKind.FIXED_OUT: "{about} is confirmed or has an offer and must stay in.",
    FaultKind.TOO_MANY: "{people} more than there are seats.",
    FaultKind.TOO_FEW: "{people} more must be chosen.",
    FaultKind.MODULE_NOT_WISHED: "{about} did not wish for {value}.",
    FaultKind.MODULE_FULL: "{about} has {people} more than seats.",
    FaultKind.MODULE_NUMBER: "{about} has too few or too many modules.",
    FaultKind.MODULE_CHANGED: "{about} has other modules than were promised.",
    FaultKind.NOT_CHOSEN: "{about} has modules but is not chosen.",
}
