"""Filling in travel details: saved like an application, sent as often as something changes."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.core.translations import lazy_gettext
from courseapp.forms.choosing import current_version, newest_version, shown_form
from courseapp.forms.document.asking import problems, relevant, shown
from courseapp.forms.document.record import Stage
from courseapp.forms.filling.keeping import keep_typed, texts_of
from courseapp.forms.filling.merging import Merged, TypedAt
from courseapp.forms.filling.pages import Writing, pages_of
from courseapp.logistics.emails import send_receipt
from courseapp.logistics.models import Logistics
from courseapp.logistics.queries import logistics_of, may_change

TOO_LATE = lazy_gettext("The event is over. Travel details cannot be changed any more.")
CHANGED = lazy_gettext(
    "Your answers were changed on another page. Please read them again, then send."
)
INCOMPLETE = lazy_gettext("Some answers are missing or need a change. They are marked in the list.")


def pages_for(session: Session, application: Application, language: str = "") -> Writing:
    """Return the pages of the travel details with what is filled in so far; writes nothing."""
    found = logistics_of(session, application)
    if found is None or found.form_version is None:
        form = shown_form(session, application.event, Stage.LOGISTICS)
        return pages_of(form, proposed(application), language, application.language)
    return pages_of(found.form_version.shown, texts_of(found), language, found.language)


def proposed(application: Application) -> Mapping[str, str]:
    """Return what is known from the application and need not be typed again."""
    return {"passport_name": application.full_name}


def save_logistics(
    session: Session,
    now: datetime,
    application: Application,
    texts: Mapping[str, str],
    seen: str,
    typed_at: TypedAt | None = None,
) -> Merged:
    """Save the answers of one page as typed. Raises Problem once the event is over."""
    lock(session, Application, application.id)
    if not may_change(application.event, now):
        raise Problem(TOO_LATE)
    found = logistics_of(session, application) or begun(session, now, application)
    form = found.form_version.shown if found.form_version else None
    known = {each.key for each in form.questions} if form else set()
    typed = {name: text for name, text in texts.items() if name in known}
    merged = keep_typed(found, typed, seen, typed_at or TypedAt(now), now, known)
    session.flush()
    return merged


def send_logistics(
    session: Session, actor: Person, now: datetime, application: Application, version: int
) -> None:
    """Send what was filled in, the first time or again; pressed twice it is sent once.

    Raises Problem where something is missing or wrong, or changed since it was read.
    """
    lock(session, Application, application.id)
    found = logistics_of(session, application)
    if found is None or found.form_version is None:
        raise Problem(INCOMPLETE)
    if found.typed is None and found.sent_at is not None:
        return
    if not may_change(application.event, now):
        raise Problem(TOO_LATE)
    if found.version != version:
        raise Problem(CHANGED)
    form, texts = found.form_version.shown, texts_of(found)
    if problems(shown(form, texts), texts, sending=True):
        raise Problem(INCOMPLETE)
    found.answers, found.typed, found.sent_at = dict(relevant(form, texts)), None, now
    found.version += 1
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="send travel details",
        subject=f"application/{application.id}",
        summary="Travel details sent",
    )
    session.flush()
    send_receipt(session, now, application)


def begun(session: Session, now: datetime, application: Application) -> Logistics:
    """Return new travel details with what is known already, flushed."""
    version = newest_version(session, application.event, Stage.LOGISTICS) or current_version(
        session, now, application.event, Stage.LOGISTICS
    )
    found = Logistics(
        application=application,
        form_version=version,
        language=application.language,
        version=0,
        typed=dict(proposed(application)),
        typed_at={},
        replaced=[],
        answers={},
        created_at=now,
        saved_at=now,
    )
    session.add(found)
    session.flush()
    return found
