"""Whole records from plain values, whichever file they stood in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from courseapp.exchange.parsed import BadRow, Fault, ParsedRow
from courseapp.exchange.reading.plain_limits import TooMuch, check_depth
from courseapp.exchange.reading.sound_values import misfits
from courseapp.exchange.rules import Origin
from courseapp.initiatives.document.merging import in_order
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import Unreadable, from_plain

LONGEST_FAULT = 300
NO_FILES = "Files do not come with a record: the publications are read without them."


@dataclass(frozen=True)
class PlainRow:
    """One record as a file holds it, and the line in which it begins (0: unknown)."""

    number: int
    line: int
    value: Any


def row_of_plain(plain: PlainRow, seen: dict[str, int]) -> ParsedRow | BadRow:
    """Return the record, or what is wrong with it. `seen` holds the slugs of the rows before."""
    try:
        check_depth(plain.value)
        record = in_order(from_plain(plain.value))
    except (Unreadable, TooMuch, RecursionError) as error:
        return _bad(plain, [str(error) or "The record cannot be read."])
    if record.slug in seen:
        return _bad(plain, [f"“{record.slug}” is record {seen[record.slug]} already."])
    faults = list(misfits(record))
    if faults:
        return _bad(plain, faults)
    seen[record.slug] = plain.number
    bare = without_files(record)
    notes = (NO_FILES,) if bare != record else ()
    return ParsedRow(plain.number, plain.line, bare, Origin.RECORD, notes=notes)


def without_files(record: Record) -> Record:
    """Return the record without the keys of files: they mean nothing in another place."""
    bare = tuple(replace(each, file="") for each in record.publications)
    return replace(record, publications=bare)


def _bad(plain: PlainRow, faults: list[str]) -> BadRow:
    name = plain.value.get("name") if isinstance(plain.value, Mapping) else None
    called = name[:LONGEST_FAULT] if isinstance(name, str) else ""
    told = (Fault(_short(what), plain.line, row=plain.number, name=called) for what in faults)
    return BadRow(plain.number, plain.line, called, tuple(told))


def _short(what: str) -> str:
    return what if len(what) <= LONGEST_FAULT else f"{what[: LONGEST_FAULT - 1]}…"
