"""A day as people type it where their browser has no calendar of its own."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .-]*([a-z]{3,9})\.?[ ,-]*(\d{4})", re.ASCII)


def read_day(text: str) -> date | None:
    """Return the day of ``1990-03-05`` or ``5 March 1990``; None for what is no day.

    ``03/04/1990`` is none: half the world reads it as another day than the other half.
    """
    plain = text.strip().lower()
    if found := _ISO.fullmatch(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _WORDS.fullmatch(plain):
        month = _MONTHS.index(found[2][:3]) + 1 if found[2][:3] in _MONTHS else 0
        return _day(int(found[3]), month, int(found[1]))
    return None


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
