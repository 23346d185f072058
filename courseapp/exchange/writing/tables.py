"""Records as a table in the platform's layout (RFC 4180, UTF-8 with a mark at its beginning).

Excel takes a file without that mark for an old code page and breaks every accent.
"""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from courseapp.exchange.columns import COLUMNS
from courseapp.exchange.escaping import harmless
from courseapp.exchange.writing.cells import cells_of
from courseapp.initiatives.document.record import Record

BYTE_ORDER_MARK = "\ufeff"


def to_csv(record: Record) -> str:
    """Return the table with one record."""
    return "".join(csv_lines([record]))


def csv_lines(records: Iterable[Record]) -> Iterator[str]:
    """Yield the header and then the row of each record, each with its line end."""
    yield BYTE_ORDER_MARK + _line(column.header for column in COLUMNS)
    for record in records:
        cells = cells_of(record)
        yield _line(harmless(cells[column.place]) for column in COLUMNS)


def _line(cells: Iterable[str]) -> str:
    written = StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()
