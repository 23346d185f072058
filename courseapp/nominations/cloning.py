"""What of nominations can come along into the next edition: who may nominate, never whom."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.moves.clone_steps import Step, like, many
from courseapp.events.moves.cloning import Clone, CloneStep
from courseapp.nominations.models import FocalPoint, NominationRule, Quota
from courseapp.nominations.rules import PointStatus

# What was asked for the earlier edition.
LEFT_BEHIND = ("token_hash", "invited_at", "reminded_at")


def _count(session: Session, event: Event) -> str:
    counted = select(func.count()).select_from(Quota).where(Quota.event_id == event.id)
    return many(session.scalar(counted) or 0, "jurisdiction")


def _bring(session: Session, clone: Clone) -> None:
    """Put them on the draft's list with their numbers and focal points, none of whom is asked."""
    rule = session.get(NominationRule, clone.source.id)
    if rule is not None:
        session.add(like(rule, event_id=clone.draft.id, changed_at=clone.now))
    wanted = select(Quota).where(Quota.event_id == clone.source.id)
    for each in session.scalars(wanted.order_by(Quota.id)).all():
        copy = like(each, event_id=clone.draft.id, **_anew(clone, each.until_on))
        copy.points = [_point(point, clone) for point in each.points]
        session.add(copy)


def _anew(clone: Clone, until_on: date) -> dict[str, object]:
    last_day = clone.moved.day(until_on) or until_on
    return {"until_on": last_day, "used": 0, "created_at": clone.now, "changed_at": clone.now}


def _point(point: FocalPoint, clone: Clone) -> FocalPoint:
    return like(
        point,
        quota_id=None,
        status=PointStatus.LISTED,
        created_at=clone.now,
        changed_at=clone.now,
        **dict.fromkeys(LEFT_BEHIND),
    )


CLONE_STEP: CloneStep = Step(
    "nominations",
    "Who may nominate, how many people, and their focal points, to be asked anew (not whom)",
    _count,
    _bring,
)
