"""Reads CSV (RFC 4180) with commas, semicolons or tabs, with or without a mark at its beginning."""

from collections.abc import Iterator

from courseapp.exchange.escaping import original
from courseapp.exchange.reading.grid import grid
from courseapp.programmes.parsed import Context, Parsed, Remark
from courseapp.programmes.reading.tables import TableRow, read_table
from courseapp.programmes.rules import FileKind

_DELIMITERS = (",", ";", "\t")


def read_csv(text: str, context: Context) -> Parsed:
    """Return the sessions of a delimited text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return read_table(FileKind.TABLE, _rows(lines), context)


def _rows(text: str) -> Iterator[TableRow]:
    for row in grid(text, _delimiter(text)):
        yield TableRow(row.line, [original(cell) for cell in row.cells])


def _delimiter(text: str) -> str:
    """The one of which the first line with any has most: headers are words without it."""
    for line in text.split("\n", 25)[:25]:
        counted = {each: line.count(each) for each in _DELIMITERS}
        if any(counted.values()):
            return max(_DELIMITERS, key=lambda each: counted[each])
    return ","


GUESSED = Remark(
    "The letters are not in UTF-8. We read them as Windows-1252: look at names with accents."
)
