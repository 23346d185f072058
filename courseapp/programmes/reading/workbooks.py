"""Reads the first sheet of a spreadsheet (XLSX). A cell with a formula is refused, never run."""

import warnings
from collections.abc import Iterator, Sequence

from courseapp.programmes.parsed import Context, Parsed, Remark
from courseapp.programmes.reading.tables import SOURCE, TableRow, read_table
from courseapp.programmes.rules import FileKind
from courseapp.programmes.spreadsheets import BROKEN_WORKBOOK, SheetRow, read_sheet

_UNREADABLE = "This spreadsheet cannot be read. Save it again as XLSX, or as CSV."
_FORMULA = "(a formula)"


def read_workbook(content: bytes, context: Context) -> Parsed:
    """Return the sessions of the first sheet."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of openpyxl, on styles that it does not know
            sheet = read_sheet(content)
    except BROKEN_WORKBOOK:
        unreadable = Remark(_UNREADABLE, is_refusal=True)
        return Parsed(FileKind.WORKBOOK, SOURCE, remarks=(unreadable,))
    parsed = read_table(FileKind.WORKBOOK, _rows(sheet), context)
    formulas = tuple(_formula(row) for row in sheet if row.formulas)
    return Parsed(parsed.kind, parsed.source, parsed.sessions, (*formulas, *parsed.remarks))


def _rows(sheet: Sequence[SheetRow]) -> Iterator[TableRow]:
    for row in sheet:
        cells = [_FORMULA if i in row.formulas else each for i, each in enumerate(row.cells)]
        yield TableRow(row.number, cells)


def _formula(row: SheetRow) -> Remark:
    letters = ", ".join(_letter(index) for index in sorted(row.formulas)[:5])
    return Remark(
        "We run no formulas. Copy the cell, and paste it as a value.",
        f"row {row.number}, column {letters}",
    )


def _letter(index: int) -> str:
    """The name of a column: A to Z, then AA."""
    before, last = divmod(index, 26)
    return (chr(64 + before) if before else "") + chr(65 + last)
