"""Brings a row of the platform, or of our own table, into a held record.

Everything in the row comes from one source. What that source stated before is replaced in place;
what others state stays. Nothing is ever removed.
"""

from collections.abc import Mapping
from dataclasses import replace

from courseapp.exchange.columns import COUNTS, MEMBERSHIPS, STATEMENTS
from courseapp.exchange.merging.counts import bring_count, said_number
from courseapp.exchange.merging.outcomes import BroughtIn, Effect, Outcome
from courseapp.exchange.merging.participants import bring_names, how_many
from courseapp.exchange.merging.sources import (
    brought_up_to_date,
    free_source_key,
    same_source,
    with_source,
)
from courseapp.exchange.merging.statements import BLANK_NOW, bring_statement, is_blank
from courseapp.exchange.parsed import ParsedRow
from courseapp.exchange.rules import Origin
from courseapp.exchange.writing.cells import cells_of
from courseapp.initiatives.document.categories import CATEGORIES
from courseapp.initiatives.document.merging import Place, in_order
from courseapp.initiatives.document.record import Record, Source, Statement
from courseapp.initiatives.rules import CountKind


def bring_platform_row(held: Record, row: ParsedRow) -> BroughtIn:
    """Return the held record with the row in it."""
    return _Bringing(held, row).result()


class _Bringing:
    """One row on its way into one record."""

    def __init__(self, held: Record, row: ParsedRow) -> None:
        self.held = self.record = held
        self.row = row
        self.raw = {cell.place: _spaced(cell.raw) for cell in row.cells}
        self.exported = self._exported()
        self.outcomes: list[Outcome] = []
        self.source = self._source()
        self.statements = dict(held.by_field)

    def _exported(self) -> Mapping[Place, str]:
        """What our own table prints of the held record; nothing for the platform's own rows."""
        if self.row.origin is not Origin.TABLE:
            return {}
        return {place: _spaced(text) for place, text in cells_of(self.held).items()}

    def _source(self) -> Source:
        incoming = self.row.record.sources[0]
        known = same_source(self.held, incoming)
        if known is not None:
            return brought_up_to_date(known, incoming)
        return replace(incoming, key=free_source_key(self.held, incoming.key))

    def result(self) -> BroughtIn:
        """Bring in every piece; a source that has nothing new to say is not added."""
        for statement in self.row.record.statements:
            self._statement(replace(statement, source=self.source.key))
        for category in CATEGORIES:
            self._count(category.kind)
            self._names(category.kind)
        self.record = _with_statements(self.record, self.statements)
        is_known = self.held.source(self.source.key) is not None
        if is_known or self.record != self.held:
            self.record = with_source(self.record, self.source)
        return BroughtIn(in_order(self.record), tuple(self.outcomes))

    def _is_our_export(self, place: Place) -> bool:
        """A cell that prints what we would print there ourselves brings nothing new."""
        return place in self.exported and self.raw.get(place, "") == self.exported[place]

    def _date_of(self, key: str) -> str:
        source = self.source if key == self.source.key else self.held.source(key)
        return source.date if source else ""

    def _statement(self, new: Statement) -> None:
        place = Place(STATEMENTS, new.field)
        held = self.statements.get(new.field, ())
        own = next((each for each in held if each.source == new.source), None)
        exported = self.exported.get(place, "")
        if (own is None or is_blank(own)) and (is_blank(new) or self._is_our_export(place)):
            if exported:
                self._tell_export(place, exported, is_blank(new))
                return
            if self._is_our_export(place):
                return
        stated = bring_statement(held, new, self._date_of)
        if stated.statements:
            self.statements[new.field] = stated.statements
        if stated.outcome:
            self.outcomes.append(stated.outcome)

    def _tell_export(self, place: Place, exported: str, blank: bool) -> None:
        if blank:
            self.outcomes.append(Outcome(place, Effect.KEPT, exported, "", BLANK_NOW))
        else:
            self.outcomes.append(Outcome(place, Effect.SAME, exported, exported))

    def _count(self, kind: CountKind) -> None:
        place = Place(COUNTS, kind)
        new = next((each for each in self.row.record.counts if each.kind is kind), None)
        if new is None:
            return
        if self._is_our_export(place):
            self.outcomes.append(Outcome(place, Effect.SAME, said_number(new), said_number(new)))
            return
        self.record, outcome = bring_count(self.record, replace(new, source=self.source.key))
        self.outcomes.append(outcome)

    def _names(self, kind: CountKind) -> None:
        place = Place(MEMBERSHIPS, kind)
        lines = [line for line in self.row.record.memberships if line.category is kind]
        if not lines:
            self._blank_names(place, kind)
        elif self._is_our_export(place):
            self.outcomes.append(Outcome(place, Effect.SAME, how_many(lines), how_many(lines)))
        else:
            new = [replace(line, source=self.source.key) for line in lines]
            self.record, outcome = bring_names(self.record, new)
            self.outcomes.append(outcome)

    def _blank_names(self, place: Place, kind: CountKind) -> None:
        mine = [
            line
            for line in self.held.memberships
            if line.category is kind and line.source == self.source.key and not line.until
        ]
        if place in self.raw and mine:
            self.outcomes.append(Outcome(place, Effect.KEPT, how_many(mine), "", BLANK_NOW))


def _with_statements(record: Record, by_field: Mapping[str, tuple[Statement, ...]]) -> Record:
    """The record with these statements; the same one where they are the same."""
    if by_field == record.by_field:
        return record
    return in_order(
        replace(record, statements=tuple(each for own in by_field.values() for each in own))
    )


def _spaced(text: str) -> str:
    return " ".join(text.split())
