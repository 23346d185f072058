"""What an organiser should know of the lists that her rules look into, near the reference date."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from courseapp.countries.lists.changes import Change, changes
from courseapp.countries.lists.dated import CountryList, Membership
from courseapp.countries.names import country_name
from courseapp.eligibility.composed.rule_sets import RuleSet
from courseapp.eligibility.composed.words import and_list, told_day
from courseapp.eligibility.judging.known import Known

_CHANGES = {
    Membership.IN: {True: "{names} joins", False: "{names} join"},
    Membership.OUT: {True: "{names} leaves", False: "{names} leave"},
    Membership.UNKNOWN: dict.fromkeys((True, False), "of {names} it is not known any more"),
}
NEAR = timedelta(days=183)
MOST_NAMES = 6


def cautions(rules: RuleSet, known: Known, on: date) -> tuple[str, ...]:
    """Return a sentence for each thing that may surprise: a list gone, unknown, old, changing."""
    found: list[str] = []
    for key in rules.lists:
        listed = known.lists.get(key)
        if listed is None:
            found.append(
                "A rule looks into a list that is no longer there, or that is not yours. Until you "
                "choose another one, nothing is known of anybody, and you decide each time."
            )
        else:
            found += _about(listed, on)
    return tuple(dict.fromkeys(found))


def _about(listed: CountryList, on: date) -> Iterator[str]:
    if not listed.known.holds(on):
        yield (
            f"{listed.title}: nothing is known for {told_day(on)}. Nobody passes or fails by this "
            "list; you decide each time."
        )
    if listed.revised_on is not None and listed.is_carried_on(on):
        yield (
            f"{listed.title}: a new list is due on {told_day(listed.revised_on)}, before the day "
            "as of which you judge. Until it is known, the last one is carried on."
        )
    near = changes(listed, on - NEAR, on + NEAR)
    for day, found in groupby(near, key=lambda change: change.on):
        yield f"{listed.title}: on {told_day(day)} {_told(tuple(found))}. {_which_side(day, on)}"


def _told(found: tuple[Change, ...]) -> str:
    """Return ``Ghana joins, and of Nepal it is not known any more``."""
    parts = []
    for now, words in _CHANGES.items():
        names = [country_name(change.code) for change in found if change.now is now]
        if names:
            one = len(names) == 1
            told = and_list(names) if len(names) <= MOST_NAMES else f"{len(names)} countries"
            parts.append(words[one].format(names=told))
    return ", and ".join(parts)


def _which_side(day: date, on: date) -> str:
    if day <= on:
        return "That counts already on the day as of which you judge."
    return "That comes after the day as of which you judge, so it does not count."
