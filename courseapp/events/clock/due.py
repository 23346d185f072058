"""Until when a document may follow: days after the deadline, or a day and time of its own.

Plain arithmetic: no database, no web. A form keeps it as one text: ``+7d``, or a wall clock
time as ISO 8601 without an offset, ``2027-03-15T17:00``.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.core.errors import Problem
from courseapp.events.clock.local_time import (
    is_skipped,
    moment,
    refusal_of_year,
    shown_next,
    which_of_two,
)

MOST_DAYS = 365
_DAYS = re.compile(r"\+([0-9]{1,3})d")
_LOCAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
_REFUSAL = (
    f"Enter the days after the deadline, from +0d to +{MOST_DAYS}d, or a day and a time, "
    "for example 2027-03-15T17:00."
)


@dataclass(frozen=True)
class DocumentDue:
    """Exactly one of the two: days after the deadline, or the wall clock of the event's zone."""

    days: int | None = None
    local: datetime | None = None

    def __post_init__(self) -> None:
        if (self.days is None) == (self.local is None):
            raise ValueError("a document is due after days, or at a time of its own")

    @property
    def text(self) -> str:
        """The text that `read_due` understands."""
        return f"{self.local:%Y-%m-%dT%H:%M}" if self.local else f"+{self.days}d"

    def instant(self, deadline: datetime, zone_of_deadline: str, zone: str) -> datetime:
        """Return the last instant (UTC) at which it is in time; never before the deadline itself.

        `deadline` (aware) is that of the person: who has longer for the application has longer
        for its documents. After days, the clock in `zone_of_deadline` shows the same as at the
        deadline, or what comes next where it skips that. A time of its own is one of `zone`.
        """
        if self.local is not None:
            return max(deadline, _meant(self.local, zone))
        if not self.days:
            return deadline
        there = deadline.astimezone(ZoneInfo(zone_of_deadline)).replace(tzinfo=None, fold=0)
        return max(deadline, _meant(there + timedelta(days=self.days), zone_of_deadline))


def read_due(text: str) -> DocumentDue | None:
    """Return when a document is due; None for "": it comes with the application.

    Raises Problem for anything else.
    """
    found = text.strip()
    if not found:
        return None
    after = _DAYS.fullmatch(found)
    if after and int(after[1]) <= MOST_DAYS:
        return DocumentDue(days=int(after[1]))
    if _LOCAL.fullmatch(found):
        return DocumentDue(local=_wall_clock(found))
    raise Problem(_REFUSAL)


def refusal_of_due(due: DocumentDue, zone: str) -> str:
    """Return what to say of a time that the clocks of the zone never show, else ""."""
    if due.local is None:
        return ""
    try:
        moment(due.local, zone)
    except Problem as problem:
        return problem.message
    return ""


def note_on_due(due: DocumentDue, zone: str) -> str:
    """Return which of two is meant where the clocks show the time twice, else ""."""
    if due.local is None or refusal_of_due(due, zone):
        return ""
    return which_of_two(moment(due.local, zone))


def due_in_words(due: DocumentDue | None, zone: str) -> str:
    """Return by when a document is due, before any deadline is known: ``7 days after …``."""
    if due is None:
        return "with the application"
    if due.local is not None:
        return f"by {formats.instant(_meant(due.local, zone), zone)}"
    if due.days == 0:
        return "by the deadline"
    return "1 day after the deadline" if due.days == 1 else f"{due.days} days after the deadline"


def _wall_clock(text: str) -> datetime:
    try:
        local = datetime.fromisoformat(text)
    except ValueError as error:
        raise Problem(_REFUSAL) from error
    if refusal := refusal_of_year(local.date()):
        raise Problem(refusal)
    return local


def _meant(local: datetime, zone: str) -> datetime:
    """Return the instant of a wall clock time; what the clocks skip means what they show next."""
    shown = shown_next(local, zone) if is_skipped(local, zone) else local
    return shown.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
