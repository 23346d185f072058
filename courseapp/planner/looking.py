"""How an organiser looks at the planner: which day, by rooms or tracks, by which clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from courseapp.planner.days import UTC_NAME
from courseapp.planner.grid import By

ALL = "all"


@dataclass(frozen=True)
class Look:
    """A look at the grid. `day` None is not chosen; `shows_all` is every day below the other."""

    day: date | None = None
    shows_all: bool = False
    by: By = By.ROOM
    in_utc: bool = False

    @property
    def query(self) -> str:
        """Return it as the end of an address, with its question mark; "" for the plain look."""
        shown = {
            "day": ALL if self.shows_all else self.day.isoformat() if self.day else "",
            "by": self.by.value if self.by is not By.ROOM else "",
            "clock": "utc" if self.in_utc else "",
        }
        told = urlencode({name: value for name, value in shown.items() if value})
        return f"?{told}" if told else ""

    def at(self, day: date) -> "Look":
        """Return the look at one day."""
        return replace(self, day=day, shows_all=False)

    def at_all(self) -> "Look":
        """Return the look at every day."""
        return replace(self, day=None, shows_all=True)

    def by_other(self) -> "Look":
        """Return the look by tracks instead of rooms, or the other way round."""
        return replace(self, by=By.TRACK if self.by is By.ROOM else By.ROOM)

    def by_other_clock(self) -> "Look":
        """Return the look in UTC instead of the event's zone, or the other way round."""
        return replace(self, in_utc=not self.in_utc)

    def zone(self, own: str) -> str:
        """Return the zone of its clock; `own` is the event's."""
        return UTC_NAME if self.in_utc else own

    def days(self, there: Sequence[date], today: date) -> Sequence[date]:
        """Return the days to show: all, the chosen one, else today where that is one of them."""
        if self.shows_all or not there:
            return there
        return [
            next((day for day in (self.day, today) if day is not None and day in there), there[0])
        ]


def read_look(asked: Mapping[str, str]) -> Look:
    """Return the look that an address asks for; what cannot be read is the plain one."""
    text = asked.get("day", "")
    return Look(
        day=read_day(text),
        shows_all=text == ALL,
        by=By.TRACK if asked.get("by") == By.TRACK.value else By.ROOM,
        in_utc=asked.get("clock") == "utc",
    )


def read_day(text: str) -> date | None:
    """Return the day of an ISO 8601 text, None for any other."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
