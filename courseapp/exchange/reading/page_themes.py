"""The table of themes in a text copy: a line of names, then a line of Yes and No."""

import re
from collections.abc import Sequence

from courseapp.initiatives.document.fields import THEME_FIELDS, Field

_FEWEST = 5  # themes in a line before it is taken for the header
_BY_LENGTH = sorted(THEME_FIELDS, key=lambda field: -len(field.label))
_ONE = re.compile(
    r"\s*(" + "|".join(re.escape(field.label) for field in _BY_LENGTH) + r")(?=\s|$)",
    re.IGNORECASE,
)
_BY_LABEL = {field.label.casefold(): field for field in THEME_FIELDS}
_ANSWER = re.compile(r"yes|no", re.IGNORECASE)


def themes_in(line: str) -> tuple[Field, ...]:
    """Return the themes that a line consists of, in its order; none where it says other things."""
    text = re.sub(r"[\t\u00a0]", " ", line).rstrip()
    found: list[Field] = []
    position = 0
    while position < len(text):
        match = _ONE.match(text, position)
        if match is None:
            return ()
        found.append(_BY_LABEL[match[1].casefold()])
        position = match.end()
    return tuple(found)


def is_header(line: str) -> bool:
    """Return whether the line is the header of the table of themes, or most of it."""
    return len(themes_in(line)) >= _FEWEST


def answers_in(lines: Sequence[str], number: int) -> tuple[str, ...] | None:
    """Return one answer for each of `number` themes, or None where they cannot be told apart.

    With tabs between them some answers may be blank; with blanks between, all must be there.
    """
    text = "\n".join(line for line in lines if line.strip())
    cells = [cell.strip() for cell in re.split(r"[\t\n]", text)]
    if len(cells) == number and all(not c or _ANSWER.fullmatch(c) for c in cells):
        return tuple(cells)
    words = text.split()
    if len(words) == number and all(map(_ANSWER.fullmatch, words)):
        return tuple(words)
    return None
