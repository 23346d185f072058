"""What organisers see of documents: those that were sent, and what is still to follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.asked import form_asked
from courseapp.applications.documents.asked import Asked, asked_as_sent
from courseapp.applications.documents.models import ApplicationDocument
from courseapp.applications.documents.queries import document_in
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.audit import record
from courseapp.core.errors import NotFound
from courseapp.events.models import Event
from courseapp.forms.document.record import FormDocument, Stage, Visibility

OPEN = "open document"


@dataclass(frozen=True)
class Sent:
    """What somebody sent on a form: of her application, or of her travel details."""

    application: Application
    stage: Stage
    form: FormDocument
    answers: Mapping[str, str]


def as_sent(application: Application) -> Sent:
    """Return what she sent to apply."""
    form = form_asked(application)
    return Sent(application, Stage.APPLICATION, form, application.answers)


def sent_to(session: Session, event: Event, reference: str) -> Application:
    """Return an application of the event as organisers may read it. Raises NotFound for drafts."""
    found = session.scalars(
        select(Application).where(
            Application.event_id == event.id,
            Application.reference == reference,
            Application.status != Status.DRAFT,
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def sent_document(
    session: Session,
    application: Application,
    number: int,
    may_see: frozenset[Visibility],
) -> ApplicationDocument:
    """Return a document that was sent, for a reader who may see answers of these kinds.

    Raises NotFound for what was not sent, for another application's, and for what she may not see.
    """
    return document_of(session, as_sent(application), number, may_see)


def open_sensitive(
    session: Session, actor: Person, now: datetime, application: Application, number: int
) -> ApplicationDocument:
    """Return a document that is sensitive, and note who opened it. Raises NotFound."""
    return open_document_of(session, actor, now, as_sent(application), number)


def document_of(
    session: Session, sent: Sent, number: int, may_see: frozenset[Visibility]
) -> ApplicationDocument:
    """Return the same for what was sent at either stage. Raises NotFound likewise."""
    found = document_in(session, sent.application, sent.answers, number, sent.stage)
    question = sent.form.by_key.get(found.question)
    if question is None or question.visibility not in may_see:
        raise NotFound
    return found


def open_document_of(
    session: Session, actor: Person, now: datetime, sent: Sent, number: int
) -> ApplicationDocument:
    """Return a document of either stage that is sensitive, and note who opened it."""
    found = document_of(session, sent, number, frozenset({Visibility.SENSITIVE}))
    label = sent.form.said(sent.form.by_key[found.question].label, "")
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb=OPEN,
        subject=f"application/{sent.application.id}",
        summary=f"Opened a sensitive document: {label}",
    )
    return found


def documents_sent(session: Session, application: Application, now: datetime) -> tuple[Asked, ...]:
    """Return what came with the application, and what is to follow by when. Two statements."""
    return asked_as_sent(session, application, now)
