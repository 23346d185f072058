"""What a record says at a place, in words, with where it is from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from courseapp.corrections.places import LARGER, RECORD, subject_at, thing_at
from courseapp.initiatives.document.merging import FACTS, HEADS, Place
from courseapp.initiatives.document.record import Record, Source, Statement
from courseapp.initiatives.editing.kinds import LISTS, told_value
from courseapp.initiatives.words import UNKNOWN, value_words


@dataclass(frozen=True)
class Said:
    """What a source makes the record say. `printed` only where it differs from the words."""

    words: str
    printed: str = ""
    note: str = ""
    source: Source | None = None


@dataclass(frozen=True)
class Present:
    """What a record says at a place: the current statement, and what other sources state."""

    current: Said
    others: tuple[Said, ...] = ()


def present(record: Record, place: Place) -> Present | None:
    """Return what the record says at a place; None where it has no such place (any more)."""
    if subject_at(record, place) is None:
        return None
    if place.part == RECORD:
        return Present(Said(LARGER[place.key]))
    if place.part == FACTS:
        said = tuple(_of_statement(record, each) for each in record.by_field.get(place.key, ()))
        return Present(said[0], said[1:]) if said else Present(Said(UNKNOWN))
    if place.part == HEADS:
        return Present(Said(getattr(record, place.key) or UNKNOWN))
    return Present(_of_thing(record, place.part, thing_at(record, place)))


def _of_statement(record: Record, statement: Statement) -> Said:
    words = value_words(statement.field, statement.value)
    return Said(
        words=words,
        printed=statement.printed if statement.printed != words else "",
        note=statement.note,
        source=record.source(statement.source),
    )


def _of_thing(record: Record, part: str, thing: Any) -> Said:
    words = "\n".join(f"{label}: {text}" for label, text in _lines(part, thing))
    named = record.source(thing.source) if LISTS[part].has_source else None
    return Said(words, note=getattr(thing, "note", ""), source=named)


def _lines(part: str, thing: Any) -> Iterator[tuple[str, str]]:
    for each in LISTS[part].inputs:
        value = getattr(thing, each.name)
        if each.name != "note" and value is not False and (words := told_value(each, value)):
            yield each.label, words
