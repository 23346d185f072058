"""Takes a delimited text apart into cells with their places (RFC 4180, and what people make of it).

Python's own csv module does not tell where a cell begins, stops at the first quote that is out of
place, and has one limit for the length of a cell, shared by the whole process. This reader goes on
with the next line whatever a line holds, so that one bad row does not hide the good ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class GridRow:
    """A row: its cells, and for each cell the line in which it begins, counted from 1.

    `unclosed` is the number of the first cell with a quote that is never closed, else 0.
    """

    line: int
    cells: list[str]
    lines: list[int]
    unclosed: int = 0

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


def grid(text: str, delimiter: str) -> Iterator[GridRow]:
    """Yield each row of a text whose lines end with LF; quotes keep together what they enclose."""
    position, line = 0, 1
    closes = True  # until an unclosed quote: from there on quotes reach no further than their line
    while position < len(text):
        end = _end_of_line(text, position)
        if text.find('"', position, end) < 0:
            cells = text[position:end].split(delimiter)
            yield GridRow(line, cells, [line] * len(cells))
            position, line = end + 1, line + 1
            continue
        reader = _QuotedRow(text, delimiter, position, line, closes)
        row, position = reader.read()
        closes = closes and not row.unclosed
        line += text.count("\n", reader.start, position) or 1
        yield row


def _end_of_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


class _QuotedRow:
    """Reads one row in which there are quotes."""

    def __init__(self, text: str, delimiter: str, start: int, line: int, closes: bool) -> None:
        self.text = text
        self.delimiter = delimiter
        self.start = self.position = start
        self.first_line = line
        self.closes = closes
        self.unclosed = 0

    def read(self) -> tuple[GridRow, int]:
        """Return the row and where the next one begins."""
        cells: list[str] = []
        lines: list[int] = []
        line, counted = self.first_line, self.start
        more = True
        while more:
            line += self.text.count("\n", counted, self.position)
            counted = self.position
            lines.append(line)
            cells.append(self._cell(len(cells) + 1))
            more = self.text.startswith(self.delimiter, self.position)
            self.position += 1
        return GridRow(self.first_line, cells, lines, self.unclosed), self.position

    def _cell(self, number: int) -> str:
        """Return the cell that begins here, and go to the delimiter or line end behind it."""
        if self.text.startswith('"', self.position):
            end = self._closing_quote(self.position + 1)
            if end >= 0 and self._ends_cell(end + 1):
                cell = self.text[self.position + 1 : end].replace('""', '"')
                self.position = end + 1
                return cell
            if end < 0:
                self.unclosed = self.unclosed or number
        return self._until_delimiter()

    def _closing_quote(self, position: int) -> int:
        """Where the quote closes that is open here; doubled quotes are letters. -1: nowhere."""
        limit = len(self.text) if self.closes else _end_of_line(self.text, position)
        while (found := self.text.find('"', position, limit)) >= 0:
            if not self.text.startswith('"', found + 1):
                return found
            position = found + 2
        return -1

    def _ends_cell(self, position: int) -> bool:
        return position >= len(self.text) or self.text[position] in {self.delimiter, "\n"}

    def _until_delimiter(self) -> str:
        """A cell without quotes around it, to the letter: quotes in it are printed ones."""
        start, end = self.position, _end_of_line(self.text, self.position)
        found = self.text.find(self.delimiter, start, end)
        self.position = end if found < 0 else found
        return self.text[start : self.position]
