"""The discussion of an application by those who reviewed it, and whose reviews each may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from courseapp.accounts.models import Person
from courseapp.core.audit import record
from courseapp.core.errors import NotFound, Problem
from courseapp.core.typed_text import paragraphs
from courseapp.review.models import Assignment, Remark, Review
from courseapp.review.phases import ALLOWED, Doing, refuse_unless
from courseapp.review.rules import Phase, ReviewStatus, Round
from courseapp.review.seeing import in_conflict

LONGEST_REMARK = 3_000  # letters
TEXT = "text"


@dataclass(frozen=True)
class Discussion:
    """What a reviewer may read of the others, or why she may not yet; and whether she may speak."""

    reviews: Sequence[Review] = ()
    remarks: Sequence[Remark] = ()
    refusal: str = ""
    may_speak: bool = False


OWN_FIRST = "Submit your own review first. Then you read those of the others."
NOT_YET = "The reviews of others are shown when the discussion begins."


def discussion_for(
    session: Session, assignment: Assignment, own: Review | None, phase: Phase
) -> Discussion:
    """Return what the reviewer of the assignment may read. Her own review comes first, always."""
    if Doing.COMPARE not in ALLOWED[phase]:
        return Discussion(refusal=NOT_YET)
    if own is None or own.submitted_at is None:
        return Discussion(refusal=OWN_FIRST)
    reviews = submitted_reviews(session, assignment.application_id, assignment.round)
    return Discussion(
        reviews=[each for each in reviews if each.id != own.id],
        remarks=remarks_on(session, assignment.application_id, assignment.round),
        may_speak=Doing.DISCUSS in ALLOWED[phase],
    )


def submitted_reviews(session: Session, application_id: int, which: Round) -> Sequence[Review]:
    """Return the reviews that count, in the order of their reviewers' names. Two statements."""
    found = session.scalars(
        select(Review)
        .join(Assignment)
        .where(Assignment.application_id == application_id, Assignment.round == which)
        .where(Review.status == ReviewStatus.SUBMITTED)
        .where(~in_conflict(Assignment.application_id, Assignment.reviewer_id))
        .options(
            joinedload(Review.assignment).joinedload(Assignment.reviewer),
            selectinload(Review.scores),
        )
    ).all()
    return sorted(found, key=lambda each: each.assignment.reviewer.display_name)


def remarks_on(session: Session, application_id: int, which: Round) -> Sequence[Remark]:
    """Return what was said, the oldest first. One statement."""
    return session.scalars(
        select(Remark)
        .where(Remark.application_id == application_id, Remark.round == which)
        .order_by(Remark.written_at, Remark.id)
    ).all()


def say(
    session: Session,
    actor: Person,
    now: datetime,
    assignment: Assignment,
    own: Review | None,
    phase: Phase,
    text: str,
) -> Remark:
    """Add a remark of a reviewer. Raises NotFound before her own review, Problem out of phase."""
    if own is None or own.submitted_at is None:
        raise NotFound
    refuse_unless(phase, Doing.DISCUSS)
    return add_remark(session, actor, now, assignment.application_id, assignment.round, text)


def add_remark(
    session: Session, actor: Person, now: datetime, application_id: int, which: Round, text: str
) -> Remark:
    """Add a remark of whoever may: her right is the caller's to check. Raises Problem."""
    tidy = paragraphs(text)
    if not tidy:
        raise Problem("Write something first.", TEXT)
    if len(tidy) > LONGEST_REMARK:
        raise Problem(f"Shorten the text to {LONGEST_REMARK} letters. It has {len(tidy)}.", TEXT)
    remark = Remark(
        application_id=application_id,
        round=which,
        author_id=actor.id,
        author=actor.display_name,
        text=tidy,
        written_at=now,
    )
    session.add(remark)
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="discuss",
        subject=f"review-of/{application_id}",
        summary="Said something in the discussion of reviewers",
    )
    session.flush()
    return remark
