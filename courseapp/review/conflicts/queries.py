"""Who is in conflict with what: the one place that everybody asks who shows applications."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from courseapp.applications.models import Application
from courseapp.review.conflicts.models import ConflictOfInterest

Id = ColumnElement[int] | InstrumentedAttribute[int] | int


def in_conflict(application_id: Id, person_id: Id) -> ColumnElement[bool]:
    """Return the condition that the person is in conflict with the application."""
    return (
        select(ConflictOfInterest.id)
        .where(
            ConflictOfInterest.application_id == application_id,
            ConflictOfInterest.person_id == person_id,
            ConflictOfInterest.removed_at.is_(None),
        )
        .exists()
    )


def no_conflict(person_id: int) -> ColumnElement[bool]:
    """Return the condition on Application that the person is in no conflict with it."""
    return ~in_conflict(Application.id, person_id)


def conflicted_ids(session: Session, event_id: int, person_id: int) -> frozenset[int]:
    """Return the ids of the event's applications that the person must not see. One statement."""
    wanted = select(Application.id).where(
        Application.event_id == event_id, in_conflict(Application.id, person_id)
    )
    return frozenset(session.scalars(wanted))
