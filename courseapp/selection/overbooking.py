"""Letting more people in than there are seats, because some of those who register never come."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.clock.registration import registers
from courseapp.events.facts.changing import log
from courseapp.events.models import Event
from courseapp.events.rules import Mode
from courseapp.selection.filling import fill_seats

MOST_PERCENT = 100
FIELD = "overbooked_percent"


def can_overbook(event: Event) -> bool:
    """Return whether overbooking makes sense: where nobody selects, and online; seats limited."""
    return event.seats is not None and (registers(event) or event.mode is Mode.ONLINE)


def overbook(session: Session, actor: Person, now: datetime, event: Event, percent: int) -> bool:
    """Let so many per cent more people in; who waits moves up. Return whether it changed.

    Raises Problem where fewer people could come than have a seat already.
    """
    lock(session, Event, event.id)
    if percent and not can_overbook(event):
        raise Problem("Only online events and open registrations are overbooked.", FIELD)
    if percent == event.overbooked_percent:
        return False
    places = None if event.seats is None else event.seats + event.seats * percent // 100
    if places is not None and places < event.seats_taken:
        raise Problem(
            f"{event.seats_taken} people have a seat already. Enter a higher percentage.", FIELD
        )
    event.overbooked_percent = percent
    event.count_seats_above()
    event.changed_at = now
    told = f"{percent} % more people than seats are let in." if percent else "No overbooking."
    log(session, event, actor, now, "overbook", told)
    session.flush()
    fill_seats(session, event, now)
    return True
