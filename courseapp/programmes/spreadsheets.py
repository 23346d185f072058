"""Spreadsheets in and out (XLSX, ISO/IEC 29500): the port to openpyxl and XlsxWriter.

Both take long to import and nobody needs them to read a page, so that happens with the first
spreadsheet, not when the product starts. No formula is ever run, nor written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as BrokenCompression  # noqa: N812 - an exception, by its meaning here

from courseapp.programmes.rules import MEGABYTE, MOST_CELL, MOST_COLUMNS

MOST_UNPACKED = 20 * MEGABYTE
MOST_PARTS = 200
MOST_ROWS = 5000
HEADER_HEIGHT = 24
# What openpyxl raises for workbooks that are none; it is told to a person.
BROKEN_WORKBOOK = (
    *(BadZipFile, BrokenCompression, ValueError, TypeError, LookupError, AttributeError),
    *(ArithmeticError, OSError, SyntaxError, NotImplementedError, EOFError, RuntimeError),
)


@dataclass(frozen=True)
class SheetRow:
    """A row counted from 1 with the texts of its cells; `formulas` counts columns from 0."""

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """One sheet to write: headers, rows of texts, and the width of each column in letters."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]


def is_workbook(content: bytes) -> bool:
    """Return whether the file is a zip archive, as each XLSX is."""
    return content.startswith(b"PK\x03\x04")


def read_sheet(content: bytes) -> tuple[SheetRow, ...]:
    """Return the rows of the first sheet. Raises one of BROKEN_WORKBOOK.

    Dates and times come as ISO 8601, whole numbers without a point. ValueError for an archive
    that unpacks to more than 20 MB.
    """
    _refuse_bomb(content)
    book = _reader().load_workbook(BytesIO(content), read_only=True, data_only=False)
    try:
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
        return tuple(_row(number, cells) for number, cells in enumerate(rows, 1))
    finally:
        book.close()


def write_sheets(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook in which every cell is text; what begins with = stays text."""
    target = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = _writer().Workbook(target, options)
    book.set_properties({"created": _NO_DATE})
    for sheet in sheets:
        _write_sheet(book, sheet)
    book.close()
    return target.getvalue()


_NO_DATE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same programme gives the same octets


def _write_sheet(book: Any, sheet: Sheet) -> None:
    head = book.add_format({"bold": True, "bg_color": "#e6f0f0", "bottom": 1, "valign": "vcenter"})
    body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    page = book.add_worksheet(sheet.name)
    page.set_row(0, HEADER_HEIGHT)
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for column, (header, width) in enumerate(zip(sheet.headers, sheet.widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, header, head)
    for number, row in enumerate(sheet.rows, 1):
        for column, text in enumerate(row):
            page.write_string(number, column, text[:MOST_CELL], body)


def _row(number: int, cells: Sequence[Any]) -> SheetRow:
    formulas = frozenset(index for index, cell in enumerate(cells) if cell.data_type == "f")
    return SheetRow(number, tuple(_text(cell.value) for cell in cells), formulas)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if value.time() != time.min else _day(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:MOST_CELL]


def _day(value: datetime) -> str:
    return value.date().isoformat()


def _refuse_bomb(content: bytes) -> None:
    """A small archive may hold gigabytes. Each part is no larger than it says, or is broken."""
    with ZipFile(BytesIO(content)) as archive:
        parts: list[ZipInfo] = archive.infolist()
    if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_UNPACKED:
        raise ValueError("the workbook is too large when it is unpacked")


@lru_cache
def _reader() -> Any:
    return import_module("openpyxl")


@lru_cache
def _writer() -> Any:
    return import_module("xlsxwriter")
