"""Who completed an event, as its organisers noted: what rules of later events ask for."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, lazyload

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.clock.local_time import local_date
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus

TOO_EARLY = "Who completed it can be noted once it has begun."
VERB = "note completion"
MOST_SHOWN = 100


def can_be_noted(event: Event, now: datetime) -> bool:
    """Return whether the event took place, or takes place now."""
    if event.status is EventStatus.HELD:
        return True
    begun = event.starts_on is not None and event.starts_on <= local_date(now, event.zone or "UTC")
    return begun and event.status is EventStatus.PUBLISHED


def with_a_seat(event: Event) -> Select[Application]:
    """Return the statement for everybody who has a seat, by name."""
    return (
        select(Application)
        .where(Application.event_id == event.id, Application.status == Status.CONFIRMED)
        .options(lazyload(Application.event), lazyload(Application.person, Person.roles))
        .order_by(Application.full_name, Application.id)
    )


def note_completion(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    shown: Collection[str],
    completed: Collection[str],
) -> int:
    """Note of those `shown` who completed the event and who did not; return how many changed.

    Both are references. Whoever has no seat (any more) is passed over. Raises Problem before the
    event has begun.
    """
    if not can_be_noted(event, now):
        raise Problem(TOO_EARLY)
    lock(session, Event, event.id)
    found = session.scalars(with_a_seat(event).where(Application.reference.in_(shown))).all()
    changed = [each for each in found if each.completed is not (each.reference in completed)]
    for each in changed:
        each.completed = each.reference in completed
        _note(session, actor, now, each)
    session.flush()
    return len(changed)


def _note(session: Session, actor: Person, now: datetime, application: Application) -> None:
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb=VERB,
        subject=f"application/{application.id}",
        summary="Completed the event" if application.completed else "Did not complete the event",
    )
