"""Until when applications are taken, as a plain value: no database, no web."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Closing:
    """A deadline (aware), the zone in which it is told, and its grace. It is itself in time."""

    at: datetime
    zone: str
    grace: timedelta = timedelta(0)

    @property
    def last_moment(self) -> datetime:
        """The deadline with its grace."""
        return self.at + self.grace


def minutes_late(sent_at: datetime, deadline: datetime) -> int:
    """Return how long after a deadline something was sent, in minutes begun; 0 where in time."""
    return max(0, ceil((sent_at - deadline) / MINUTE))
