"""What of delegations can come along into the next edition: whom to invite, never who came."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.delegations.models import Delegation
from courseapp.delegations.rules import DelegationStatus
from courseapp.events.models import Event
from courseapp.events.moves.clone_steps import Step, like, many
from courseapp.events.moves.cloning import Clone, CloneStep

# What was asked and answered for the earlier edition.
LEFT_BEHIND = ("token_hash", "invited_at", "reminded_at", "answered_at")


def _count(session: Session, event: Event) -> str:
    counted = select(func.count()).select_from(Delegation).where(Delegation.event_id == event.id)
    return many(session.scalar(counted) or 0, "delegation")


def _bring(session: Session, clone: Clone) -> None:
    """Put them on the draft's list as not invited yet, with their size and focal point."""
    wanted = select(Delegation).where(Delegation.event_id == clone.source.id)
    session.add_all(
        like(
            each,
            event_id=clone.draft.id,
            status=DelegationStatus.LISTED,
            remark="",
            created_at=clone.now,
            changed_at=clone.now,
            **dict.fromkeys(LEFT_BEHIND),
        )
        for each in session.scalars(wanted.order_by(Delegation.id)).all()
    )


CLONE_STEP: CloneStep = Step(
    "delegations",
    "The list of delegations with sizes and contacts, to be invited anew (not their people)",
    _count,
    _bring,
)
