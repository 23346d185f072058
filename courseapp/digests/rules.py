"""How often a digest comes and when, and what is news of an event. Plain Python."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

MORNING, NOON = time(8), time(12)  # between them a digest is sent, where its reader lives


class Rhythm(StrEnum):
    """How often a digest comes at most."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


class NewsKind(StrEnum):
    """What is new of an event, what matters most first."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    OPENED = "opened"  # it takes applications, or registrations, from now on
    MOVED = "moved"
    ANNOUNCED = "announced"


class Stand(StrEnum):
    """How a public event stands, as far as news go."""

    PLANNED = "planned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Seen:
    """A public event as it was when it was last looked at. Days are local dates at the venue."""

    stand: Stand
    starts_on: date | None
    ends_on: date | None
    year: int | None
    month: int | None
    is_open: bool

    @property
    def dates(self) -> tuple[date | None, date | None, int | None, int | None]:
        """When it is, as exactly as it is known."""
        return (self.starts_on, self.ends_on, self.year, self.month)


def news(before: Seen | None, after: Seen) -> Iterator[NewsKind]:
    """Yield what is new. `before` is None for an event that nobody could know of.

    An event that is open when it becomes known is both at once. What is announced as cancelled is
    no news, and neither is a deadline that has passed.
    """
    if before is None:
        if after.stand is not Stand.CANCELLED:
            yield NewsKind.ANNOUNCED
            if after.is_open:
                yield NewsKind.OPENED
        return
    if after.stand is not before.stand and after.stand is Stand.CANCELLED:
        yield NewsKind.CANCELLED
        return
    if after.stand is not before.stand and after.stand is Stand.POSTPONED:
        yield NewsKind.POSTPONED
        return
    if after.dates != before.dates or after.stand is not before.stand:
        yield NewsKind.MOVED
    if after.is_open and not before.is_open:
        yield NewsKind.OPENED


def period(rhythm: Rhythm, now: datetime, zone: str) -> str:
    """Return the week (ISO 8601: ``2027-W09``) or month (``2027-03``) that it is in the zone."""
    local = now.astimezone(ZoneInfo(zone))
    if rhythm is Rhythm.WEEKLY:
        year, week, _ = local.isocalendar()
        return f"{year}-W{week:02}"
    return f"{local:%Y-%m}"


def is_morning(now: datetime, zone: str) -> bool:
    """Return whether a digest may be sent now to somebody who lives in the zone."""
    return MORNING <= now.astimezone(ZoneInfo(zone)).time() < NOON


def is_due(rhythm: Rhythm, last_period: str, now: datetime, zone: str) -> bool:
    """Return whether a digest is due: in the morning, once in a week or month that is new.

    Where the worker stood still on the first morning, it is due on the next one.
    """
    return is_morning(now, zone) and period(rhythm, now, zone) != last_period
