"""Sending what is due: looked at once more, claimed by a conditional UPDATE, queued with it.

The claim and the mail are one transaction: after a power cut both are there, or neither.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.core.database import lock, rows_changed
from courseapp.events.models import Event
from courseapp.reminders.day_time import is_night
from courseapp.reminders.gathering import Situation, situation_of
from courseapp.reminders.letters import send
from courseapp.reminders.models import MessagePlan, PlannedMessage
from courseapp.reminders.planning import is_too_late
from courseapp.reminders.replanning import key_of
from courseapp.reminders.rules import Deed, State, step


def due_messages(session: Session, now: datetime) -> Sequence[int]:
    """Return the messages whose time has come and that nobody has paused, the oldest first."""
    paused = select(MessagePlan.event_id).where(MessagePlan.paused_at.is_not(None))
    wanted = (
        select(PlannedMessage.id)
        .where(
            PlannedMessage.state == State.PLANNED,
            PlannedMessage.due_at <= now,
            PlannedMessage.paused_at.is_(None),
            PlannedMessage.event_id.not_in(paused),
        )
        .order_by(PlannedMessage.due_at, PlannedMessage.id)
    )
    return session.scalars(wanted).all()


def send_planned(session: Session, planned_id: int, now: datetime) -> bool:
    """Send a message that is due, unless nobody needs it any more; return whether it was sent.

    Everything is looked at as it is now, behind the lock of the application: who has sent her
    draft, given up her seat or moved to another zone meanwhile gets no letter that is wrong.
    """
    row = session.get_one(PlannedMessage, planned_id)
    lock(session, Application, row.application_id)
    session.refresh(row)
    event = session.get_one(Event, row.event_id)
    if row.state is not State.PLANNED or row.paused_at or _is_paused(session, event.id):
        return False
    situation = situation_of(session, event, only=row.application_id)
    if not _is_its_time(row, situation, now) or not _claim(session, row, now):
        session.flush()
        return False
    message = send(session, now, situation, key_of(row))
    session.flush()
    row.message_id = message.id
    session.flush()
    return True


def _is_its_time(row: PlannedMessage, situation: Situation, now: datetime) -> bool:
    """Correct the row where it is not as planned any more; at night it waits."""
    wanted = situation.wanted.get(key_of(row))
    if wanted is None:
        _stand(row, Deed.CANCEL, now)
        return False
    row.occasion, row.due_at = wanted.occasion, wanted.due_at
    row.zone = situation.readers[row.application_id].zone
    if is_too_late(row.kind, row.occasion, now):
        _stand(row, Deed.SKIP, now)
        return False
    return row.due_at <= now and not is_night(now, row.zone)


def _stand(row: PlannedMessage, deed: Deed, now: datetime) -> None:
    row.state, row.state_since = step(row.state, deed), now


def _claim(session: Session, row: PlannedMessage, now: datetime) -> bool:
    """Take the message, if nobody has; of two workers one gets it."""
    session.flush()
    taken = rows_changed(
        session,
        update(PlannedMessage)
        .where(
            PlannedMessage.id == row.id,
            PlannedMessage.state == State.PLANNED,
            PlannedMessage.paused_at.is_(None),
        )
        .values(state=State.SENT, state_since=now, sent_at=now)
        .execution_options(synchronize_session=False),
    )
    session.refresh(row)
    return taken == 1


def _is_paused(session: Session, event_id: int) -> bool:
    plan = session.get(MessagePlan, event_id, populate_existing=True)
    return plan is not None and plan.paused_at is not None
