"""Asking once more those who have a seat and have not sent their travel details."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.forms.choosing import current_version
from courseapp.forms.document.record import Stage
from courseapp.forms.models import FormVersion
from courseapp.logistics.emails import send_reminder
from courseapp.logistics.models import Logistics
from courseapp.logistics.queries import may_change, to_remind
from courseapp.logistics.rules import REST_BETWEEN_REMINDERS


def remind_all(session: Session, actor: Person, now: datetime, event: Event) -> int:
    """Write to all who have sent nothing and got no reminder since yesterday; return how many.

    Raises Problem once the event is over.
    """
    lock(session, Event, event.id)
    if not may_change(event, now):
        raise Problem("The event is over. Nobody needs to be reminded any more.")
    due = to_remind(session, event, now - REST_BETWEEN_REMINDERS)
    version = current_version(session, now, event, Stage.LOGISTICS) if due else None
    for application, begun in due:
        note_reminder(session, now, application, begun, version)
        send_reminder(session, now, application)
    if due:
        record(
            session,
            at=now,
            actor=actor.display_name,
            verb="remind travellers",
            subject=f"event/{event.id}",
            summary=f"{len(due)} people were reminded of their travel details",
        )
    session.flush()
    return len(due)


def note_reminder(
    session: Session,
    now: datetime,
    application: Application,
    begun: Logistics | None,
    version: FormVersion | None,
) -> None:
    """Remember that she was asked now, whoever writes to her, so that she is not asked twice."""
    found = begun or Logistics(
        application=application,
        form_version=version,
        language=application.language,
        version=0,
        created_at=now,
        saved_at=now,
    )
    session.add(found)
    found.reminded_at = now
