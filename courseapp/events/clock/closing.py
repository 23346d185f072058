"""Until when applications are taken, as a plain value: no database, no web."""

from dataclasses import dataclass
from datetime import datetime, timedelta


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
