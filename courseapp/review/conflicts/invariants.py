"""What must be true of conflicts, whatever happened: for operators and for tests."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.review.conflicts.queries import in_conflict
from courseapp.review.models import Assignment, Review


def broken_conflicts(session: Session) -> Sequence[str]:
    """Return a sentence for each application that waits for a review of somebody in conflict.

    What was written before is set aside, and is for the invariants of reviews.
    """
    written = select(Review.id).where(Review.assignment_id == Assignment.id).exists()
    found = session.scalars(
        select(Application.reference)
        .join(Assignment)
        .where(in_conflict(Assignment.application_id, Assignment.reviewer_id), ~written)
        .order_by(Application.reference)
    )
    return [f"The application {each} is assigned to a person in conflict." for each in found]
