"""Reasons in words to the person; what they say of one country on several lists is said once."""

from collections.abc import Iterable
from dataclasses import dataclass

from courseapp.eligibility.composed.words import and_list, or_list
from courseapp.eligibility.rules import Truth


@dataclass(frozen=True)
class Place:
    """Where a country of hers stands: ``You work in Togo``, on which list, as of which day.

    `notes` are whole sentences about the list or the country.
    """

    lives: str
    truth: Truth
    placed: str
    day: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reason:
    """A sentence to her, or where a country of hers stands."""

    text: str = ""
    place: Place | None = None


def told(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """Return the reasons as sentences, each once, in their order."""
    grouped: dict[object, list[Place]] = {}
    for each in dict.fromkeys(reasons):
        place = each.place
        key = (place.lives, place.truth, place.day) if place else each.text
        grouped.setdefault(key, []).extend([place] if place else [])
    return tuple(_places(places) if places else str(key) for key, places in grouped.items())


def _places(places: list[Place]) -> str:
    first, listed = places[0], [each.placed for each in places]
    if first.truth is Truth.YES:
        said = f"{first.lives}, which is {and_list(listed)} as of {first.day}."
    elif first.truth is Truth.NO:
        said = f"{first.lives}, which is not {or_list(listed)} as of {first.day}."
    else:
        said = f"{first.lives}. We cannot tell whether it is {or_list(listed)} as of {first.day}."
    notes = dict.fromkeys(note for each in places for note in each.notes)
    return " ".join((said, *notes))
