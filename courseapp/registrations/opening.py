"""How registering stands: until when, how full it is, and why nobody can register now."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.core.translations import gettext
from courseapp.events.clock.deadlines import told_in_zones, zone_of_deadline
from courseapp.events.clock.registration import Entrance, closes_at, entrance
from courseapp.events.models import Event
from courseapp.registrations.words import SHUT
from courseapp.selection.queries import waiting_number
from courseapp.selection.terms import seats_free


@dataclass(frozen=True)
class Opening:
    """How registering stands. `explained` says why it is not open, "" where it is.

    `until` is the instant at which it closes, told in each zone that matters, nothing where that
    is the start of the event; `free` is None where seats are not limited. `waiting` counts those
    who come before her; 0 where a seat is free.
    """

    state: Entrance
    explained: str
    until: tuple[str, ...]
    opens: tuple[str, ...]
    free: int | None
    waiting: int
    is_late: bool

    @property
    def is_open(self) -> bool:
        return self.state is Entrance.OPEN

    @property
    def is_full(self) -> bool:
        """Whether she who comes now has to wait."""
        return self.free is not None and self.free <= self.waiting


def opening(session: Session, event: Event, now: datetime, zone: str | None) -> Opening:
    """Return how registering stands at the instant; `zone` is the reader's. One statement."""
    state, closes = entrance(event, now), closes_at(event)
    zones = (zone_of_deadline(event), zone)
    opens = event.applications_open_at
    limited = event.seats is not None
    return Opening(
        state,
        gettext(SHUT[state]) if state in SHUT else "",
        told_in_zones(closes, *zones) if closes else (),
        told_in_zones(opens, *zones) if opens and state is Entrance.NOT_YET else (),
        seats_free(event),
        waiting_number(session, event.id) if limited and state is Entrance.OPEN else 0,
        is_late=closes is not None and now > closes,
    )
