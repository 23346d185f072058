"""A new session made like another one: what is planned of it, never what happened to it."""

from datetime import datetime
from typing import TypeVar

from sqlalchemy import inspect

from courseapp.core.database import Base
from courseapp.core.ids import calendar_uid
from courseapp.events.models import EventSession
from courseapp.events.rules import SessionStatus

Row = TypeVar("Row", bound=Base)

NOT_COPIED = frozenset(
    {
        "status",
        "recording_link",
        "recording_is_public",
        "created_at",
        "changed_at",
        "session_id",
        "agenda_item_id",
    }
)


def new_session(like: EventSession | None, now: datetime) -> EventSession:
    """Return a session with a UID of its own, with what is planned of the other one, or empty.

    Its speakers follow once it has an id: `copy_speakers`.
    """
    made = _like(like) if like is not None else EventSession()
    made.calendar_uid = calendar_uid()
    made.status = SessionStatus.SCHEDULED
    made.created_at = made.changed_at = now
    if like is not None:
        made.readings = list(like.readings)
        made.agenda = [_like(item) for item in like.agenda]
    return made


def copy_speakers(like: EventSession, made: EventSession) -> None:
    """Let the same people speak in the new session, each in the same item of its agenda."""
    items = {old.id: new.id for old, new in zip(like.agenda, made.agenda, strict=True)}
    for speaker in like.speakers:
        copy = _like(speaker)
        copy.agenda_item_id = items.get(speaker.agenda_item_id or 0)
        made.speakers.append(copy)


def _like(row: Row) -> Row:
    """Return a new row with the same values, without what is its own: keys and unique columns."""
    made = type(row)()
    for attribute in inspect(type(row)).column_attrs:
        column = attribute.columns[0]
        if not (column.primary_key or column.unique or attribute.key in NOT_COPIED):
            setattr(made, attribute.key, getattr(row, attribute.key))
    return made
