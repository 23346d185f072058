"""Beginning an application and saving it: nothing typed is lost, nothing is overwritten unseen."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.answers import fingerprint, texts_of
from courseapp.applications.emails import send_resume_link
from courseapp.applications.models import Application
from courseapp.applications.queries import BEGIN, application_for
from courseapp.applications.rules import Status
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.core.ids import reference_number
from courseapp.events.clock.deadlines import Window, explain, window
from courseapp.events.models import Event


class Saving(StrEnum):
    """How saving a page went."""

    SAVED = "saved"
    CHANGED_MEANWHILE = "changed_meanwhile"  # elsewhere, since the page was opened


def start_application(session: Session, actor: Person, now: datetime, event: Event) -> Application:
    """Return the person's application for the event; a new draft if there is none.

    Raises Problem where the window for new applications is not open.
    """
    found = application_for(session, actor, event)
    if found is not None:
        return found
    if window(event, now) is not Window.OPEN:
        raise Problem(explain(event, now) or "This event takes no applications here.")
    return _new_draft(session, actor, now, event)


def save_answers(
    session: Session, now: datetime, application: Application, texts: Mapping[str, str], seen: str
) -> Saving:
    """Save the answers of one page as typed, and mail the way back when it is the first time.

    `seen` is the fingerprint of what the page showed as saved. Where something else was saved
    meanwhile, nothing changes. Raises Problem when the application is no longer a draft.
    """
    lock(session, Application, application.id)
    if application.status is not Status.DRAFT:
        raise Problem("This application was sent meanwhile. What you typed here was not saved.")
    saved = texts_of(application)
    differs = any(saved[name] != text for name, text in texts.items())
    if differs and seen != fingerprint(saved, texts):
        return Saving.CHANGED_MEANWHILE
    application.typed = {**saved, **texts}
    application.version += 1
    application.saved_at = now
    session.flush()
    if application.version == 1:
        send_resume_link(session, now, application)
    return Saving.SAVED


def _new_draft(session: Session, actor: Person, now: datetime, event: Event) -> Application:
    draft = Application(
        reference=reference_number(),
        event=event,
        person=actor,
        typed={"full_name": actor.full_name, "certificate_name": actor.full_name},
        status_since=now,
        created_at=now,
        saved_at=now,
    )
    try:
        with session.begin_nested():
            session.add(draft)
    except IntegrityError:  # she pressed twice, and the other press was a little faster
        found = application_for(session, actor, event)
        if found is None:
            raise
        return found
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb=BEGIN,
        subject=f"application/{draft.id}",
        summary="Application begun",
    )
    return draft
