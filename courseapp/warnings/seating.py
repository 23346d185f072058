"""Whether a session has the room, the place and the link that it needs."""

from collections.abc import Iterator, Sequence

from courseapp.events.names import folded_name
from courseapp.warnings.finding import Finding
from courseapp.warnings.lengths import counted
from courseapp.warnings.programme import Item, Programme
from courseapp.warnings.rules import Kind


def rooms_too_small(programme: Programme) -> Iterator[Finding]:
    """Yield sessions with more seats than their room.

    Where neither the session nor its module says how many, all people of the event come, unless
    another session is held meanwhile.
    """
    shared = _held_beside_others(programme.items)
    for item in programme.items:
        everybody = None if item.id in shared else programme.frame.seats
        seats = item.seats or everybody
        if item.capacity is not None and seats is not None and seats > item.capacity:
            yield _too_small(item, seats, item.capacity)


def places_missing(programme: Programme) -> Iterator[Finding]:
    """Yield sessions that nobody can find: online without a link, in person without a place."""
    frame = programme.frame
    for item in programme.items:
        if frame.is_online and not item.has_link:
            yield Finding(Kind.NO_LINK, (item,), (item.id,))
        if frame.is_in_person and not (item.place or frame.venue):
            yield Finding(Kind.NO_PLACE, (item,), (item.id,))


def _too_small(item: Item, seats: int, capacity: int) -> Finding:
    what = f"{item.place} holds {counted(capacity, 'person', 'people')}"
    facts = (item.id, folded_name(item.place), seats, capacity)
    note = counted(seats, "seat", "seats")
    return Finding(Kind.ROOM_TOO_SMALL, (item,), facts, what, note=note)


def _held_beside_others(items: Sequence[Item]) -> frozenset[int]:
    """Return the ids of sessions during which another one is held."""
    found: set[int] = set()
    longest: Item | None = None  # of those that have begun, the one that ends last
    for item in sorted(items, key=lambda each: each.starts_at):
        if longest is not None and item.starts_at < longest.ends_at:
            found |= {longest.id, item.id}
        if longest is None or item.ends_at > longest.ends_at:
            longest = item
    return frozenset(found)
