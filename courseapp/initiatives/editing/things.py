"""Adding, changing and removing the things of a record's lists."""

from dataclasses import replace
from typing import Any

from courseapp.core.errors import Problem
from courseapp.initiatives.document.keys import free_key, key_from
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.editing.kinds import ListKind, Thing


def thing_of(record: Record, part: str, key: str) -> Thing | None:
    """Return the thing with the key, or None."""
    things: tuple[Thing, ...] = getattr(record, part)
    return next((thing for thing in things if thing.key == key), None)


def with_thing(record: Record, part: str, thing: Thing) -> Record:
    """Return the record with the thing in place of the one with its key, or at the end."""
    things: tuple[Thing, ...] = getattr(record, part)
    if any(each.key == thing.key for each in things):
        changed = tuple(thing if each.key == thing.key else each for each in things)
    else:
        changed = (*things, thing)
    return _with(record, part, changed)


def without_thing(record: Record, part: str, key: str) -> Record:
    """Return the record without the thing. Raises Problem for a source that is in use."""
    uses = uses_of(record, key) if part == "sources" else 0
    if uses:
        things = "1 thing in the record names" if uses == 1 else f"{uses} things in the record name"
        raise Problem(f"{things} this source. Give another source there first.")
    things_left = tuple(each for each in getattr(record, part) if each.key != key)
    return _with(record, part, things_left)


def added(record: Record, kind: ListKind, values: dict[str, Any], key: str = "") -> Record:
    """Return the record with a new thing; its key is made from what it says."""
    words = [str(values.get(name) or "") for name in kind.key_words]
    if kind.part == "memberships":
        words = [next(filter(None, words), "")]  # the code, or else the printed name
    taken = [each.key for each in getattr(record, kind.part)]
    own = key or free_key(key_from(*words), taken)
    return with_thing(record, kind.part, kind.type(key=own, **values))


def changed(
    record: Record, kind: ListKind, key: str, values: dict[str, Any], known: Thing
) -> Record:
    """Return the record with new values for a thing; what the form does not show stays.

    Where it is not in the record any more it comes back, as it was `known` before.
    """
    held = thing_of(record, kind.part, key) or known
    return with_thing(record, kind.part, replace(held, **values))


def uses_of(record: Record, source: str) -> int:
    """Return how many things in the record name the source."""
    return sum(key == source for key in record.used_sources())


def _with(record: Record, part: str, things: tuple[Thing, ...]) -> Record:
    parts: dict[str, Any] = {part: things}
    return replace(record, **parts)
