"""What changed between two versions of a record, in words: which thing, before and after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from courseapp.initiatives.document.fields import BY_KEY
from courseapp.initiatives.document.merging import FACTS, HEADS, Change, Place
from courseapp.initiatives.document.record import Publication, Source, Statement
from courseapp.initiatives.editing.kinds import LISTS, ListKind, Thing, told_value
from courseapp.initiatives.word_marks import Piece, marked
from courseapp.initiatives.words import value_words

HEAD_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "slug": "Address",
        "name": "Name of the initiative",
        "short_name": "Short name",
        "summary": "Summary",
    }
)
CURRENT = "Current statement"


class What(StrEnum):
    """What happened to a piece of a record."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class Line:
    """One text before and after; empty where there was none."""

    label: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Both texts in one, word by word."""
        return marked(self.before, self.after)


@dataclass(frozen=True)
class Told:
    """One change. `of` is the list or kind of field that the piece belongs to."""

    place: Place
    of: str
    title: str
    what: What
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Side:
    """One label with what three sides say of it; empty where a side says nothing."""

    label: str
    began: str
    theirs: str
    ours: str

    @property
    def differs(self) -> bool:
        return self.theirs != self.ours


@dataclass(frozen=True)
class Clash:
    """One piece changed by two: where what both began with, theirs and ours are not the same."""

    of: str
    title: str
    sides: tuple[Side, ...]


def told(change: Change) -> Told:
    """Return a change in words."""
    kept = change.after if change.after is not None else change.before
    return Told(
        change.place,
        _kind_of(change.place),
        _title_of(change.place, kept),
        _what(change),
        tuple(_lines(change.place.part, change.before, change.after)),
    )


def told_clash(place: Place, began: Any, theirs: Any, ours: Any) -> Clash:
    """Return in words what three sides make of a piece; None where a side does not have it."""
    said = [dict(_said(place.part, piece)) for piece in (began, theirs, ours)]
    labels = dict.fromkeys(label for side in said for label in side)
    named = next(piece for piece in (ours, theirs, began) if piece is not None)
    sides = [Side(label, *(side.get(label, "") for side in said)) for label in labels]
    moved = tuple(side for side in sides if len({side.began, side.theirs, side.ours}) > 1)
    return Clash(_kind_of(place), _title_of(place, named), moved)


def _kind_of(place: Place) -> str:
    if place.part == HEADS:
        return "Name and summary"
    return "Field" if place.part == FACTS else LISTS[place.part].title


def _title_of(place: Place, piece: Any) -> str:
    if place.part == HEADS:
        return HEAD_TITLES[place.key]
    if place.part == FACTS:
        return BY_KEY[place.key].title
    named = LISTS[place.part].named(piece)
    return f"{named} ({piece.key})" if place.part == "sources" else named


def _what(change: Change) -> What:
    if change.before is None:
        return What.ADDED
    return What.REMOVED if change.after is None else What.CHANGED


def _lines(part: str, before: Any, after: Any) -> Iterator[Line]:
    old, new = dict(_said(part, before)), dict(_said(part, after))
    if part == FACTS:
        old, new = _statements_apart(before or (), after or ())
    for label in dict.fromkeys((*new, *old)):
        if old.get(label, "") != new.get(label, ""):
            yield Line(label, old.get(label, ""), new.get(label, ""))


def _said(part: str, piece: Any) -> Iterator[tuple[str, str]]:
    """Yield label and words of all that a piece says."""
    if piece is None:
        return
    if part == HEADS:
        yield "Text", str(piece)
    elif part == FACTS:
        yield from _statements_said(piece).items()
        if len(piece) > 1:
            yield CURRENT, _labels(piece)[0]
    else:
        yield from _thing_said(LISTS[part], piece)


def _thing_said(kind: ListKind, thing: Thing) -> Iterator[tuple[str, str]]:
    for field in kind.inputs:
        value: Any = getattr(thing, field.name)
        words = told_value(field, value)
        if words and value is not False:
            yield field.label, words
    if isinstance(thing, Publication) and thing.file:
        yield "File", f"A file of its own ({thing.file[:8]})"
    if not isinstance(thing, Source):
        yield "Source", thing.source


def _statements_said(statements: Sequence[Statement]) -> dict[str, str]:
    """Each statement of a field under its source."""
    labels = _labels(statements)
    return {label: _in_one(each) for label, each in zip(labels, statements, strict=True)}


def _statements_apart(
    before: Sequence[Statement], after: Sequence[Statement]
) -> tuple[dict[str, str], dict[str, str]]:
    """Both sides of a field: a statement that only changed is told part by part."""
    old = dict(zip(_labels(before), before, strict=True))
    new = dict(zip(_labels(after), after, strict=True))
    told_old, told_new = _statements_said(before), _statements_said(after)
    for label, statement in old.items():
        if label in new and new[label] != statement:
            del told_old[label], told_new[label]
            told_old |= _parts_of(label, statement)
            told_new |= _parts_of(label, new[label])
    if old and new:
        told_old[CURRENT], told_new[CURRENT] = next(iter(old)), next(iter(new))
    return told_old, told_new


def _labels(statements: Sequence[Statement]) -> list[str]:
    """Name each statement by its source, numbered where the source states several."""
    counted: dict[str, int] = {}
    labels = []
    for statement in statements:
        times = counted[statement.source] = counted.get(statement.source, 0) + 1
        labels.append(statement.source if times == 1 else f"{statement.source} {times}")
    return labels


def _parts_of(label: str, statement: Statement) -> dict[str, str]:
    parts = {
        f"Value ({label})": value_words(statement.field, statement.value),
        f"As printed ({label})": statement.printed,
        f"Note ({label})": statement.note,
    }
    return {name: text for name, text in parts.items() if text}


def _in_one(statement: Statement) -> str:
    """Return a statement as one text."""
    value = value_words(statement.field, statement.value)
    printed = statement.printed
    parts = (value, f"printed “{printed}”" if printed and printed != value else "", statement.note)
    return " · ".join(filter(None, parts))
