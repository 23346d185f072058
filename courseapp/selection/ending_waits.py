"""Whoever still waits when the event has begun is told so, kindly and once.

Nobody is left with a place on a list that leads nowhere. Where nobody selects, seats move up until
the end, and the list is that of the registrations.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from courseapp.applications.lifecycle import hold, move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action, Status
from courseapp.events.clock.registration import registers
from courseapp.events.contacts import contact_for
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.selection import letters
from courseapp.selection.queries import waiting
from courseapp.selection.rules import Notice
from courseapp.selection.terms import starts_at

_TAKE_PLACE = (EventStatus.PUBLISHED, EventStatus.HELD)


def waits_to_end(session: Session, now: datetime) -> Sequence[int]:
    """Return the ids of applications that wait for events that have begun, in order."""
    wanted = select(Application.event_id).where(Application.status == Status.WAITING)
    events = session.scalars(
        select(Event).where(Event.id.in_(wanted), Event.status.in_(_TAKE_PLACE)).order_by(Event.id)
    ).all()
    begun = [each.id for each in events if _has_begun(each, now)]
    return [each for event_id in begun for each in session.scalars(_ids(event_id))]


def end_wait(session: Session, application_id: int, now: datetime) -> bool:
    """End her waiting and tell her; False where it has ended, or the event was moved, meanwhile."""
    application = session.get_one(Application, application_id)
    hold(session, application)
    still = session.scalar(_ids(application.event_id).where(Application.id == application_id))
    if still is None or not _has_begun(application.event, now):
        return False
    move(session, application, Action.END_WAIT, None, now)
    facts = letters.facts_for(application, contact_for(session, application.event))
    letters.send(session, now, Notice.WAITED, application, facts)
    session.flush()
    return True


def _has_begun(event: Event, now: datetime) -> bool:
    begins = starts_at(event)
    is_on = event.status in _TAKE_PLACE and not registers(event)
    return is_on and begins is not None and now >= begins


def _ids(event_id: int) -> Select[int]:
    return waiting(event_id).with_only_columns(Application.id)
