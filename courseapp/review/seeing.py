"""What a reviewer may see: what she is assigned and in no conflict with. Every query asks here."""

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.rules import RoleKind
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.events.models import Event
from courseapp.review.conflicts.queries import in_conflict
from courseapp.review.models import Assignment

__all__ = ["can_be_reviewed", "in_conflict", "reviews_for", "seen_by", "sees"]

NOT_FOR_REVIEW = frozenset({Status.DRAFT, Status.WITHDRAWN})
REVIEWS = frozenset({RoleKind.REVIEWER, RoleKind.ORGANISER})


def can_be_reviewed() -> ColumnElement[bool]:
    """Return the condition that an application is there to be judged: sent, not withdrawn."""
    return Application.status.not_in(NOT_FOR_REVIEW)


def seen_by(person: Person) -> ColumnElement[bool]:
    """Return the condition on Assignment, joined with Application and Event, that she sees it.

    It is her own assignment, she still reviews for the initiative, and she is not in conflict.
    Her own application is never hers to judge, even before that is noted as a conflict.
    """
    return and_(
        Assignment.reviewer_id == person.id,
        Application.person_id != person.id,
        reviews_for(person),
        can_be_reviewed(),
        ~in_conflict(Assignment.application_id, person.id),
    )


def reviews_for(person: Person) -> ColumnElement[bool]:
    """Return the condition that the person reviews, or organises, for the event's initiative."""
    if person.is_administrator:
        return true()
    initiatives = {role.initiative_id for role in person.roles if role.kind in REVIEWS}
    return or_(false(), Event.initiative_id.in_(initiatives))


def sees(session: Session, person: Person, assignment_id: int) -> bool:
    """Return whether the person sees the application of this assignment now. One statement."""
    found = (
        select(Assignment.id)
        .join(Application, Assignment.application_id == Application.id)
        .join(Event, Application.event_id == Event.id)
        .where(Assignment.id == assignment_id, seen_by(person))
    )
    return session.scalar(found) is not None
