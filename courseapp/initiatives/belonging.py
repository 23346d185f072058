"""Who belongs to an initiative at present, and who did.

Dates of memberships are partial: what ends in ``2027`` is taken to last until that year is over.
"""

from datetime import date

from sqlalchemy import ColumnElement, func, or_

from courseapp.initiatives.models import RecordMembership


def has_ended(until: str, today: date) -> bool:
    """Return whether a partial date of the end is over; never where none is stated."""
    return bool(until) and until < today.isoformat()[: len(until)]


def is_present(today: date) -> ColumnElement[bool]:
    """Return the condition that a membership has not ended."""
    until = RecordMembership.until
    return or_(until == "", until >= func.substr(today.isoformat(), 1, func.length(until)))
