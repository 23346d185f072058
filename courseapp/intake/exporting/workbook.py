"""A spreadsheet of many rows (XLSX, ISO/IEC 29500), written row by row so that none is kept.

XlsxWriter takes long to import, so that happens with the first spreadsheet. Every cell is text:
what begins with = stays text.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from importlib import import_module
from typing import IO, Any

MOST_CELL = 32_767  # letters: what a spreadsheet holds in a cell
CUT = " … (cut: a cell of a spreadsheet holds no more)"
HEADER_HEIGHT = 24
NARROWEST, WIDEST = 12, 40  # letters
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(
    target: IO[bytes],
    name: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    now: datetime,
) -> None:
    """Write one sheet with a head that stays in view; `now` is when it says it was made."""
    book = _writer().Workbook(target, _OPTIONS)
    book.set_properties({"created": now.replace(tzinfo=None)})
    head = book.add_format({"bold": True, "bg_color": "#e6f0f0", "bottom": 1, "text_wrap": True})
    body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    page = book.add_worksheet(name)
    page.freeze_panes(1, 1)
    for column, text in enumerate(headers):
        page.set_column(column, column, min(max(NARROWEST, len(text)), WIDEST))
        page.write_string(0, column, text[:MOST_CELL], head)
    _write_rows(page, rows, body)
    book.close()


def _write_rows(page: Any, rows: Iterable[Sequence[str]], body: Any) -> None:
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            page.write_string(number, column, _fitting(text), body)


def _fitting(text: str) -> str:
    return text if len(text) <= MOST_CELL else text[: MOST_CELL - len(CUT)] + CUT


@lru_cache
def _writer() -> Any:
    return import_module("xlsxwriter")
