"""Letting a warning stand, for a reason, and taking that back. Nothing is ever forbidden."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.events.facts.changing import SYSTEM, hold, log
from courseapp.events.models import Event
from courseapp.warnings.models import AcknowledgedWarning
from courseapp.warnings.queries import ProgrammeWarning, warnings_of


def acknowledge(
    session: Session, actor: Person | None, now: datetime, event: Event, key: str, reason: str
) -> ProgrammeWarning:
    """Let the warning with the key stand, and return it. The first reason given counts.

    Raises Problem where there is no such warning any more, or a colleague was faster.
    """
    hold(session, event)
    warning = _warning(session, event, now, key)
    if warning.acknowledged is not None:
        raise Problem(f"{warning.acknowledged.by} has let this stand already.")
    by = actor.display_name if actor else SYSTEM
    session.add(AcknowledgedWarning(event_id=event.id, key=key, reason=reason, by=by, at=now))
    summary = f"Let a warning stand: {warning.sentence} Reason: {reason}"
    log(session, event, actor, now, "let warning stand", summary)
    session.flush()
    return warning


def take_back(
    session: Session, actor: Person | None, now: datetime, event: Event, key: str
) -> None:
    """Let the warning with the key be open again. Raises Problem where it is open already."""
    hold(session, event)
    row = session.scalars(
        select(AcknowledgedWarning).where(
            AcknowledgedWarning.event_id == event.id, AcknowledgedWarning.key == key
        )
    ).one_or_none()
    if row is None:
        raise Problem("This warning is open already.")
    summary = f"Took back that a warning may stand. The reason was: {row.reason}"
    session.delete(row)
    log(session, event, actor, now, "take back", summary)
    session.flush()


def _warning(session: Session, event: Event, now: datetime, key: str) -> ProgrammeWarning:
    for each in warnings_of(session, event, now):
        if each.key == key:
            return each
    raise Problem("This warning does not hold any more: the programme has changed.")
