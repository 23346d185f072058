"""A chosen cohort becomes decisions in private."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.events.models import Event
from courseapp.selection.models import PrivateDecision
from courseapp.selection.private import Mark, decide_privately
from courseapp.selection.rules import Choice, Privacy

FIRST = 1


def decide_cohort(
    event: Event,
    *,
    session: Session,
    now: datetime,
    actor: Person,
    chosen: Sequence[str],
    reserve: Sequence[str],
) -> None:
    """Admit the cohort in private and put its reserve in order. Receives `cohort_approved`.

    Whoever was to be admitted or on the reserve before and is neither now has no decision any
    more. What people know already stays.
    """
    outdated = [each for each in _meant_before(session, event) if each not in {*chosen, *reserve}]
    decide_privately(session, actor, now, event, outdated, Mark(None))
    decide_privately(session, actor, now, event, chosen, Mark(Choice.OFFER))
    decide_privately(session, actor, now, event, reserve, Mark(Choice.WAIT, rank=FIRST))


def _meant_before(session: Session, event: Event) -> Sequence[str]:
    """Return the references of those who are admitted or on the reserve, and do not know it."""
    return session.scalars(
        select(Application.reference)
        .join(PrivateDecision, PrivateDecision.application_id == Application.id)
        .where(
            Application.event_id == event.id,
            PrivateDecision.choice.in_((Choice.OFFER, Choice.WAIT)),
            PrivateDecision.privacy == Privacy.OPEN,
        )
        .order_by(Application.id)
    ).all()
