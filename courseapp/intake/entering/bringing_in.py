"""Making an application of answers that an organiser brings in: the one way for paper and files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.asked import form_asked
from courseapp.applications.deadlines import deadline_of
from courseapp.applications.lifecycle import move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action, Cause
from courseapp.applications.submitting import send_answers
from courseapp.core.ids import reference_number
from courseapp.events.models import Event
from courseapp.forms.models import FormVersion
from courseapp.intake.coming_in import ApplicationSource
from courseapp.mail.outbox import queue


@dataclass(frozen=True)
class Brought:
    """What is brought in for a person: her answers on a version of the form, and their source."""

    person: Person
    answers: Mapping[str, str]
    version: FormVersion | None
    cause: Cause
    source: str
    reachable: str = ""
    reason: str = ""
    language: str = ""
    sent_at: datetime | None = None  # where that is known and was not now


def bring_in(
    session: Session, actor: Person, now: datetime, event: Event, brought: Brought
) -> Application:
    """Return the new application, sent; mails nothing. The answers were checked by the caller."""
    application = Application(
        reference=reference_number(),
        event=event,
        person=brought.person,
        form_version=brought.version,
        language=brought.language[:35],
        typed=dict(brought.answers),
        status_since=now,
        created_at=now,
        saved_at=now,
    )
    session.add(application)
    session.flush()
    send_answers(session, actor, now, application, form_asked(application), brought.cause)
    own = deadline_of(application)
    # The organiser took it, with a reason where that was late: it is nobody's delay.
    application.due_at = max(own.closing.at, now) if own else now
    move(session, application, Action.ENTER, actor, now)
    _note_source(session, actor, now, application, brought)
    return application


def tell_of_entry(session: Session, now: datetime, application: Application) -> None:
    """Write to the address that an application was entered, by whom, and how to read it."""
    queue(
        session,
        now,
        kind="application_entered",
        to=application.person.email,
        about=f"application/{application.id}",
        context={
            "application": application,
            "event": application.event,
            "form": session.get_one(ApplicationSource, application.id),
        },
    )


def _note_source(
    session: Session, actor: Person, now: datetime, application: Application, brought: Brought
) -> None:
    session.add(
        ApplicationSource(
            application_id=application.id,
            source=brought.source,
            reachable=brought.reachable,
            reason=brought.reason,
            author=actor.display_name,
            at=now,
        )
    )
    session.flush()
