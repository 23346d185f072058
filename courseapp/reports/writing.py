"""Reports as files: a table for spreadsheets, and JSON."""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from io import StringIO
from types import MappingProxyType
from typing import Any

from courseapp.events.rules import EventKind, Level, Mode
from courseapp.events.words import KINDS, LEVELS, MODES
from courseapp.exchange.escaping import harmless
from courseapp.reports.fit import Comparison, Fit, Found
from courseapp.reports.notes import Note
from courseapp.reports.outputs import YearOfOutputs
from courseapp.reports.rows import OutputRow
from courseapp.reports.yearly import YearReport

COLUMNS = tuple(field.name for field in fields(OutputRow))
_WORDS: Mapping[type[StrEnum], Mapping[Any, str]] = MappingProxyType(
    {EventKind: KINDS, Mode: MODES, Level: LEVELS}
)
_YES_NO = {True: "Yes", False: "No"}


def to_csv(rows: Iterable[OutputRow]) -> str:
    """Return a table of one row an output (RFC 4180), with a byte order mark for Excel.

    Texts come from anywhere; none of them is taken for a formula. Decimals have a point.
    """
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(getattr(row, name)) for name in COLUMNS] for row in rows)
    return "\ufeff" + written.getvalue()


def _cell(value: object) -> str:
    """A number never gets an apostrophe; none of ours is negative."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, StrEnum):
        return _WORDS[type(value)][value] if type(value) in _WORDS else value.value
    return harmless(value) if isinstance(value, str) else str(value)


def to_json(report: YearReport, base_url: str) -> str:
    """Return the report as JSON (RFC 8259); words of closed lists are their keys."""
    initiative, year = report.held.initiative, report.year
    page = f"{base_url}/initiatives/{initiative.slug}"
    told = {
        "initiative": {
            "name": initiative.name,
            "short_name": initiative.short_name,
            "link": page,
            "record_version": report.held.version.number,
        },
        "year": year.year,
        "link": f"{page}/outputs/{year.year}",
        "totals": _totals(year),
        "by_kind_and_mode": [
            {"kind": kind, "mode": mode, "events": year.table.of(kind, mode)}
            for kind in year.table.kinds
            for mode in year.table.modes
            if year.table.of(kind, mode)
        ],
        "outputs": [{name: _plain(getattr(row, name)) for name in COLUMNS} for row in report.rows],
        "stated_and_found": _compared(report.comparison),
        "not_counted": [_note(note) for note in report.notes],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _totals(year: YearOfOutputs) -> dict[str, int | float | None]:
    sessions = year.sessions
    return {
        "events": len(year.held),
        "sessions": sessions.number if sessions else None,
        "hours": sessions.hours if sessions else None,
        "repeated_sessions": sessions.repeats if sessions else None,
        "publications": len(year.publications),
    }


def _compared(comparison: Comparison) -> dict[str, object]:
    return {
        "functions": [_fit(each) for each in comparison.functions],
        "activities": [_fit(each) for each in comparison.activities],
        "own_activities": [_fit(each) for each in comparison.own],
        "beyond_stated_functions": _found(comparison.beyond_functions),
        "beyond_own_activities": _found(comparison.beyond_own),
    }


def _fit(fit: Fit) -> dict[str, object]:
    return {
        "stated": fit.stated,
        "source": fit.source,
        "mark": fit.mark,
        "found": _found(fit.found),
    }


def _found(found: Found) -> dict[str, int]:
    publications = {"publication": found.publications} if found.publications else {}
    return {kind.value: number for kind, number in found.kinds} | publications


def _note(note: Note) -> str:
    return " ".join((note.text, "; ".join(each.title for each in note.events))).strip()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
