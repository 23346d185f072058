"""Numbers of participants as platforms print them, and as we print them."""

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?P<about>about|some|circa|c\.|ca\.|approx\.|approximately|around|over|more than|>|~|≈)?\s*"
    r"(?P<digits>\d{1,9}|\d{1,3}(?:[,. \u00a0\u202f']\d{3})+)(?:\.0+)?\s*(?P<plus>\+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PrintedNumber:
    """A number; `approximate` where it is printed as "some 15" or "15+"."""

    value: int
    approximate: bool = False


def read_number(text: str) -> PrintedNumber | None:
    """Return the number that a text is: ``1,200``, ``34.0``, ``about 15``; None for other texts."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    value = int(re.sub(r"\D", "", found["digits"]))
    if value > 999_999_999:
        return None
    return PrintedNumber(value, bool(found["about"] or found["plus"]))


def print_number(value: int, approximate: bool) -> str:
    """Return the number as `read_number` reads it."""
    return f"about {value}" if approximate else str(value)
