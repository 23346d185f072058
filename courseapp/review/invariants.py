"""What must be true of all reviews, whatever happened: for operators and for tests."""

from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.review.models import Assignment, Criterion, Review, ReviewScore
from courseapp.review.rules import ReviewStatus
from courseapp.review.seeing import in_conflict


def broken_reviews(session: Session) -> Sequence[str]:
    """Return a sentence for each thing that is not as it must be; nothing means all is well."""
    checks = (
        (_by_conflicted(), "A person in conflict has reviewed the application {}."),
        (_off_the_scale(), "A review of the application {} gives points that its scale has not."),
        (_of_other_events(), "A review of the application {} is scored by another event's rubric."),
        (_submitted_with_gaps(), "A submitted review of the application {} gives no points."),
    )
    return [
        words.format(name) for statement, words in checks for name in session.scalars(statement)
    ]


def _reviewed() -> Select[str]:
    return (
        select(Application.reference).distinct().join(Assignment).join(Review)  # of any status
    )


def _scored() -> Select[str]:
    return _reviewed().join(ReviewScore).join(Criterion)


def _by_conflicted() -> Select[str]:
    conflicted = in_conflict(Assignment.application_id, Assignment.reviewer_id)
    return _reviewed().where(Review.status != ReviewStatus.SET_ASIDE, conflicted)


def _off_the_scale() -> Select[str]:
    beyond = or_(ReviewScore.points < Criterion.low, ReviewScore.points > Criterion.high)
    return _scored().where(beyond)


def _of_other_events() -> Select[str]:
    return _scored().where(
        or_(Criterion.event_id != Application.event_id, Criterion.round != Assignment.round)
    )


def _submitted_with_gaps() -> Select[str]:
    given = select(ReviewScore.points).where(
        ReviewScore.review_id == Review.id, ReviewScore.points.is_not(None)
    )
    return _reviewed().where(Review.status == ReviewStatus.SUBMITTED, ~given.exists())
