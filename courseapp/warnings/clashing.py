"""Two things at once: in one room, in one track, or by one speaker."""

from collections.abc import Iterator

from courseapp.events.names import folded_name
from courseapp.warnings.finding import Fact, Finding, shared_time
from courseapp.warnings.overlaps import overlapping_by
from courseapp.warnings.programme import Item, Programme
from courseapp.warnings.rules import Kind
from courseapp.warnings.speaking import Speaking, speaking


def rooms_taken_twice(programme: Programme) -> Iterator[Finding]:
    """Yield each pair of sessions that are in one room, or one place, at the same time."""
    for one, two in overlapping_by(programme.items, lambda item: folded_name(item.place)):
        yield _pair(Kind.ROOM_OVERLAP, one, two, one.place)


def tracks_at_once(programme: Programme) -> Iterator[Finding]:
    """Yield each pair of sessions that are in one track at the same time."""
    for one, two in overlapping_by(programme.items, lambda item: folded_name(item.track)):
        yield _pair(Kind.TRACK_OVERLAP, one, two, one.track)


def speakers_at_once(programme: Programme) -> Iterator[Finding]:
    """Yield where somebody speaks twice at once, in two sessions or at another event too."""
    told: set[tuple[str, frozenset[tuple[bool, int]]]] = set()
    for one, two in overlapping_by(speaking(programme), lambda each: each.person):
        found = _spoken_twice(one, two)
        pair = one.person, frozenset({one.place, two.place})
        if found is not None and pair not in told:
            told.add(pair)
            yield found


def _spoken_twice(one: Speaking, two: Speaking) -> Finding | None:
    """What is wrong with two turns at once; nothing within one session, or if both are away."""
    first, second = one.item or two.item, two.item if one.item else None
    if first is None or (second is not None and second.id == first.id):
        return None
    facts = (one.person, *sorted((*one.facts, *two.facts), key=str))
    both = shared_time(one, two)
    name = (one if one.item else two).turn.name
    if second is not None:
        return Finding(Kind.SPEAKER_OVERLAP, (first, second), facts, name, during=both)
    away, own = one.away or two.away, one if one.item else two
    if away is not None and not away.is_own:
        both = shared_time(own, own)  # not when the other is
    return Finding(Kind.SPEAKER_ELSEWHERE, (first,), facts, name, during=both, other=away)


def _pair(kind: Kind, one: Item, two: Item, what: str) -> Finding:
    facts = (folded_name(what), *_facts(one, two))
    return Finding(kind, (one, two), facts, what, during=shared_time(one, two))


def _facts(one: Item, two: Item) -> tuple[Fact, ...]:
    """The sessions and their times, whichever of two that begin together comes first."""
    first, second = (one, two) if one.id < two.id else (two, one)
    return *first.facts, *second.facts
