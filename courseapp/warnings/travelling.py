"""Journeys that a speaker would have to make in too little time."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from courseapp.events.names import folded_name
from courseapp.warnings.finding import Fact, Finding
from courseapp.warnings.lengths import length
from courseapp.warnings.programme import Programme, Spot
from courseapp.warnings.rules import (
    ANOTHER_COUNTRY,
    KILOMETRES_PER_HOUR,
    SAME_TOWN_KILOMETRES,
    TO_AND_FROM_AIRPORTS,
    Kind,
)
from courseapp.warnings.speaking import Speaking, speaking

EARTH_RADIUS_KILOMETRES = 6371.0
NONE = timedelta(0)


def impossible_journeys(programme: Programme) -> Iterator[Finding]:
    """Yield where somebody speaks in person here and next elsewhere, or the other way round."""
    turns: defaultdict[str, list[Speaking]] = defaultdict(list)
    for each in speaking(programme):
        if each.is_in_person:
            turns[each.person].append(each)
    for own in turns.values():
        for one, two in pairwise(sorted(own, key=lambda each: (each.starts_at, each.ends_at))):
            yield from _too_far(one, two)


def needed_between(here: Spot, there: Spot) -> timedelta:
    """Return how long the way takes at least; nothing where we cannot tell, or in one town.

    By the great circle at 700 km/h and three hours to and from airports; between two countries
    whose places we do not know, twelve hours.
    """
    far = kilometres(here, there)
    if far is not None:
        return NONE if far <= SAME_TOWN_KILOMETRES else _flight(far)
    abroad = here.country and there.country and here.country != there.country
    return ANOTHER_COUNTRY if abroad else NONE


def kilometres(here: Spot, there: Spot) -> float | None:
    """Return the great-circle distance, None unless both have coordinates or share a town."""
    if here.city and (folded_name(here.city), here.country) == (
        folded_name(there.city),
        there.country,
    ):
        return 0.0
    degrees = (here.latitude, here.longitude, there.latitude, there.longitude)
    known = [radians(each) for each in degrees if each is not None]
    return _great_circle(*known) if len(known) == 4 else None


def _great_circle(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return kilometres by the haversine formula; angles in radians."""
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KILOMETRES * asin(min(1.0, sqrt(half)))


def _flight(far: float) -> timedelta:
    return timedelta(hours=far / KILOMETRES_PER_HOUR) + TO_AND_FROM_AIRPORTS


def _too_far(one: Speaking, two: Speaking) -> Iterator[Finding]:
    here, away = one.item or two.item, one.away or two.away
    between, needed = two.starts_at - one.ends_at, needed_between(one.spot, two.spot)
    if here is None or away is None or not NONE <= between < needed:
        return
    note = "too little time in between for the way"
    if away.is_own:
        note = f"{length(between)} in between; the way takes about {length(_rounded(needed))}"
    name = (one if one.item else two).turn.name
    facts = (one.person, *one.facts, *two.facts, *_facts(one.spot), *_facts(two.spot))
    yield Finding(Kind.TRAVEL, (here,), facts, name, note=note, other=away)


def _rounded(needed: timedelta) -> timedelta:
    quarter = timedelta(minutes=15)
    return -(-needed // quarter) * quarter


def _facts(spot: Spot) -> tuple[Fact, ...]:
    return spot.city, spot.country or "", f"{spot.latitude},{spot.longitude}"
