"""Cells that a spreadsheet would take for a formula, made harmless in a way that can be undone.

Programs run what begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end (OWASP, CSV
injection). Such a cell gets an apostrophe in front, and so does one that begins with apostrophes
before such a character; reading takes exactly one away. So every text survives letter for letter.
"""

import re

_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def harmless(text: str) -> str:
    """Return the text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def original(cell: str) -> str:
    """Return the text of which `harmless` made the cell; other cells as they are."""
    return cell[1:] if _ESCAPED.match(cell) else cell
