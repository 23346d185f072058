"""Beginning to type in somebody's application, saving it as far as it is, throwing it away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.rules import canonical_email
from courseapp.accounts.signing_in import find_person
from courseapp.applications.asked import NO_FORM, with_modules
from courseapp.applications.models import Application
from courseapp.applications.queries import application_for
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.events.clock.deadlines import accepts
from courseapp.events.clock.registration import registers
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.forms.choosing import current_version
from courseapp.forms.document.known import CERTIFICATE_NAME, FULL_NAME
from courseapp.forms.document.record import FormDocument, Kind
from courseapp.forms.filling.keeping import keep_typed, texts_of
from courseapp.forms.filling.merging import Merged, TypedAt
from courseapp.forms.filling.pages import Writing, pages_of
from courseapp.intake.coming_in import EnteredForm

MOST_BEGUN = 200  # of an event
THERE_ALREADY = "There is an application of this address already. Nothing is overwritten."
GONE = "This form was entered meanwhile. What you typed here was not saved."
NEEDS_A_REASON = "Applications are closed. Say why this one is still taken."


@dataclass(frozen=True)
class EntryPlan:
    """Who applied, how, and where that is written: `reachable` where the address is not hers."""

    name: str
    email: str
    source: str
    reachable: str = ""
    reason: str = ""


def needs_reason(event: Event, now: datetime) -> bool:
    """Return whether the window is shut, so that a late entry has to say why."""
    return not accepts(event, now)


def begin_entry(
    session: Session, actor: Person, now: datetime, event: Event, plan: EntryPlan
) -> EnteredForm:
    """Return a form to type into.

    Raises Problem where the address applied already, and after the deadline without a reason.
    """
    refuse_event(event)
    if application_of(session, event, plan.email):
        raise Problem(THERE_ALREADY, "email")
    if needs_reason(event, now) and not plan.reason:
        raise Problem(NEEDS_A_REASON, "reason")
    begun = select(func.count()).where(
        EnteredForm.event_id == event.id, EnteredForm.application_id.is_(None)
    )
    if (session.scalar(begun) or 0) >= MOST_BEGUN:
        raise Problem(f"{MOST_BEGUN} forms are begun and not entered. Enter some of them first.")
    form = EnteredForm(
        event=event,
        email=canonical_email(plan.email),
        source=plan.source,
        reachable=plan.reachable,
        reason=plan.reason,
        author=actor.display_name,
        form_version=current_version(session, now, event),
        typed={FULL_NAME: plan.name, CERTIFICATE_NAME: plan.name},
        created_at=now,
        saved_at=now,
    )
    session.add(form)
    session.flush()
    return form


def keep_entry(
    session: Session, now: datetime, form: EnteredForm, texts: Mapping[str, str], seen: str
) -> Merged:
    """Save what is typed, right or not. Raises Problem where it was entered meanwhile."""
    lock(session, EnteredForm, form.id)
    if form.application_id is not None:
        raise Problem(GONE)
    known = {each.key for each in form_typed(form).questions}
    merged = keep_typed(form, texts, seen, TypedAt(now), now, known)
    session.flush()
    return merged


def drop_entry(session: Session, form: EnteredForm) -> None:
    """Throw away what was typed. Raises Problem where it was entered meanwhile."""
    lock(session, EnteredForm, form.id)
    if form.application_id is not None:
        raise Problem(GONE)
    session.delete(form)
    session.flush()


def form_typed(form: EnteredForm) -> FormDocument:
    """Return what an organiser types from paper: all questions but files, which stay beside."""
    version = form.form_version
    document = with_modules(version.shown, form.event) if version else NO_FORM
    pages = (
        replace(page, questions=tuple(q for q in page.questions if q.kind is not Kind.FILE))
        for page in document.sections
    )
    return document.with_sections(page for page in pages if page.questions)


def pages_typed(form: EnteredForm) -> Writing:
    """Return the pages with what is typed."""
    return pages_of(form_typed(form), texts_of(form))


def entry_of(session: Session, event: Event, form_id: int) -> EnteredForm:
    """Return a form of the event. Raises NotFound."""
    found = session.scalars(
        select(EnteredForm).where(EnteredForm.id == form_id, EnteredForm.event_id == event.id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def begun_entries(session: Session, event: Event) -> Sequence[EnteredForm]:
    """Return what was begun and is not entered yet, the newest first. One statement."""
    return session.scalars(
        select(EnteredForm)
        .where(EnteredForm.event_id == event.id, EnteredForm.application_id.is_(None))
        .order_by(EnteredForm.saved_at.desc(), EnteredForm.id.desc())
    ).all()


def application_of(session: Session, event: Event, email: str) -> Application | None:
    """Return what the address has sent, or begun, for the event."""
    person = find_person(session, email)
    return application_for(session, person, event) if person else None


def refuse_event(event: Event) -> None:
    """Raise Problem for an event for which nobody applies."""
    if registers(event):
        raise Problem("Nobody applies for this event: people register on its page.")
    if event.status is EventStatus.CANCELLED:
        raise Problem("This event is cancelled.")
