"""Travel details are deleted soon after the event, and sooner where a seat was given up."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.documents.taking import forget_documents
from courseapp.applications.forgetting import due_in, take_out, versions_of
from courseapp.applications.lifecycle import SYSTEM
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.events.models import Event
from courseapp.forms.document.record import Stage
from courseapp.forms.filling.forgetting import USUAL_DAYS_OF_STAGE_TWO
from courseapp.logistics.models import Logistics

AFTER_THE_SEAT = timedelta(days=14)


def forget_travel_details(session: Session, now: datetime) -> Iterator[int]:
    """Delete what is due; yield how many people it was of after each form, to be committed."""
    yield _forget_without_seat(session, now)
    for version, event in versions_of(session, Stage.LOGISTICS):
        due = due_in(event, version, now, USUAL_DAYS_OF_STAGE_TWO)
        if not due:
            continue
        lock(session, Event, event.id)
        found = session.scalars(
            select(Logistics)
            .where(Logistics.form_version_id == version.id)
            .order_by(Logistics.application_id)
        ).all()
        touched = [each for each in found if take_out(each, due)]
        ids = [each.application_id for each in found]
        forget_documents(session, ids, due, Stage.LOGISTICS)
        _note(session, now, event.id, len(touched))
        session.flush()
        yield len(touched)


def _forget_without_seat(session: Session, now: datetime) -> int:
    """Delete all that people told whose seat is given up since some days."""
    found = session.scalars(
        select(Logistics)
        .join(Application)
        .where(
            Application.status != Status.CONFIRMED,
            Application.status_since < now - AFTER_THE_SEAT,
        )
        .order_by(Logistics.application_id)
    ).all()
    forget_documents(session, [each.application_id for each in found], stage=Stage.LOGISTICS)
    for each in found:
        _note(session, now, each.application.event_id, 1)
        session.delete(each)
    session.flush()
    return len(found)


def _note(session: Session, now: datetime, event_id: int, people: int) -> None:
    if people:
        record(
            session,
            at=now,
            actor=SYSTEM,
            verb="forget travel details",
            subject=f"event/{event_id}",
            summary=f"Travel details of {people} people were deleted, as announced",
        )
