"""The reviews of one application beside each other, as organisers compare them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.errors import NotFound
from courseapp.events.models import Event
from courseapp.review.models import Assignment, Criterion, Review, ReviewScore
from courseapp.review.points import Scale, total
from courseapp.review.rubrics import criteria_of
from courseapp.review.rules import ReviewStatus, Round
from courseapp.review.seeing import can_be_reviewed, in_conflict


@dataclass(frozen=True)
class Side:
    """One reviewer's column; without a review, or with a draft, only her name is known."""

    reviewer: str
    review: Review | None
    scores: Mapping[int, ReviewScore]  # by criterion
    total: float | None

    @property
    def is_submitted(self) -> bool:
        return self.review is not None and self.review.status is ReviewStatus.SUBMITTED


@dataclass(frozen=True)
class Sides:
    """All columns of an application in a round, and the criteria that are the lines."""

    criteria: Sequence[Criterion]
    columns: Sequence[Side]


def reviewed_application(
    session: Session, reader: Person, event: Event, reference: str
) -> Application:
    """Return an application of the event with which the reader is in no conflict.

    Raises NotFound for any other, whoever organises the event.
    """
    found = session.scalars(
        select(Application)
        .where(Application.event_id == event.id, Application.reference == reference)
        .where(can_be_reviewed(), ~in_conflict(Application.id, reader.id))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def reviews_on(session: Session, event: Event, application_id: int, which: Round) -> Sides:
    """Return who reviews it in the round and what they wrote. Four statements."""
    criteria = criteria_of(session, event.id, which)
    rows = session.execute(
        select(Assignment, Review)
        .outerjoin(Review, Review.assignment_id == Assignment.id)
        .where(Assignment.application_id == application_id, Assignment.round == which)
        .where(~in_conflict(Assignment.application_id, Assignment.reviewer_id))
        .options(joinedload(Assignment.reviewer), selectinload(Review.scores))
    ).all()
    columns = [_side(each, review, criteria) for each, review in rows if not _is_aside(review)]
    return Sides(criteria, sorted(columns, key=lambda each: each.reviewer))


def side_of(review: Review, criteria: Sequence[Criterion]) -> Side:
    """Return the column of a review that is there."""
    return _side(review.assignment, review, criteria)


def _side(assignment: Assignment, review: Review | None, criteria: Sequence[Criterion]) -> Side:
    scores = {each.criterion_id: each for each in review.scores} if review else {}
    points = {key: each.points for key, each in scores.items() if each.points is not None}
    scales = [Scale(each.id, each.weight, each.low, each.high) for each in criteria]
    return Side(assignment.reviewer.display_name, review, scores, total(scales, points))


def _is_aside(review: Review | None) -> bool:
    return review is not None and review.status is ReviewStatus.SET_ASIDE
