"""The bytes of a file of applications as a table; what is wrong with the whole file, in words."""

import codecs
import csv

from courseapp.core.errors import Problem
from courseapp.intake.columns_csv import Column, Table, key_of, read_table

MOST_BYTES = 16 * 1024 * 1024
MOST_ROWS = 10_000
FIELD = "file"
_DELIMITERS = (",", ";", "\t")  # Excel writes what the country of its user uses
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NO_TEXT = "This is no text. In the spreadsheet program, save the sheet as “CSV UTF-8”."
NEEDED = (Column.EMAIL.value, "full_name")


def open_table(content: bytes) -> Table:
    """Return what the file holds, letter for letter. Raises Problem beside the file's field."""
    text = _text(content)
    table = _table(text)
    missing = [key for key in NEEDED if key not in table.keys]
    if missing:
        raise Problem(
            f"The first row needs headers that end in [{'] and ['.join(missing)}]. Export a table "
            "that can be read back to see how such a file looks.",
            FIELD,
        )
    if not table.rows:
        raise Problem("The table has no row below its headers.", FIELD)
    if len(table.rows) > MOST_ROWS:
        raise Problem(
            f"A file may have {MOST_ROWS:,} rows. This one has {len(table.rows):,}: divide it.",
            FIELD,
        )
    return table


def _text(content: bytes) -> str:
    if not content.strip():
        raise Problem("The file is empty. Choose another one.", FIELD)
    if len(content) > MOST_BYTES:
        raise Problem(f"A file may have {MOST_BYTES // 1024 // 1024} MB. Divide it.", FIELD)
    try:
        is_utf_16 = content.startswith(_UTF_16)
        text = content.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Problem(_broken(content, line), FIELD) from None
    if "\0" in text:
        raise Problem(_NO_TEXT, FIELD)
    return text


def _broken(content: bytes, line: int) -> str:
    if content.startswith(b"PK"):
        return _NO_TEXT
    return f"The letters of line {line} are not in UTF-8. Save the table as “CSV UTF-8”."


def _table(text: str) -> Table:
    """Read with the delimiter by which the first row says most."""
    try:
        found = {each: _keys(text, each) for each in _DELIMITERS}
        return read_table(text, max(_DELIMITERS, key=lambda each: found[each]))
    except csv.Error as error:
        raise Problem(f"The table cannot be read: {error}.", FIELD) from None


def _keys(text: str, delimiter: str) -> int:
    first = next(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), [])
    return sum(bool(key_of(cell)) for cell in first)
