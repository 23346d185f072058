"""E-mail addresses as people paste them: lines, cells of a table, ``Ana <ana@example.org>``."""

import re
from collections.abc import Iterator

from email_validator import EmailNotValidError, validate_email

from courseapp.accounts.rules import canonical_email
from courseapp.core.errors import Problem
from courseapp.extra_time.rules import MOST_ADDRESSES

LONGEST_SHOWN = 60
_BETWEEN = re.compile(r"[\s,;<>\"()\[\]]+")
_PREFIX = "mailto:"


def read_addresses(pasted: str) -> tuple[str, ...]:
    """Return the addresses in canonical form, each once, in their order.

    Names beside them are passed over, and so is a first line that only heads a table. Raises
    Problem for a line without an address, for what is none, and for too many.
    """
    lines = [(number, text) for number, text in enumerate(pasted.splitlines(), 1) if text.strip()]
    if len(lines) > 1 and "@" not in lines[0][1] and "@" in lines[1][1]:
        del lines[0]
    found = dict.fromkeys(address for each in lines for address in _in_line(*each))
    if len(found) > MOST_ADDRESSES:
        raise Problem(f"These are {len(found)} addresses. Enter {MOST_ADDRESSES} at most.")
    return tuple(found)


def _in_line(number: int, line: str) -> Iterator[str]:
    words = [word for word in _BETWEEN.split(line) if "@" in word]
    if not words:
        raise Problem(
            f"Line {number}, “{line.strip()[:LONGEST_SHOWN]}”, holds no e-mail address. "
            "Enter one such as name@example.org."
        )
    for word in words:
        yield _canonical(number, word.removeprefix(_PREFIX))


def _canonical(number: int, word: str) -> str:
    try:
        validate_email(word, check_deliverability=False)
    except EmailNotValidError:
        raise Problem(
            f"Line {number}: “{word[:LONGEST_SHOWN]}” is no e-mail address. "
            "Enter one such as name@example.org."
        ) from None
    return canonical_email(word)
