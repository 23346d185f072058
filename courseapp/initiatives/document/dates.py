"""Partial dates: ISO 8601 with reduced precision, as precise as a source is (ISO 8601-1 §5.2.2)."""

import re
from calendar import monthrange
from datetime import date

from courseapp.core import formats

_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$", re.ASCII)
EARLIEST, LATEST = 1800, 2200


def is_partial_date(text: str) -> bool:
    """Return whether this is a day, a month or a year that exists, or empty."""
    if not text:
        return True
    found = _PARTIAL.match(text)
    if found is None or not EARLIEST <= int(found[1]) <= LATEST:
        return False
    if found[2] is None:
        return True
    month = int(found[2])
    if not 1 <= month <= 12:
        return False
    return found[3] is None or 1 <= int(found[3]) <= monthrange(int(found[1]), month)[1]


def ends_before_it_starts(since: str, until: str) -> bool:
    """Return whether a period of partial dates is impossible, as far as both are known."""
    return until[: len(since)] < since[: len(until)]


def year_of(text: str) -> int | None:
    """Return the year of a partial date, or None where it is empty."""
    return int(text[:4]) if text else None


def position_of(text: str) -> float | None:
    """Return where a partial date stands on an axis of years: the middle of what it may mean."""
    if not text:
        return None
    year, month, day = (int(part) for part in (text + "-0-0").split("-")[:3])
    if not month:
        return year + 0.5
    if not day:
        return year + (month - 0.5) / 12
    start, end = date(year, 1, 1), date(year + 1, 1, 1)
    return year + (date(year, month, day) - start).days / (end - start).days


def told(text: str) -> str:
    """Return the partial date as people say it: ``12 April 2022``, ``June 2016``, ``2016``."""
    parts = [int(part) for part in text.split("-")] if text else []
    if len(parts) == 3:
        day = date(*parts)
        return f"{day.day} {day:%B %Y}"
    return formats.month_and_year(parts[0], parts[1] if len(parts) == 2 else None) if parts else ""
