"""Reads a table with one initiative a row; its headers are the platform's labels."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from courseapp.exchange.columns import NAME, Column, column_called
from courseapp.exchange.escaping import original
from courseapp.exchange.names import name_key
from courseapp.exchange.parsed import BadRow, Cell, Fault, Opened, ParsedRow, unreadable
from courseapp.exchange.reading.grid import GridRow, grid
from courseapp.exchange.reading.platform_rows import BadCells, row_of_cells
from courseapp.exchange.reading.text_bytes import DecodedText
from courseapp.exchange.rules import MOST_ROWS, FileFormat

DELIMITERS = (",", ";", "\t")
FEWEST_HEADERS = 3  # that we know, before a text without a name column is taken for a table
_SHOWN = 8


@dataclass(frozen=True)
class _Header:
    """The first row: what each column is; None for those that are not ours."""

    line: int
    texts: Sequence[str]
    columns: Sequence[Column | None]

    @property
    def known(self) -> int:
        return sum(column is not None for column in self.columns)

    @property
    def has_name(self) -> bool:
        return NAME in self.columns


def looks_like_a_table(text: str) -> bool:
    """Return whether the first row holds headers of the platform."""
    header, _ = _header(text)
    return header is not None and (header.known >= FEWEST_HEADERS or header.has_name)


def open_csv(source: DecodedText) -> Opened:
    """Return the rows of the table. What is wrong with its headers is a fault of the file."""
    header, delimiter = _header(source.text)
    faults = tuple(_header_faults(header, source)) if header else (Fault("The file is empty."),)
    if header is None or faults:
        return unreadable(*faults, format=FileFormat.CSV)
    rows = _Rows(source, header)
    return Opened(
        FileFormat.CSV,
        rows.read(delimiter),
        expected=_about_how_many(source.text),
        notes=tuple(_notes(header)),
    )


def _header(text: str) -> tuple[_Header | None, str]:
    """The header by the delimiter with which most of its cells are known."""
    found = [(_first_row(text, delimiter), delimiter) for delimiter in DELIMITERS]
    return max(found, key=lambda each: each[0].known if each[0] else 0)


def _first_row(text: str, delimiter: str) -> _Header | None:
    row = next((row for row in grid(text, delimiter) if not row.is_blank), None)
    if row is None:
        return None
    texts = [" ".join(original(cell).strip("\ufeff").split()) for cell in row.cells]
    return _Header(row.line, texts, [column_called(each) for each in texts])


def _header_faults(header: _Header, source: DecodedText) -> Iterator[Fault]:
    for number, text in enumerate(header.texts, 1):
        if source.is_broken(text):
            yield Fault(source.broken_words(header.line), header.line, number)
            return
    if not header.has_name:
        yield Fault(f"There is no column “{NAME.header}”.", header.line)
    counted = Counter(column.header for column in header.columns if column)
    counted.update(text for text, column in _strangers(header) if text)
    for text, times in counted.items():
        if times > 1:
            at = [
                number
                for number, each in enumerate(header.columns, 1)
                if (each.header if each else header.texts[number - 1]) == text
            ]
            numbers = " and ".join(map(str, at))
            yield Fault(f"Columns {numbers} are both called “{text}”.", header.line, at[1])


def _strangers(header: _Header) -> Iterator[tuple[str, Column | None]]:
    pairs = zip(header.texts, header.columns, strict=True)
    return ((text, column) for text, column in pairs if column is None)


def _notes(header: _Header) -> Iterator[str]:
    strange = [text or "(without a name)" for text, _ in _strangers(header)]
    if strange:
        told = ", ".join(f"“{text[:60]}”" for text in strange[:_SHOWN])
        more = f" and {len(strange) - _SHOWN} more" if len(strange) > _SHOWN else ""
        one = len(strange) == 1
        yield (
            f"The {'column' if one else 'columns'} {told}{more} {'is' if one else 'are'} not "
            f"read: we know no such {'field' if one else 'fields'}."
        )


def _about_how_many(text: str) -> int:
    """The lines outside quotes, without the header: exact unless a quote is out of place."""
    outside = text.split('"')[::2]
    lines = sum(part.count("\n") for part in outside)
    return max(0, lines - (1 if text.endswith("\n") else 0))


class _Rows:
    """Reads row by row, and remembers which names have come already."""

    def __init__(self, source: DecodedText, header: _Header) -> None:
        self.source = source
        self.header = header
        self.name_column = header.columns.index(NAME)
        self.seen: dict[str, int] = {}

    def read(self, delimiter: str) -> Iterator[ParsedRow | BadRow]:
        rows = (row for row in grid(self.source.text, delimiter) if not row.is_blank)
        next(rows)
        for number, row in enumerate(rows, 1):
            if number > MOST_ROWS:
                what = f"A file may hold {MOST_ROWS:,} rows. What follows is not read."
                yield BadRow(number, row.line, "", (Fault(what, row.line, row=number),))
                return
            yield self._row(row, number)

    def _row(self, row: GridRow, number: int) -> ParsedRow | BadRow:
        try:
            self._check(row)
            parsed = row_of_cells(self._cells(row), number, row.line)
            self._check_name(row)
        except BadCells as bad:
            return BadRow(number, row.line, self._name(row), bad.faults)
        return parsed

    def _check(self, row: GridRow) -> None:
        expected = len(self.header.columns)
        if row.unclosed:
            at = row.lines[row.unclosed - 1]
            raise BadCells([Fault("A quote is opened and never closed.", at, row.unclosed)])
        if len(row.cells) != expected:
            what = f"The row has {len(row.cells)} cells; the header has {expected}."
            raise BadCells([Fault(what, row.line, min(len(row.cells), expected + 1))])
        broken = [
            Fault(self.source.broken_words(line), line, number)
            for number, (cell, line) in enumerate(zip(row.cells, row.lines, strict=True), 1)
            if self.source.is_broken(cell)
        ]
        if broken:
            raise BadCells(broken)

    def _cells(self, row: GridRow) -> Iterator[Cell]:
        for number, column in enumerate(self.header.columns):
            if column is not None:
                raw = original(row.cells[number])
                yield Cell(column.place, column.header, raw, row.lines[number], number + 1)

    def _check_name(self, row: GridRow) -> None:
        key = name_key(self._name(row))
        if key in self.seen:
            what = f"“{self._name(row)}” stands in line {self.seen[key]} already."
            raise BadCells([Fault(what, row.lines[self.name_column], self.name_column + 1)])
        self.seen[key] = row.line

    def _name(self, row: GridRow) -> str:
        if len(row.cells) <= self.name_column:
            return ""
        return " ".join(original(row.cells[self.name_column])[:300].split())
