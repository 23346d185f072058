"""Letters hold a number of a passport: their octets go as soon after the event as that does."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.audit import record
from courseapp.core.database import rows_changed
from courseapp.events.models import Event
from courseapp.logistics.forgetting import AFTER_THE_SEAT
from courseapp.visa_letters.models import Letter, LetterDetails, LetterOrder
from courseapp.visa_letters.rules import KEPT_DAYS

SYSTEM = "The product"


def forget_letters(session: Session, now: datetime) -> int:
    """Delete the octets of letters whose time is over; return how many letters it was.

    That a letter was issued, its number and its hash stay: officers may still check it.
    """
    over = select(Event.id).where(
        func.coalesce(Event.ends_on, Event.starts_on) < now.date() - timedelta(days=KEPT_DAYS)
    )
    gone = select(Application.id).where(
        Application.status != Status.CONFIRMED,
        Application.status_since < now - AFTER_THE_SEAT,
    )
    due = (Letter.event_id.in_(over)) | (Letter.application_id.in_(gone))
    done = rows_changed(
        session,
        update(Letter)
        .where(Letter.octets.is_not(None), due)
        .values(octets=None)
        .execution_options(synchronize_session=False),
    )
    of_over = select(Application.id).where(Application.event_id.in_(over))
    for rows in (LetterDetails, LetterOrder):
        theirs = rows.application_id.in_(of_over) | rows.application_id.in_(gone)
        session.execute(delete(rows).where(theirs).execution_options(synchronize_session=False))
    if done:
        record(
            session,
            at=now,
            actor=SYSTEM,
            verb="forget letters",
            subject="letters",
            summary=f"The files of {done} letters were deleted, as announced",
        )
    session.flush()
    return done
