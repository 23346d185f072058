"""Planning the messages of an event anew: those that should exist beside those that do."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, lazyload

from courseapp.core.database import lock
from courseapp.events.models import Event
from courseapp.reminders.gathering import Situation, situation_of
from courseapp.reminders.models import PlannedMessage
from courseapp.reminders.planning import Change, Key, Planned, Wanted, changes
from courseapp.reminders.readers import LIVE
from courseapp.reminders.rules import State, step

Rows = Mapping[Key, PlannedMessage]


def replan(session: Session, now: datetime, event: Event, only: int | None = None) -> int:
    """Make the plan of the event what it should be and return how much was changed.

    With `only`, the same is done for the messages of one application. The event is locked: two
    workers that plan it at once do it one after the other, and what the first has done the second
    finds. A fixed number of statements, and one for all that is new.
    """
    lock(session, Event, event.id)
    situation = situation_of(session, event, only)
    rows = _latest(session, event.id, only)
    exists = {key: planned_of(row) for key, row in rows.items()}
    found = list(changes(situation.wanted, exists, now))
    for change in found:
        apply(session, now, situation, change, rows.get(change.key))
    session.flush()
    return len(found)


def events_to_plan(session: Session) -> Sequence[int]:
    """Return events that may have messages, or have some planned that nobody needs any more."""
    has_planned = select(PlannedMessage.event_id).where(PlannedMessage.state == State.PLANNED)
    wanted = select(Event.id).where(or_(Event.status.in_(LIVE), Event.id.in_(has_planned)))
    return session.scalars(wanted.order_by(Event.id)).all()


def apply(
    session: Session,
    now: datetime,
    situation: Situation,
    change: Change,
    row: PlannedMessage | None,
) -> None:
    """Do what a change says: write a new row, or plan one anew, or cancel it."""
    if change.found is None and change.wanted is not None:
        session.add(_new(now, situation, change, change.wanted))
        return
    if row is None:
        raise ValueError(f"there is no message {change.key} to {change.deed}")
    if change.wanted is not None:
        row.occasion, row.due_at = change.wanted.occasion, change.wanted.due_at
        row.zone = situation.readers[change.key.application_id].zone
    after = step(row.state, change.deed)
    if after is not row.state:
        row.state, row.state_since = after, now


def key_of(row: PlannedMessage) -> Key:
    """Return what the message is, and to whom."""
    return Key(row.application_id, row.kind, row.subject)


def planned_of(row: PlannedMessage) -> Planned:
    """Return the row as a plain value."""
    return Planned(key_of(row), row.round, row.state, row.occasion, row.due_at, row.sent_at)


def _latest(session: Session, event_id: int, only: int | None) -> Rows:
    """The latest row of each key. One statement."""
    newest = (
        select(func.max(PlannedMessage.id))
        .where(PlannedMessage.event_id == event_id)
        .group_by(PlannedMessage.application_id, PlannedMessage.kind, PlannedMessage.subject)
    )
    if only is not None:
        newest = newest.where(PlannedMessage.application_id == only)
    rows = session.scalars(
        select(PlannedMessage)
        .where(PlannedMessage.id.in_(newest))
        .options(lazyload("*"))
        .execution_options(populate_existing=True)
    )
    return {key_of(row): row for row in rows}


def _new(now: datetime, situation: Situation, change: Change, wanted: Wanted) -> PlannedMessage:
    return PlannedMessage(
        event_id=situation.event.id,
        application_id=change.key.application_id,
        kind=change.key.kind,
        subject=change.key.subject,
        round=change.round,
        occasion=wanted.occasion,
        due_at=wanted.due_at,
        zone=situation.readers[change.key.application_id].zone,
        state=State.PLANNED,
        state_since=now,
    )
