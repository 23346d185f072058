"""A row of a file beside what we hold: field by field, raw → understood → what comes of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from courseapp.exchange.merging.bringing_in import bring_in, older_than_held
from courseapp.exchange.merging.outcomes import BroughtIn, Effect, Outcome
from courseapp.exchange.merging.piece_words import place_words
from courseapp.exchange.parsed import Cell, ParsedRow
from courseapp.exchange.rules import Origin
from courseapp.initiatives.document.fields import THEME_FIELDS
from courseapp.initiatives.document.merging import FACTS, HEADS, Place
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import LISTS
from courseapp.initiatives.words import UNKNOWN

LONGEST_SHOWN = 400
MOST_FACTS = 80
THEMES = frozenset(Place(FACTS, field.key) for field in THEME_FIELDS)


@dataclass(frozen=True)
class Fact:
    """One piece of a row, its texts shortened. `understood` is empty where it is what is raw."""

    label: str
    raw: str
    understood: str
    held: str
    effect: Effect
    notes: tuple[str, ...] = ()
    where: str = ""
    means_nothing: bool = False  # what stands there could not be understood


@dataclass(frozen=True)
class Compared:
    """A whole row: what it would bring, and, by name only, what is the same or left blank."""

    facts: tuple[Fact, ...]
    same: tuple[str, ...]
    blank: tuple[str, ...]
    notes: tuple[str, ...]
    more: int = 0  # facts that are not shown
    is_new: bool = False  # nothing is held to compare with

    @property
    def warnings(self) -> int:
        """How many remarks there are for somebody to read."""
        return sum(len(fact.notes) for fact in self.facts)


def compared(held: Record | None, row: ParsedRow) -> Compared:
    """Return the row beside the record that it is about, or alone where it is new."""
    brought = bring_in(held, row)
    if row.origin is Origin.RECORD:
        facts = list(_facts_of_record(row.record) if held is None else _changes(brought))
        same: tuple[str, ...] = ()
        blank: tuple[str, ...] = ()
    else:
        facts = list(_facts(row, brought, held))
        same = tuple(_labels(row, brought, Effect.SAME))
        blank = tuple(_blank(row, brought))
    older = older_than_held(held, row) if held else ""
    notes = (f"What we hold of this source is newer: {older}.", *row.notes) if older else row.notes
    more = max(0, len(facts) - MOST_FACTS)
    return Compared(tuple(facts[:MOST_FACTS]), same, blank, notes, more, is_new=held is None)


def _facts(row: ParsedRow, brought: BroughtIn, held: Record | None) -> Iterator[Fact]:
    outcomes = {outcome.place: outcome for outcome in brought.outcomes}
    if held is None and THEMES & outcomes.keys():
        yield _themes(row)
        outcomes = {place: each for place, each in outcomes.items() if place not in THEMES}
    for cell in row.cells:
        outcome = outcomes.get(cell.place)
        if outcome is None and cell.notes:  # nothing could be made of it
            yield _fact(cell, Outcome(cell.place, Effect.KEPT))
        elif outcome is not None and (outcome.effect is not Effect.SAME or cell.notes):
            yield _fact(cell, outcome)


def _fact(cell: Cell, outcome: Outcome) -> Fact:
    raw, meant = _short(cell.raw.strip()), _short(outcome.meant)
    notes = (*cell.notes, *([outcome.note] if outcome.note else []))
    place = f"line {cell.line}, column {cell.column}"
    nothing = meant in {"", UNKNOWN}
    understood = "" if nothing or meant == raw else meant
    held = _short(outcome.held)
    return Fact(cell.label, raw, understood, held, outcome.effect, notes, place, nothing)


def _themes(row: ParsedRow) -> Fact:
    """The 22 themes of a new record in one line: which are Yes, and how many are not."""
    themes = [cell for cell in row.cells if cell.place in THEMES]
    values = {cell: row.record.value(cell.place.key) for cell in themes}
    chosen = [cell.label for cell in themes if values[cell] is True]
    no = sum(value is False for value in values.values())
    blank = len(themes) - len(chosen) - no
    told = [f"Yes: {', '.join(chosen) or 'none'}", f"No: {no}"]
    if blank:
        told.append(f"Unknown: {blank}")
    notes = tuple(note for cell in themes for note in cell.notes)
    raw = f"{len(themes)} themes"
    where = f"line {themes[0].line}"
    return Fact("Themes", raw, "; ".join(told), "", Effect.NEW, notes, where)


def _labels(row: ParsedRow, brought: BroughtIn, effect: Effect) -> Iterator[str]:
    wanted = {each.place for each in brought.outcomes if each.effect is effect}
    return (cell.label for cell in row.cells if cell.place in wanted and not cell.notes)


def _blank(row: ParsedRow, brought: BroughtIn) -> Iterator[str]:
    told = {each.place for each in brought.outcomes}
    for cell in row.cells:
        is_field = cell.place.part == FACTS
        if is_field and not cell.raw.strip() and cell.place not in told | THEMES:
            yield cell.label


def _changes(brought: BroughtIn) -> Iterator[Fact]:
    for each in brought.outcomes:
        label = place_words(each.place)
        yield Fact(label, "", _short(each.meant), _short(each.held), each.effect, ())


def _facts_of_record(record: Record) -> Iterator[Fact]:
    """A whole new record: its head, its facts, and how many things its lists hold."""
    for name in ("name", "short_name", "summary"):
        if getattr(record, name):
            place = Place(HEADS, name)
            yield Fact(place_words(place), "", _short(getattr(record, name)), "", Effect.NEW)
    for part in LISTS:
        number = len(getattr(record, part))
        if number:
            yield Fact(_PARTS[part], "", f"{number:,}", "", Effect.NEW)


_PARTS: Mapping[str, str] = {
    "sources": "Sources",
    "statements": "Statements about its fields",
    "passages": "Objectives, activities, areas of work and means",
    "memberships": "Members and partners",
    "counts": "Numbers",
    "publications": "Publications",
    "milestones": "Milestones",
}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
