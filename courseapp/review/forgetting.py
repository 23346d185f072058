"""What reviewers wrote about answers is deleted when these are; points and verdicts stay."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.forms.document.record import Visibility
from courseapp.intake.questionnaire import questionnaire_of
from courseapp.review.models import Assignment, Remark, Review, ReviewScore
from courseapp.review.redacting import forget_lost_copies


def forget_what_was_written(
    sender: Event,
    *,
    session: Session,
    now: datetime,  # noqa: ARG001
    applications: Sequence[int],
    questions: Collection[str],
    **_news: Any,
) -> None:
    """Delete comments and discussions, which may repeat what was answered.

    Only where an answer is gone that reviewers could read. Receives `answers_forgotten`.
    """
    forget_lost_copies(session)
    asked = questionnaire_of(session, sender).questions
    read = (key for key in questions if key in asked)
    if not any(asked[key].visibility is Visibility.REVIEWERS for key in read):
        return
    session.execute(delete(Remark).where(Remark.application_id.in_(applications)))
    reviews = select(Review.id).join(Assignment).where(Assignment.application_id.in_(applications))
    session.execute(update(Review).where(Review.id.in_(reviews)).values(comment=""))
    session.execute(
        update(ReviewScore).where(ReviewScore.review_id.in_(reviews)).values(comment="")
    )
    session.flush()
