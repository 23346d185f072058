"""Recognises a file by its content, never by its name, and reads it."""

import json
from collections.abc import Callable
from dataclasses import replace

from courseapp.core.errors import Problem
from courseapp.programmes.parsed import Context, Parsed
from courseapp.programmes.reading.calendars import read_calendar
from courseapp.programmes.reading.csv_files import GUESSED, read_csv
from courseapp.programmes.reading.programmes import is_programme, read_programme
from courseapp.programmes.reading.schedules import is_schedule, read_schedule
from courseapp.programmes.reading.texts import text_of
from courseapp.programmes.reading.workbooks import read_workbook
from courseapp.programmes.rules import MEGABYTE, MOST_BYTES
from courseapp.programmes.spreadsheets import is_workbook

_NOT_KNOWN = (
    "We do not know this file. Bring a calendar (.ics), a table (.csv or .xlsx), or a schedule "
    "(.json)."
)
_SHAPES: tuple[tuple[Callable[[object], bool], Callable[[object, Context], Parsed]], ...] = (
    (is_programme, read_programme),
    (is_schedule, read_schedule),
)


def read_file(content: bytes, context: Context) -> Parsed:
    """Return what a file says, whatever it is.

    Raises Problem, with its field, for an empty file, one that is too large, and one of which
    nothing is known; all else is told in the remarks.
    """
    if not content.strip():
        raise Problem("The file is empty. Choose another one, or paste the text.", "file")
    if len(content) > MOST_BYTES:
        raise Problem(f"The file is larger than {MOST_BYTES // MEGABYTE} MB. Divide it.", "file")
    if is_workbook(content):
        return read_workbook(content, context)
    text, guessed = text_of(content)
    parsed = _read_text(text, context)
    return replace(parsed, remarks=(GUESSED, *parsed.remarks)) if guessed else parsed


def _read_text(text: str, context: Context) -> Parsed:
    begins = text.lstrip()[:200].upper()
    if "BEGIN:VCALENDAR" in begins or "BEGIN:VEVENT" in begins:
        return read_calendar(text, context)
    if begins[:1] in {"{", "["}:
        return _read_json(text, context)
    if any(each in text for each in (",", ";", "\t")):
        return read_csv(text, context)
    raise Problem(_NOT_KNOWN, "file")


def _read_json(text: str, context: Context) -> Parsed:
    try:
        document = json.loads(text, parse_int=_int)
    except (ValueError, RecursionError):
        raise Problem("This JSON cannot be read. Save the file again.", "file") from None
    for fits, read in _SHAPES:
        if fits(document):
            return read(document, context)
    raise Problem(_NOT_KNOWN, "file")


def _int(digits: str) -> int:
    """A number with thousands of digits would be no number of ours, and slow."""
    return int(digits[:18])
