"""The only place that changes where a review stands."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.review.models import Review
from courseapp.review.rules import Action, ReviewStatus, Step, Who, next_step

SYSTEM = "system"
WHAT_HAPPENED = {
    Action.SUBMIT: "Review submitted",
    Action.REOPEN: "Review opened again",
    Action.SET_ASIDE: "Review set aside: its reviewer is in conflict",
    Action.TAKE_BACK: "Review taken back in: there is no conflict",
}
STANDS = {
    ReviewStatus.DRAFT: "is a draft",
    ReviewStatus.SUBMITTED: "is submitted",
    ReviewStatus.REOPENED: "is open again",
    ReviewStatus.SET_ASIDE: "was set aside",
}


def move(
    session: Session, review: Review, action: Action, actor: Person | None, now: datetime
) -> None:
    """Take one step of the table in `rules.STEPS`; `actor` None is the system itself.

    That somebody who is not the reviewer may organise the event is the caller's to check, and
    that what is submitted is whole. Raises Problem where the step is not possible any more.
    """
    lock(session, Review, review.id)
    step = _step(review, action, actor)
    review.status = step.leads_to
    review.changed_at = now
    review.revision += 1
    if action is Action.SUBMIT:
        review.submitted_at = now
    if action is Action.TAKE_BACK:
        review.submitted_at = None
    if action in WHAT_HAPPENED:
        _log(session, review, action, actor, now)
    session.flush()


def _step(review: Review, action: Action, actor: Person | None) -> Step:
    step = next_step(review.status, action)
    if step is None:
        raise Problem(f"This review {STANDS[review.status]}, so this cannot be done with it.")
    is_hers = actor is not None and actor.id == review.assignment.reviewer_id
    if step.who is Who.REVIEWER and not is_hers:
        raise ValueError(f"{action} is not for {actor and actor.display_name} to do")
    return step


def _log(
    session: Session, review: Review, action: Action, actor: Person | None, now: datetime
) -> None:
    """Points and words stay in the review, which fewer people read than the history."""
    record(
        session,
        at=now,
        actor=actor.display_name if actor else SYSTEM,
        verb=action.value,
        subject=f"review/{review.id}",
        summary=WHAT_HAPPENED[action],
    )
