"""Writing a review: saved as a draft at any time, submitted when it is whole, opened again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.events.models import Event
from courseapp.review.lifecycle import move
from courseapp.review.models import Assignment, Criterion, Review, ReviewScore
from courseapp.review.phases import Doing, refuse_unless
from courseapp.review.rounds import phase_of, round_of
from courseapp.review.rubrics import criteria_of
from courseapp.review.rules import Action, Confidence, Phase, Recommendation, ReviewStatus
from courseapp.review.seeing import sees

LONGEST_COMMENT = 5_000  # letters
SEEN = "seen"
ELSEWHERE = (
    "You changed this review in another window. What is saved there stands beside what differs. "
    "Take over what you need and save again."
)


@dataclass(frozen=True)
class Written:
    """What a reviewer typed: by the ids of criteria, points on their scales, and why.

    `seen` is the revision of the review that she had in front of her, 0 for none.
    """

    points: Mapping[int, int | None]
    comments: Mapping[int, str]
    recommendation: Recommendation | None = None
    confidence: Confidence | None = None
    comment: str = ""
    seen: int = 0


def points_field(criterion_id: int) -> str:
    """Return the name of the form's field for the points of a criterion."""
    return f"points_{criterion_id}"


def comment_field(criterion_id: int) -> str:
    """Return the name of the form's field for the comment on a criterion."""
    return f"comment_{criterion_id}"


def save_review(
    session: Session, actor: Person, now: datetime, assignment: Assignment, written: Written
) -> Review:
    """Keep what was typed, whole or not; what is kept is a draft until it is submitted.

    Raises NotFound where the application is not hers to see any more, Problem where the phase
    does not allow it, where the review is submitted, and where it was changed in another window.
    """
    review = _hold(session, actor, now, assignment)
    if review.revision != written.seen:
        raise Problem(ELSEWHERE, SEEN)
    move(session, review, Action.SAVE, actor, now)
    review.recommendation, review.confidence = written.recommendation, written.confidence
    review.comment = written.comment
    _score(session, assignment, review, written)
    session.flush()
    return review


def submit_review(session: Session, actor: Person, now: datetime, review: Review) -> None:
    """Submit a saved review. Raises Problem beside the first thing that is missing."""
    _allow(session, actor, now, review.assignment)
    for field, message in missing(_criteria(session, review.assignment), review):
        raise Problem(message, field)
    move(session, review, Action.SUBMIT, actor, now)


def reopen_review(session: Session, actor: Person, now: datetime, review: Review) -> None:
    """Open a submitted review again: its reviewer does, or an organiser who asks her to look again.

    It counts no more until it is submitted again. Raises Problem where the phase forbids it.
    """
    assignment = review.assignment
    lock(session, Event, assignment.application.event_id)
    refuse_unless(_phase(session, assignment, now), Doing.WRITE)
    move(session, review, Action.REOPEN, actor, now)


def missing(criteria: Sequence[Criterion], review: Review) -> Iterator[tuple[str, str]]:
    """Yield (field, what to do) for each thing that a review needs before it is submitted."""
    scores = {each.criterion_id: each for each in review.scores}
    if not criteria:
        yield "recommendation", "The rubric has no criteria yet. Ask the organiser to add them."
    for each in criteria:
        score = scores.get(each.id)
        if score is None or score.points is None:
            yield points_field(each.id), f"Give points for “{each.name}”."
        if each.needs_comment and (score is None or not score.comment):
            yield comment_field(each.id), f"Say why you give these points for “{each.name}”."
    if review.recommendation is None:
        yield "recommendation", "Choose what you recommend."
    if review.confidence is None:
        yield "confidence", "Choose how sure you are."


def _hold(session: Session, actor: Person, now: datetime, assignment: Assignment) -> Review:
    """Return the review, begun where there is none; two windows at once make one review."""
    _allow(session, actor, now, assignment)
    found = session.scalars(
        select(Review).where(Review.assignment_id == assignment.id)
    ).one_or_none()
    if found is not None:
        return found
    review = Review(
        assignment=assignment,
        status=ReviewStatus.DRAFT,
        comment="",
        revision=0,
        started_at=now,
        changed_at=now,
    )
    session.add(review)
    session.flush()
    return review


def _allow(session: Session, actor: Person, now: datetime, assignment: Assignment) -> None:
    """Lock the event, as everybody does who changes conflicts, assignments or the rubric; check."""
    lock(session, Event, assignment.application.event_id)
    if not sees(session, actor, assignment.id):
        raise NotFound
    refuse_unless(_phase(session, assignment, now), Doing.WRITE)


def _phase(session: Session, assignment: Assignment, now: datetime) -> Phase:
    event_id = assignment.application.event_id
    return phase_of(round_of(session, event_id, assignment.round), now)


def _criteria(session: Session, assignment: Assignment) -> Sequence[Criterion]:
    return criteria_of(session, assignment.application.event_id, assignment.round)


def _score(session: Session, assignment: Assignment, review: Review, written: Written) -> None:
    """Write the scores by the criteria in force; those of retired ones stay as they are."""
    held = {each.criterion_id: each for each in review.scores}
    for criterion in _criteria(session, assignment):
        points, comment = written.points.get(criterion.id), written.comments.get(criterion.id, "")
        if points is not None and not criterion.low <= points <= criterion.high:
            raise Problem(
                f"Choose from {criterion.low} to {criterion.high}.", points_field(criterion.id)
            )
        score = held.get(criterion.id)
        if score is None and points is None and not comment:
            continue
        if score is None:
            score = ReviewScore(criterion_id=criterion.id)
            review.scores.append(score)
        score.points, score.comment = points, comment
