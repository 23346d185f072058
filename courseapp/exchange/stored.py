"""Rows of a file as they wait in the database, and back."""

from collections.abc import Iterable, Sequence
from typing import Any

from courseapp.exchange.models import ImportRow
from courseapp.exchange.parsed import BadRow, Cell, Fault, ParsedRow
from courseapp.exchange.rules import Verdict
from courseapp.initiatives.document.merging import Place
from courseapp.initiatives.document.writing import from_plain, to_plain

LONGEST_NAME = 300
Values = dict[str, Any]  # of a row of the table, ready for one INSERT of many


def good_row(import_id: int, row: ParsedRow, verdict: Verdict, initiative_id: int | None) -> Values:
    """Return the values of the row to be stored for a record that can be taken."""
    return _row(
        import_id=import_id,
        number=row.number,
        line=row.line,
        name=row.record.name[:LONGEST_NAME],
        verdict=verdict,
        origin=row.origin,
        initiative_id=initiative_id,
        document=to_plain(row.record),
        cells=[_cell(each) for each in row.cells],
        notes=list(row.notes),
    )


def bad_row(import_id: int, row: BadRow) -> Values:
    """Return the values of the row to be stored for a record that cannot be taken."""
    return _row(
        import_id=import_id,
        number=row.number,
        line=row.line,
        name=row.name[:LONGEST_NAME],
        verdict=Verdict.FAULT,
        faults=stored_faults(row.faults),
    )


def _row(**values: Any) -> Values:
    """All rows have the same columns, so that one statement takes them all."""
    empty: Values = {"origin": None, "initiative_id": None, "document": None}
    return empty | {"result": None, "cells": [], "notes": [], "faults": []} | values


def parsed_row(stored: ImportRow) -> ParsedRow:
    """Return the row as it was read. Raises ValueError for one that has faults."""
    if stored.document is None or stored.origin is None:
        raise ValueError(f"row {stored.number} holds no record")
    return ParsedRow(
        stored.number,
        stored.line,
        from_plain(stored.document),
        stored.origin,
        tuple(_read_cell(each) for each in stored.cells),
        tuple(stored.notes),
    )


def stored_faults(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """Return faults as JSON can hold them."""
    return [{"what": each.what, "line": each.line, "column": each.column} for each in faults]


def faults_of(stored: Sequence[dict[str, Any]]) -> tuple[Fault, ...]:
    """Return stored faults as they were."""
    return tuple(Fault(each["what"], each["line"], each["column"]) for each in stored)


def _cell(cell: Cell) -> list[Any]:
    place = [cell.place.part, cell.place.key]
    return [*place, cell.label, cell.raw, cell.line, cell.column, list(cell.notes)]


def _read_cell(stored: list[Any]) -> Cell:
    part, key, label, raw, line, column, notes = stored
    return Cell(Place(part, str(key)), label, raw, line, column, tuple(notes))
