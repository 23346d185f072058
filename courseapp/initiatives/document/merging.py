"""What differs between two versions of a record, and how two changes of one come together.

A record is taken apart into *pieces*: each field with all its statements, and each thing of a
list by its key. Two changes of different pieces never meet; two of the same piece do, unless
they are equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from courseapp.initiatives.document.fields import ORDER
from courseapp.initiatives.document.record import Record, Statement
from courseapp.initiatives.document.writing import HEAD, LISTS

FACTS, HEADS = "statements", "head"


@dataclass(frozen=True, order=True)
class Place:
    """Where a piece stands: a part of the record, and the field or key in it."""

    part: str
    key: str


@dataclass(frozen=True)
class Change:
    """A piece before and after; None where it is not there."""

    place: Place
    before: Any
    after: Any


@dataclass(frozen=True)
class Merged:
    """Two changes of one record together. Where `clashes`, theirs was kept and ours is told."""

    record: Record
    theirs: tuple[Change, ...]
    clashes: tuple[Change, ...]  # before: what they made of it; after: what we wanted


def differences(old: Record, new: Record) -> tuple[Change, ...]:
    """Return the pieces that are not the same, in the order of the layout."""
    before, after = pieces(old), pieces(new)
    places = [*before, *(place for place in after if place not in before)]
    changed = (place for place in places if before.get(place) != after.get(place))
    return tuple(
        Change(place, before.get(place), after.get(place)) for place in sorted(changed, key=_rank)
    )


def merge(base: Record, ours: Record, theirs: Record) -> Merged:
    """Return theirs with our change of the base brought into it (a three-way merge).

    Our change of a piece that they have changed otherwise is not made: it is a clash.
    """
    found = differences(base, theirs)
    moved = {change.place: change.after for change in found}
    wanted = differences(base, ours)
    clashing = [
        Change(each.place, moved[each.place], each.after)
        for each in wanted
        if each.place in moved and moved[each.place] != each.after
    ]
    places = {each.place for each in clashing}
    accepted = [each for each in wanted if each.place not in places]
    merged = _with_used_sources(apply(theirs, accepted), theirs, ours, base)
    return Merged(merged, found, tuple(clashing))


def apply(record: Record, changes: list[Change]) -> Record:
    """Return the record with each change's `after` in place; what is new comes at the end."""
    held = pieces(record)
    for change in changes:
        if change.after is None:
            held.pop(change.place, None)
        else:
            held[change.place] = change.after
    return _assembled(held)


def pieces(record: Record) -> dict[Place, Any]:
    """Return the pieces of a record by their place, in its order."""
    taken: dict[Place, Any] = {Place(HEADS, name): getattr(record, name) for name in HEAD}
    taken |= {Place(FACTS, key): statements for key, statements in record.by_field.items()}
    for part in LISTS:
        if part != FACTS:
            taken |= {Place(part, thing.key): thing for thing in getattr(record, part)}
    return taken


def with_statements(record: Record, field: str, statements: tuple[Statement, ...]) -> Record:
    """Return the record with these statements of a field, the current one first."""
    others = tuple(each for each in record.statements if each.field != field)
    return in_order(replace(record, statements=others + statements))


def in_order(record: Record) -> Record:
    """Return the record with its statements in the order of the layout, as versions hold them."""
    return replace(
        record, statements=tuple(each for own in record.by_field.values() for each in own)
    )


def _with_used_sources(record: Record, *others: Record) -> Record:
    """A source that one removed while the other came to use it stays."""
    known = {source.key for source in record.sources}
    missing = dict.fromkeys(key for key in record.used_sources() if key not in known)
    found = (next(filter(None, (other.source(key) for other in others)), None) for key in missing)
    return replace(record, sources=(*record.sources, *filter(None, found)))


def _assembled(held: Mapping[Place, Any]) -> Record:
    values: dict[str, Any] = {part: [] for part in LISTS}
    for place, piece in held.items():
        if place.part == FACTS:
            values[FACTS] += piece
        elif place.part == HEADS:
            values[place.key] = piece
        else:
            values[place.part].append(piece)
    return in_order(Record(**values | {part: tuple(values[part]) for part in LISTS}))


def _rank(place: Place) -> tuple[int, int]:
    parts = [HEADS, *LISTS]
    return parts.index(place.part), ORDER.get(place.key, 0) if place.part == FACTS else 0
