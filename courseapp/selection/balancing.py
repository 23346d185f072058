"""A chosen cohort becomes decisions in private; a free seat keeps its balance."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.cohorts.refilling import next_in_balance
from courseapp.events.models import Event
from courseapp.selection.filling import Promotion, by_turn, turns
from courseapp.selection.models import PrivateDecision
from courseapp.selection.private import Mark, decide_privately
from courseapp.selection.rules import Choice, Privacy

MOST_IN_LINE = 500
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


def next_in_line(session: Session, event: Event, number: int, now: datetime) -> Sequence[Promotion]:
    """Return who gets so many free seats: with whom the limits of the cohort hold. A `NextFor`."""
    line = [each.application_id for each in turns(session, event, MOST_IN_LINE)]
    found = next_in_balance(session, event, number, now, line)
    if found is None:
        return by_turn(session, event, number, now)
    return tuple(Promotion(each.application_id, each.reason) for each in found)


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
