"""Entering what an organiser typed from paper: it becomes an application, and she is told."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.signing_in import find_or_make_person
from courseapp.applications.models import Application
from courseapp.applications.queries import application_for
from courseapp.applications.rules import Cause
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.forms.document.asking import problems
from courseapp.forms.document.complaints import Complaint
from courseapp.forms.document.known import CONSENT, FULL_NAME
from courseapp.forms.filling.keeping import texts_of
from courseapp.intake.coming_in import EnteredForm
from courseapp.intake.entering.beginning import THERE_ALREADY, pages_typed, refuse_event
from courseapp.intake.entering.bringing_in import Brought, bring_in, tell_of_entry

INCOMPLETE = "Some answers are missing or need a change. They are listed below."
NEVER_LEFT_OUT = frozenset({FULL_NAME, CONSENT})  # nobody may read answers without her consent


def wrong_in(form: EnteredForm, *, with_gaps: bool) -> Mapping[str, Complaint]:
    """Return what keeps the form from being entered, by question.

    `with_gaps` lets answers be missing that the paper does not give; never name and consent.
    """
    pages = pages_typed(form)
    wrong = problems(pages.document, pages.texts, sending=not with_gaps)
    missing = problems(pages.document, pages.texts, sending=True)
    return {**{k: v for k, v in missing.items() if k in NEVER_LEFT_OUT}, **wrong}


def enter(
    session: Session, actor: Person, now: datetime, form: EnteredForm, *, with_gaps: bool = False
) -> Application:
    """Make it an application and write to her. Entered once it stays: again changes nothing.

    Raises Problem where answers are missing or wrong, and where the address applied meanwhile.
    """
    event = lock(session, Event, form.event_id)
    lock(session, EnteredForm, form.id)
    if form.application_id is not None:
        return session.get_one(Application, form.application_id)
    refuse_event(event)
    if wrong_in(form, with_gaps=with_gaps):
        raise Problem(INCOMPLETE)
    person = find_or_make_person(session, now, form.email)
    if application_for(session, person, event) is not None:
        raise Problem(THERE_ALREADY)
    application = bring_in(session, actor, now, event, _brought(form, person))
    if not form.reachable:
        person.full_name = person.full_name or application.full_name
    _forget_typed(form, application)
    tell_of_entry(session, now, application)
    return application


def _brought(form: EnteredForm, person: Person) -> Brought:
    return Brought(
        person=person,
        answers=texts_of(form),
        version=form.form_version,
        cause=Cause.ON_BEHALF,
        source=form.source,
        reachable=form.reachable,
        reason=form.reason,
        language=form.language,
    )


def _forget_typed(form: EnteredForm, application: Application) -> None:
    """The application holds the answers now; they are kept once."""
    form.application_id = application.id
    form.typed, form.typed_at, form.replaced = None, {}, []
