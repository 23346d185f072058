"""When and where a session is planned, as plain values: computed with, compared, kept in a step."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.core.errors import Problem
from courseapp.events.clock.local_time import Moment, moment
from courseapp.events.models import Event, EventSession
from courseapp.events.sessions.sittings import session_faults

TIMES = ("starts_local", "ends_local")
INSTANTS = ("starts_at", "ends_at")


@dataclass(frozen=True)
class Placement:
    """A session's place in the programme. Local times are wall clock times of `zone`."""

    zone: str
    starts_local: datetime
    ends_local: datetime
    room_id: int | None = None
    track_id: int | None = None

    def times(self) -> tuple[Moment, Moment]:
        """Return start and end. Raises Problem, with its field, where they cannot be."""
        for fault in session_faults(self.zone, self.starts_local, self.ends_local):
            raise Problem(fault.message, fault.field)
        return moment(self.starts_local, self.zone), moment(self.ends_local, self.zone)

    def later(self, by: timedelta) -> "Placement":
        """Return the placement so much later by the clock on the wall; earlier where negative."""
        return replace(self, starts_local=self.starts_local + by, ends_local=self.ends_local + by)

    def on(self, day: date) -> "Placement":
        """Return the placement at the same time of the clock, beginning on another day."""
        return self.later(timedelta(days=(day - self.starts_local.date()).days))

    def read_in(self, zone: str) -> "Placement":
        """Return the same instants by the clock of another zone. Raises Problem as `times`."""
        if zone == self.zone:
            return self
        rules = ZoneInfo(zone)
        starts, ends = (each.at.astimezone(rules).replace(tzinfo=None) for each in self.times())
        return replace(self, zone=zone, starts_local=starts, ends_local=ends)


@dataclass(frozen=True)
class Kept:
    """How a session stood before or after a step: its placement, instants (UTC) and status."""

    title: str
    status: str
    placement: Placement
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Names:
    """What the rooms and tracks of an event are called, by id."""

    rooms: Mapping[int, str]
    tracks: Mapping[int, str]

    def told(self, placement: Placement) -> str:
        """Return ``Tue 23 Mar 2027, 10:00 – 11:30 CET, Room B, Markets``."""
        return self._told(placement, formats.day(placement.starts_local.date()))

    def brief(self, placement: Placement) -> str:
        """Return the same without the year."""
        return self._told(placement, formats.day(placement.starts_local.date(), year=False))

    def _told(self, placement: Placement, day: str) -> str:
        starts, ends = placement.times()
        times = formats.time_range(starts.at, ends.at, placement.zone)
        room = self.rooms.get(placement.room_id or 0, "")
        track = self.tracks.get(placement.track_id or 0, "")
        return ", ".join(filter(None, (day, times, room, track)))


def placement_of(sitting: EventSession) -> Placement:
    """Return where a session stands now."""
    return Placement(
        sitting.zone, sitting.starts_local, sitting.ends_local, sitting.room_id, sitting.track_id
    )


def kept(sitting: EventSession) -> Kept:
    """Return what a step keeps of a session."""
    placed = placement_of(sitting)
    return Kept(sitting.title, sitting.status.value, placed, sitting.starts_at, sitting.ends_at)


def names_in(event: Event) -> Names:
    """Return the names of the event's rooms and tracks."""
    return Names(
        {each.id: each.name for each in event.rooms}, {each.id: each.name for each in event.tracks}
    )


def kept_to_plain(state: Kept) -> dict[str, Any]:
    """Return it as JSON can hold it; times as ISO 8601."""
    placed = state.placement
    return {
        "title": state.title,
        "status": state.status,
        "zone": placed.zone,
        "room_id": placed.room_id,
        "track_id": placed.track_id,
        **{name: getattr(placed, name).isoformat() for name in TIMES},
        **{name: getattr(state, name).isoformat() for name in INSTANTS},
    }


def kept_from_plain(plain: Mapping[str, Any]) -> Kept:
    """Return what `kept_to_plain` was given. Raises KeyError or ValueError."""
    starts, ends = (datetime.fromisoformat(plain[name]) for name in TIMES)
    placed = Placement(plain["zone"], starts, ends, plain["room_id"], plain["track_id"])
    starts_at, ends_at = (datetime.fromisoformat(plain[name]) for name in INSTANTS)
    return Kept(plain["title"], plain["status"], placed, starts_at, ends_at)
