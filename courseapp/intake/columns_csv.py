"""Applications as CSV (RFC 4180) that our own import reads back, letter for letter.

The convention, for whoever writes or reads such a file:

* UTF-8 with a byte order mark, so that Excel takes it for UTF-8; lines end with CR LF.
* The first row holds headers. A header is what people read, with the key of the column in
  brackets at its end: ``Gender [gender]``. Only the key counts; a header may be the bare key.
* Columns that are no questions have keys with ``#`` in front: see `Column`.
* A cell is the answer as it is kept: several values a line each, cells of a table's row divided
  by tabs, options and countries by their keys and codes.
* A cell that a spreadsheet would run has an apostrophe in front; see `exchange.escaping`.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO

from courseapp.exchange.escaping import harmless, original
from courseapp.forms.document.keys import is_key

BYTE_ORDER_MARK = "\ufeff"
LINE_END = "\r\n"
_KEYED = re.compile(r"(?s)(.*)\[(#?[a-z][a-z0-9_]*)\]\s*")
csv.field_size_limit(1_000_000)  # letters; an answer may be long


class Column(StrEnum):
    """The columns that are no questions."""

    NUMBER = "#number"  # the reference of the application
    EMAIL = "#email"
    STATUS = "#status"  # applications.rules.Status
    SENT_AT = "#sent_at"  # ISO 8601, UTC
    LANGUAGE = "#language"  # in which she read the form: BCP 47
    FORM_VERSION = "#form_version"  # its number
    TAGS = "#tags"  # a line each


@dataclass(frozen=True)
class Table:
    """What a file holds: its rows by the keys of its columns, in the order of the file.

    `unknown` are headers without a key; their cells are left out. `numbers` are those of the rows
    in the file, the headers being row 1.
    """

    keys: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    unknown: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


def header(key: str, label: str) -> str:
    """Return what stands over the column: ``Gender [gender]``."""
    said = " ".join(label.split())
    return f"{said} [{key}]" if said else f"[{key}]"


def key_of(text: str) -> str:
    """Return the key in a header, or of a header that is a bare key; "" for another."""
    bare = text.strip()
    found = _KEYED.fullmatch(bare)
    key = found[2] if found else bare
    return key if key in set(Column) or is_key(key) else ""


def csv_lines(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the file line by line; a cell may hold line ends of its own."""
    yield BYTE_ORDER_MARK + csv_line(headers)
    for row in rows:
        yield csv_line(row)


def csv_line(cells: Sequence[str]) -> str:
    """Return one row with its line end; what a spreadsheet would run is made harmless."""
    written = StringIO()
    csv.writer(written, lineterminator=LINE_END).writerow([harmless(cell) for cell in cells])
    return written.getvalue()


def read_table(text: str, delimiter: str = ",") -> Table:
    """Return what a file of ours holds, letter for letter. Raises csv.Error for what is no CSV.

    Columns without a key, and empty rows, are left out; of two columns with one key the first
    counts. A row that is too short has empty cells at its end.
    """
    reader = csv.reader(
        StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""), strict=True, delimiter=delimiter
    )
    headers = [original(cell) for cell in next(reader, [])]
    keys = [key_of(each) for each in headers]
    places: dict[str, int] = {}
    for place, key in enumerate(keys):
        if key:
            places.setdefault(key, place)
    filled = [(number, cells) for number, cells in enumerate(reader, start=2) if any(cells)]
    rows = tuple(_row(places, cells) for _, cells in filled)
    unknown = tuple(each for each, key in zip(headers, keys, strict=True) if each and not key)
    return Table(tuple(places), rows, unknown, tuple(number for number, _ in filled))


def _row(places: Mapping[str, int], cells: Sequence[str]) -> Mapping[str, str]:
    return {
        key: original(cells[place]) if place < len(cells) else "" for key, place in places.items()
    }
