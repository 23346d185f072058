"""The table of a comparison: parts, rows and cells, and how the cells of a row relate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

MANY = 8  # lines in one cell, from which on they are folded


class Likeness(StrEnum):
    """How the cells of a row relate."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Line:
    """One thing said in a cell. `source` is a key of the record's sources."""

    words: str
    source: str = ""
    path: str = ""  # where it leads


@dataclass(frozen=True)
class Cell:
    """What one record says; no line where it is unknown. `summary` counts folded lines."""

    lines: tuple[Line, ...] = ()
    summary: str = ""


@dataclass(frozen=True)
class Row:
    """One thing of all records. A single cell is about all of them together."""

    title: str
    cells: tuple[Cell, ...]
    likeness: Likeness | None = None


@dataclass(frozen=True)
class Part:
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]


def likeness(values: Sequence[object]) -> Likeness | None:
    """Return how values relate; None where that is open, for a value of None is unknown."""
    known = [value for value in values if value is not None]
    if any(value != known[0] for value in known):
        return Likeness.DIFFERENT
    return Likeness.SAME if len(known) == len(values) else None


def plain_cell(words: str) -> Cell:
    """Return a cell of one line, of which no source speaks."""
    return Cell((Line(words),))


def listed(lines: Iterable[Line], one: str, many: str) -> Cell:
    """Return the lines as a cell, folded under their number where there are many."""
    found = tuple(lines)
    return Cell(found, counted(len(found), one, many) if len(found) > MANY else "")


def counted(count: int, one: str, many: str) -> str:
    """Return ``1 country`` or ``30 countries``."""
    return f"{count:,} {one if count == 1 else many}"
