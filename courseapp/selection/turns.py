"""Whose turn it is for a seat that became free: by the balance of the cohort, else by the order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.cohorts.refilling import next_in_balance
from courseapp.events.models import Event
from courseapp.selection.models import Decision, PrivateDecision
from courseapp.selection.queries import waiting
from courseapp.selection.rules import Choice

MOST_IN_LINE = 500


@dataclass(frozen=True)
class Promotion:
    """Whose turn it is, and why it is hers: a sentence that organisers read.

    `modules` are those in which she gets a seat; None where all are open to her.
    """

    application_id: int
    reason: str
    modules: tuple[str, ...] | None = None


def next_in_line(session: Session, event: Event, number: int, now: datetime) -> Sequence[Promotion]:
    """Return who gets so many free seats, the first one first; never somebody who does not wait.

    That is with whom the limits of the cohort hold; where there are none, who is next in turn.
    """
    line = turns(session, event, MOST_IN_LINE)
    if not line:
        return ()
    ids = [each.application_id for each in line]
    found = next_in_balance(session, event, number, now, ids)
    if found is None:
        return line[:number]
    return tuple(Promotion(each.application_id, each.reason, each.modules) for each in found)


def turns(session: Session, event: Event, number: int) -> Sequence[Promotion]:
    """Return whose turn it is: rank on the reserve, then the order of the waiting list.

    Only those whom organisers put there: who has registered before they began to select waits for
    their decision. One statement.
    """
    decided = select(Decision.id).where(
        Decision.application_id == Application.id, Decision.choice == Choice.WAIT
    )
    return in_turn(session, waiting(event.id).where(decided.exists()).limit(number))


def in_turn(session: Session, wanted: Select[Application]) -> Sequence[Promotion]:
    """Return those whom the select finds, each with why it is her turn. One statement."""
    rows = session.execute(wanted.with_only_columns(Application.id, PrivateDecision.rank)).all()
    return tuple(Promotion(key, _reason(rank)) for key, rank in rows)


def _reason(rank: int | None) -> str:
    if rank is not None:
        return f"A seat became free, and she was next on the reserve (rank {rank})."
    return "A seat became free, and she had waited longest."
