"""Limits on who is chosen come along into the next edition; proposals and people never do."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.cohorts.models import CohortLimit, CohortPlan
from courseapp.events.models import Event
from courseapp.events.moves.clone_steps import Step, like, many
from courseapp.events.moves.cloning import Clone, CloneStep


def _count(session: Session, event: Event) -> str:
    of_event = select(func.count()).where(
        CohortLimit.event_id == event.id, CohortLimit.application_id.is_(None)
    )
    return many(session.scalar(of_event) or 0, "limit")


def _bring(session: Session, clone: Clone) -> None:
    """Bring limits that are about no single person, and how people without a review count.

    Lists of countries are read as of the day of the new edition.
    """
    source, draft = clone.source.id, clone.draft.id
    rows = session.scalars(
        select(CohortLimit)
        .where(CohortLimit.event_id == source, CohortLimit.application_id.is_(None))
        .order_by(CohortLimit.id)
    )
    session.add_all([like(each, event_id=draft, changed_at=clone.now) for each in rows])
    plan = session.get(CohortPlan, source)
    if plan is not None:
        fresh = {"seed": "", "seed_by": "", "seed_at": None, "revision": 0, "fewest": 0}
        session.add(like(plan, event_id=draft, **fresh))
    session.flush()


CLONE_STEP: CloneStep = Step(
    "cohort", "The cohort: limits on who is chosen together", _count, _bring
)
