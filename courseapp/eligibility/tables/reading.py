"""Takes an uploaded decision table apart (RFC 4180, and what spreadsheets make of it)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from courseapp.core.errors import Problem
from courseapp.core.typed_text import one_line
from courseapp.countries.names import folded
from courseapp.eligibility.tables.columns import COLUMNS, EXPECTED, LONGEST_CELL
from courseapp.exchange.escaping import original
from courseapp.exchange.reading.grid import GridRow, grid
from courseapp.exchange.reading.text_bytes import DecodedText, decoded

MOST_BYTES = 900_000
MOST_ROWS = 2_000
DELIMITERS = (",", ";", "\t")
FIELD = "file"
Line = dict[str, str]


@dataclass(frozen=True)
class _Header:
    """The first row: the delimiter that fits best, and the name of each column."""

    delimiter: str
    names: tuple[str, ...]

    @property
    def known(self) -> int:
        return sum(name in COLUMNS for name in self.names)


def read_table(content: bytes) -> list[Line]:
    """Return the rows of a file as texts by column. Raises Problem with what is wrong with it."""
    _refuse_other_files(content)
    source = decoded(content)
    if source.has_broken:
        line = source.broken_line()
        raise Problem(f"{source.broken_words(line)} Save the table as “CSV UTF-8”.", FIELD)
    header = _header(source)
    rows = [row for row in grid(source.text, header.delimiter) if not row.is_blank][1:]
    if not rows:
        raise Problem("The table has no row below its header.", FIELD)
    if len(rows) > MOST_ROWS:
        raise Problem(
            f"A table may have {MOST_ROWS:,} rows. This one has {len(rows):,}: leave some out.",
            FIELD,
        )
    return [_line(row, header.names) for row in rows]


def _refuse_other_files(content: bytes) -> None:
    if not content.strip():
        raise Problem("The file is empty. Choose another one.", FIELD)
    if len(content) > MOST_BYTES:
        raise Problem(f"A table may have {MOST_BYTES // 1000} kB. Choose a smaller file.", FIELD)
    is_utf_16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    if content.startswith(b"PK\x03\x04") or (b"\0" in content and not is_utf_16):
        raise Problem("This is no text. Save the sheet as “CSV UTF-8”, then upload that.", FIELD)


def _header(source: DecodedText) -> _Header:
    found = max((_try(source.text, each) for each in DELIMITERS), key=lambda each: each.known)
    strange = [name for name in found.names if name not in COLUMNS]
    twice = [name for name in COLUMNS if found.names.count(name) > 1]
    if not found.known:
        known = ", ".join(COLUMNS)
        raise Problem(f"The first row names none of our columns. They are: {known}.", FIELD)
    if strange:
        told = ", ".join(f"“{name[:40]}”" for name in strange[:5])
        raise Problem(f"We know no column {told}. Take it out, or name it as in ours.", FIELD)
    if twice:
        raise Problem(f"The column “{twice[0]}” stands there twice.", FIELD)
    if EXPECTED not in found.names or found.known < 2:
        raise Problem("The table needs the column “expected”, and at least one other.", FIELD)
    return found


def _try(text: str, delimiter: str) -> _Header:
    first = next((row for row in grid(text, delimiter) if not row.is_blank), None)
    return _Header(delimiter, tuple(_names(first.cells if first else ())))


def _names(cells: Sequence[str]) -> Iterator[str]:
    trimmed = list(cells)
    while trimmed and not trimmed[-1].strip():
        trimmed.pop()  # spreadsheets leave empty columns at the end
    for cell in trimmed:
        yield folded(one_line(original(cell.strip("\ufeff"))).replace("_", " ")).replace(" ", "_")


def _line(row: GridRow, names: Sequence[str]) -> Line:
    if row.unclosed:
        raise Problem(f"Line {row.line}: a quote is opened and never closed.", FIELD)
    if any(cell.strip() for cell in row.cells[len(names) :]):
        raise Problem(f"Line {row.line} has more cells than the header.", FIELD)
    cells = [one_line(original(cell)) for cell in row.cells]
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise Problem(f"Line {row.line} has a cell of more than {LONGEST_CELL} letters.", FIELD)
    return {name: cell for name, cell in zip(names, cells, strict=False) if cell}
