"""What was read in a file: rows that are good, and faults with their place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courseapp.core.typed_text import one_line
from courseapp.exchange.rules import FileFormat, Origin
from courseapp.initiatives.document.merging import Place
from courseapp.initiatives.document.record import Record

_NO_LETTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Cell:
    """What a file prints for one piece of a record. `line` and `column` count from 1.

    In a table, `column` is the number of the cell; in a page, that of the first letter.
    """

    place: Place
    label: str
    raw: str
    line: int
    column: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fault:
    """Why a row, or the whole file, cannot be taken. `line` and `column` are 0 where unknown."""

    what: str
    line: int = 0
    column: int = 0
    row: int = 0  # of the records in the file, counted from 1; 0 is the file itself
    name: str = ""

    def __post_init__(self) -> None:
        """Keep out what no page and no database can hold: values of a file stand in `what`."""
        object.__setattr__(self, "what", _showable(self.what))
        object.__setattr__(self, "name", _showable(self.name))

    @property
    def where(self) -> str:
        """``line 17, column 5``; empty where nobody knows."""
        column = f", column {self.column}" if self.column else ""
        return f"line {self.line}{column}" if self.line else ""


@dataclass(frozen=True)
class ParsedRow:
    """One good record of a file. `cells` are those that the file prints, blank ones included."""

    number: int
    line: int
    record: Record
    origin: Origin
    cells: tuple[Cell, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class BadRow:
    """One record of a file that cannot be taken, with everything that is wrong with it."""

    number: int
    line: int
    name: str
    faults: tuple[Fault, ...]

    def __post_init__(self) -> None:
        """Likewise for the name."""
        object.__setattr__(self, "name", _showable(self.name))


@dataclass(frozen=True)
class Opened:
    """A file that is recognised, before its rows are read one by one.

    `expected` is about how many rows there are. With `faults` the file as a whole is unreadable.
    """

    format: FileFormat | None
    rows: Iterator[ParsedRow | BadRow]
    expected: int = 0
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Parsed:
    """A whole file that was read."""

    format: FileFormat | None
    rows: tuple[ParsedRow, ...]
    bad: tuple[BadRow, ...]
    notes: tuple[str, ...]
    file_faults: tuple[Fault, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that is wrong, in the order of the file."""
        return (*self.file_faults, *(fault for row in self.bad for fault in row.faults))


def _showable(text: str) -> str:
    """The text in one line, with a sign in place of each byte that is no letter."""
    return one_line(_NO_LETTER.sub("\ufffd", text))


def unreadable(*faults: Fault, format: FileFormat | None = None) -> Opened:  # noqa: A002
    """Return a file of which nothing can be read."""
    return Opened(format, iter(()), faults=faults)
