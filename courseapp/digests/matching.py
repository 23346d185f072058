"""Whether an event concerns somebody: by where it is, for whom it is, what it is about."""

from dataclasses import dataclass
from functools import lru_cache

from courseapp.countries.groups import countries_in
from courseapp.countries.names import country, folded, is_country

NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Wish:
    """What somebody wants to hear of; what is empty narrows nothing.

    `country` is ISO 3166-1 alpha-2, `region` an M49 region or subregion by name.
    """

    country: str | None = None
    region: str = ""
    initiative_id: int | None = None
    topic: str = ""


@dataclass(frozen=True)
class Told:
    """What everybody may know of an event, as far as it says whom it concerns.

    `country` is None where its place is told to the invited only. `focus` is the region for whose
    people it is, as its organisers typed it. `eligible` are the countries whose people may apply;
    None where no rule looks at countries.
    """

    country: str | None
    focus: str
    is_online: bool
    initiative_id: int
    topics: frozenset[str]
    eligible: frozenset[str] | None


def concerns(wish: Wish, event: Told) -> bool:
    """Return whether the event is for her: about what she likes, and in or for her region.

    What takes place online concerns everybody, unless it is for another region or her people
    cannot apply.
    """
    if wish.initiative_id is not None and wish.initiative_id != event.initiative_id:
        return False
    if wish.topic and wish.topic not in event.topics:
        return False
    area = area_of(wish)
    if not area or event.country in area or is_focused_on(event.focus, wish, area):
        return True
    if event.focus:
        return False
    if event.eligible is None:
        return event.is_online
    return bool(event.eligible & home_of(wish))


def area_of(wish: Wish) -> frozenset[str]:
    """Return the countries of her region: the one that she named, else that around her country.

    Empty where she named neither: then everything concerns her.
    """
    own = frozenset({wish.country}) if wish.country else NOWHERE
    if wish.region:
        return countries_in(wish.region) | own
    return own | _around(wish.country) if wish.country else NOWHERE


def home_of(wish: Wish) -> frozenset[str]:
    """Return the countries of which it matters whether people may apply: hers, else the region."""
    return frozenset({wish.country}) if wish.country else area_of(wish)


def is_focused_on(focus: str, wish: Wish, area: frozenset[str]) -> bool:
    """Return whether an event is for the people of her region, by the words of its organisers."""
    if not focus:
        return False
    known = countries_in(focus)
    if known:
        return bool(known & area)
    said = folded(focus)
    names = [wish.region, *_names(wish.country)]
    return any(folded(name) in said for name in names if name)


@lru_cache(maxsize=300)
def _around(code: str) -> frozenset[str]:
    return countries_in(country(code).subregion) if country(code).subregion else NOWHERE


def _names(code: str | None) -> tuple[str, ...]:
    if code is None or not is_country(code):
        return ()
    found = country(code)
    return (found.name, found.region, found.subregion)
