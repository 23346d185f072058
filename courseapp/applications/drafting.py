"""Beginning an application and saving it: nothing typed is lost, nothing is overwritten unseen."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.admission import refusal_to_apply
from courseapp.applications.asked import form_asked
from courseapp.applications.earlier import carried_over
from courseapp.applications.emails import send_resume_link
from courseapp.applications.models import Application
from courseapp.applications.queries import BEGIN, application_for
from courseapp.applications.rules import Status
from courseapp.applications.writing import open_questions
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.core.ids import reference_number
from courseapp.countries.names import is_country
from courseapp.events.models import Event
from courseapp.extra_time.queries import deadline_for
from courseapp.extra_time.windows import beginning_refused, may_begin
from courseapp.forms.choosing import current_version
from courseapp.forms.document.known import WORK_COUNTRY
from courseapp.forms.filling.keeping import keep_typed
from courseapp.forms.filling.merging import Merged, TypedAt

CLOSED = "This application was sent meanwhile. What you typed here was not saved."


def start_application(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    language: str = "",
    work_country: str = "",
    earlier: Application | None = None,
) -> Application:
    """Return the person's application for the event; a new draft if there is none.

    What fits of an `earlier` application of hers is what she begins with.
    `language` is the BCP 47 tag in which she reads the form; `work_country` (ISO 3166-1 alpha-2)
    where she says that she works, which is then her first answer: its people may have extra time.
    Raises Problem where the window for new applications is not open for her.
    """
    found = application_for(session, actor, event)
    if found is not None:
        return found
    if refused := refusal_to_apply(session, event, actor):
        raise Problem(refused)
    own = deadline_for(session, event, actor.email, {work_country})
    if not may_begin(event, now, own):
        raise Problem(beginning_refused(event, now, own))
    draft = new_draft(session, actor, now, event, language)
    if earlier is not None and draft.version == 0:
        draft.typed = {**(draft.typed or {}), **carried_over(earlier, form_asked(draft))}
    if is_country(work_country):
        draft.typed = {**(draft.typed or {}), WORK_COUNTRY: work_country}
    return draft


def save_answers(
    session: Session,
    now: datetime,
    application: Application,
    texts: Mapping[str, str],
    seen: str,
    typed_at: TypedAt | None = None,
) -> Merged:
    """Save the answers of one page as typed, and mail the way back when it is the first time.

    `seen` holds the marks of what the page showed as saved, see `merging`; `typed_at` is when it
    was typed where that is not now. Where an answer was changed elsewhere since, the newest one
    stands and the other is kept beside. Raises Problem when she may not write at present.
    """
    lock(session, Application, application.id)
    document = form_asked(application)
    allowed = open_questions(application, document, now)
    typed = {name: text for name, text in texts.items() if name in allowed}
    if not allowed or (texts and not typed):
        raise Problem(CLOSED)
    known = {each.key for each in document.questions}
    merged = keep_typed(application, typed, seen, typed_at or TypedAt(now), now, known)
    session.flush()
    if application.version == 1:
        send_resume_link(session, now, application)
    return merged


def drop_changes(session: Session, now: datetime, application: Application) -> None:
    """Forget what was changed since the application was sent. Raises Problem for a draft."""
    lock(session, Application, application.id)
    if application.status is Status.DRAFT:
        raise Problem("A draft has no changes to forget.")
    application.typed = None
    application.version += 1
    application.saved_at = now
    session.flush()


def new_draft(
    session: Session, actor: Person, now: datetime, event: Event, language: str = ""
) -> Application:
    """Return a new draft, whether or not the window is open; the one that is there, if any."""
    draft = Application(
        reference=reference_number(),
        event=event,
        person=actor,
        form_version=current_version(session, now, event),
        language=language[:35],
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
