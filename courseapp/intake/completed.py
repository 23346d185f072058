"""The mark of those who completed an event; see `intake.marks`."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.events.models import Event
from courseapp.intake.marks import Mark


def _completed(session: Session, event_id: int, _ids: Sequence[int]) -> frozenset[int]:
    wanted = select(Application.id).where(
        Application.event_id == event_id, Application.completed.is_(True)
    )
    return frozenset(session.scalars(wanted))


def _was_noted(session: Session, event: Event) -> bool:
    noted = select(Application.id).where(
        Application.event_id == event.id, Application.completed.is_not(None)
    )
    return bool(session.scalar(select(noted.exists())))


COMPLETED = Mark(
    "completed",
    "Completed it",
    "who completed the event",
    "who did not complete it",
    _completed,
    _was_noted,
)
