"""Reads a text copy of a page of the platform: one initiative, a label in front of each fact."""

import re
from collections.abc import Iterator, Sequence

from courseapp.exchange.columns import BY_PLACE, MEMBERSHIPS, NAME, STATEMENTS
from courseapp.exchange.parsed import BadRow, Cell, Opened, ParsedRow
from courseapp.exchange.reading.page_labels import Labelled, Mark, candidate, labelled_lines
from courseapp.exchange.reading.page_themes import answers_in, themes_in
from courseapp.exchange.reading.platform_rows import BadCells, row_of_cells
from courseapp.exchange.rules import FileFormat
from courseapp.initiatives.document.fields import Field
from courseapp.initiatives.document.merging import Place

FEWEST_LABELS = 3  # before a text is taken for a page
_BLANK = " \t\u00a0\ufeff"
_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:[,.]\d{3})+|\d+)(?=[\s\u00a0]|$)[\s\u00a0]*")
_UPDATED = Place(STATEMENTS, "last-update")
_ONLY_STATES = Place(STATEMENTS, "only-states")


def looks_like_a_page(text: str) -> bool:
    """Return whether some lines begin with labels of the platform, its name among them."""
    lines = text.splitlines()
    places = {each.label.means for each in labelled_lines(lines)}
    return NAME.place in places and len(places) >= FEWEST_LABELS


def open_page(text: str) -> Opened:
    """Return the initiatives of one or more text copies, one behind the other."""
    lines = text.split("\n")
    starts = [index for index, line in enumerate(lines) if _begins_page(line, index)]
    ends = [*starts[1:], len(lines)]
    pages = list(zip([0, *starts[1:]], ends, strict=True)) if starts else []
    return Opened(FileFormat.PAGE, _rows(lines, pages), expected=len(pages))


def _begins_page(line: str, index: int) -> bool:
    found = candidate(line, index)
    return found is not None and found.label.means == NAME.place


def _rows(lines: Sequence[str], pages: list[tuple[int, int]]) -> Iterator[ParsedRow | BadRow]:
    for number, (start, end) in enumerate(pages, 1):
        cells, notes = _cells(lines[start:end], start)
        try:
            yield row_of_cells(cells, number, start + 1, notes)
        except BadCells as bad:
            yield BadRow(number, start + 1, _name(cells), bad.faults)


def _name(cells: Sequence[Cell]) -> str:
    return next((cell.raw.strip() for cell in cells if cell.place == NAME.place), "")[:300]


def _cells(lines: Sequence[str], offset: int) -> tuple[list[Cell], tuple[str, ...]]:
    """Return the cells of a page that begins behind `offset` lines, and notes about the whole."""
    marks = labelled_lines(lines)
    ends = [*(mark.index for mark in marks[1:]), len(lines)]
    cells: list[Cell] = []
    notes: list[str] = []
    for mark, end in zip(marks, ends, strict=True):
        below = lines[mark.index + 1 : end]
        if mark.label.means is Mark.THEMES:
            found, told = _themes(mark, below, offset)
            cells += found
            notes += told
        elif mark.label.means is Mark.REPEATED:
            notes.append(_repeated(mark, cells))
        elif not isinstance(mark.label.means, Place):
            continue
        elif mark.label.is_category:
            cells += _category(mark, mark.label.means, below, offset)
        else:
            cells.append(_fact(mark, mark.label.means, below, offset))
    return cells, tuple(notes)


def _fact(mark: Labelled, place: Place, below: Sequence[str], offset: int) -> Cell:
    lines = [mark.rest, *below]
    if place == _UPDATED:  # what follows it belongs to the foot of the page
        lines = [line for line in lines if line.strip(_BLANK)][:1]
    raw = "\n".join(lines).strip(_BLANK + "\n")
    return Cell(place, BY_PLACE[place].header, raw, offset + mark.index + 1, mark.column)


def _category(mark: Labelled, place: Place, below: Sequence[str], offset: int) -> Iterator[Cell]:
    """Yield the number and the names; a page may leave out either."""
    text = "\n".join([mark.rest, *below]).strip(_BLANK + "\n")
    found = _NUMBER.match(text)
    number, names = (found["number"], text[found.end() :]) if found else ("", text)
    line = offset + mark.index + 1
    behind = mark.column + (found.end() if found else 0)
    named = Place(MEMBERSHIPS, place.key)
    yield Cell(place, BY_PLACE[place].header, number, line, mark.column)
    yield Cell(named, BY_PLACE[named].header, names.strip(_BLANK), line, behind)


def _themes(
    mark: Labelled, below: Sequence[str], offset: int
) -> tuple[Iterator[Cell], tuple[str, ...]]:
    themes = themes_in(mark.rest)
    answers = answers_in(below, len(themes))
    if answers is None:
        words = len(" ".join(below).split())
        told = f"{len(themes)} themes have {words} answers below them: they are not read."
        return iter(()), (f"Line {offset + mark.index + 1}: {told}",)
    line = offset + mark.index + 2 + _blank_lines(below)
    return (_theme(*each, line) for each in zip(themes, answers, strict=True)), ()


def _theme(theme: Field, answer: str, line: int) -> Cell:
    return Cell(Place(STATEMENTS, theme.key), theme.label, answer, line, 1)


def _blank_lines(lines: Sequence[str]) -> int:
    return next((index for index, line in enumerate(lines) if line.strip(_BLANK)), 0)


def _repeated(mark: Labelled, cells: Sequence[Cell]) -> str:
    """What the foot of a page says once more: a note, and nothing else."""
    told = f"“{mark.label.text}” stands at the end of the page"
    stated = next((cell.raw for cell in cells if cell.place == _ONLY_STATES), "")
    expected = "No" if mark.label.text.startswith("Not") else "Yes"
    if not stated.strip():
        return f"{told}; the field itself is blank."
    if stated.strip().casefold() == expected.casefold():
        return f"{told}: it says the same as “{stated.strip()}” in its field."
    return f"{told}, but the field says “{stated.strip()}”."
