"""What becomes of assignments when a conflict is known, and when it is not one any more."""

from datetime import datetime

from sqlalchemy import ColumnElement, Delete, delete, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.database import rows_changed
from courseapp.events.models import Event
from courseapp.review.conflicts.queries import in_conflict
from courseapp.review.lifecycle import move
from courseapp.review.models import Assignment, Review
from courseapp.review.rules import Action, ReviewStatus


def settle(session: Session, actor: Person | None, now: datetime, event: Event) -> int:
    """Let the event's assignments follow its conflicts; return how many ended.

    One without a review is taken away. What was written is set aside, and becomes a draft again
    when there is no conflict any more. Twice is as good as once. Three statements, and those of
    each review that is moved.
    """
    session.flush()
    ended = rows_changed(session, _without_review(event))
    aside = Review.status == ReviewStatus.SET_ASIDE
    conflicted = in_conflict(Assignment.application_id, Assignment.reviewer_id)
    ended += _move(session, actor, now, event, Action.SET_ASIDE, ~aside & conflicted)
    _move(session, actor, now, event, Action.TAKE_BACK, aside & ~conflicted)
    return ended


def _without_review(event: Event) -> Delete:
    of_event = select(Application.id).where(Application.event_id == event.id)
    written = select(Review.id).where(Review.assignment_id == Assignment.id).exists()
    return (
        delete(Assignment)
        .where(Assignment.application_id.in_(of_event), ~written)
        .where(in_conflict(Assignment.application_id, Assignment.reviewer_id))
        .execution_options(synchronize_session="fetch")
    )


def _move(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    action: Action,
    condition: ColumnElement[bool],
) -> int:
    found = session.scalars(
        select(Review)
        .join(Review.assignment)
        .join(Assignment.application)
        .where(Application.event_id == event.id, condition)
        .order_by(Review.id)
    ).all()
    for review in found:
        move(session, review, action, actor, now)
    return len(found)
