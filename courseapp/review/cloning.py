"""The rubric and the rules of a review come along into the next edition; no review does.

What counts as a conflict is one of these rules; who is in conflict with whom is found anew.
"""

from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.moves.clone_steps import Step, like, many
from courseapp.events.moves.cloning import Clone, CloneStep
from courseapp.review.conflicts.models import ConflictRules
from courseapp.review.models import ReviewAnonymity
from courseapp.review.rounds import rounds_of
from courseapp.review.rubrics import criteria_of


def _count(session: Session, event: Event) -> str:
    return many(len(criteria_of(session, event.id)), "criterion", "criteria")


def _bring(session: Session, clone: Clone) -> None:
    """Bring criteria, the number of reviews wanted, and what is hidden; dates are set anew."""
    for each in criteria_of(session, clone.source.id):
        session.add(like(each, event_id=clone.draft.id))
    for row in rounds_of(session, clone.source.id).values():
        dates = dict.fromkeys(("reviewing_from", "discussion_from", "closed_from"))
        session.add(like(row, event_id=clone.draft.id, round=row.round, **dates))
    hidden = session.get(ReviewAnonymity, clone.source.id)
    if hidden is not None:
        session.add(like(hidden, event_id=clone.draft.id))
    conflicts = session.get(ConflictRules, clone.source.id)
    if conflicts is not None:
        session.add(like(conflicts, event_id=clone.draft.id, changed_at=clone.now))


CLONE_STEP: CloneStep = Step(
    "review",
    "How applications are reviewed: the rubric, what is anonymous, what counts as a conflict "
    "(no review, no dates)",
    _count,
    _bring,
)
