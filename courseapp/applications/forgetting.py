"""Answers whose time is over are deleted everywhere; nothing tells what they said."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from courseapp.applications.asked import with_modules
from courseapp.applications.documents.taking import forget_documents
from courseapp.applications.judging import forget_judged
from courseapp.applications.known_facts import LOOKED_AT
from courseapp.applications.lifecycle import SYSTEM
from courseapp.applications.models import Application
from courseapp.applications.receipts import KIND
from courseapp.applications.rules import Status
from courseapp.applications.signals import answers_forgotten
from courseapp.applications.writing import keep_for_lists
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.events.clock.local_time import local_date
from courseapp.events.models import Event
from courseapp.forms.document.record import Stage
from courseapp.forms.filling.forgetting import due_questions, without
from courseapp.forms.models import FilledForm, Form, FormVersion
from courseapp.mail.forgetting import forget_texts


def due_in(event: Event, version: FormVersion, now: datetime, usual: int | None) -> frozenset[str]:
    """Return the questions of the version whose answers are to be deleted by now."""
    today = local_date(now, event.zone or "UTC")
    return due_questions(version.shown, event.ends_on or event.starts_on, today, usual)


def deleted_by_now(application: Application, now: datetime) -> frozenset[str]:
    """Return the questions of an application whose answers are deleted by now, as was said."""
    version = application.form_version
    return due_in(application.event, version, now, None) if version else frozenset()


def versions_of(session: Session, stage: Stage) -> Sequence[tuple[FormVersion, Event]]:
    """Return every version of a form that an event has, with the event. One statement."""
    rows = session.scalars(
        select(FormVersion)
        .join(Form)
        .where(Form.stage == stage, Form.event_id.is_not(None))
        .options(joinedload(FormVersion.form).joinedload(Form.event))
        .order_by(FormVersion.id)
    )
    return [(each, each.form.event) for each in rows if each.form.event is not None]


def forget_answers(session: Session, now: datetime) -> Iterator[int]:
    """Delete what is due of all applications; yield how many were touched after each form.

    Whoever iterates commits after each: a power cut between leaves whole forms, and the next
    night goes on. What is gone already is not touched again.
    """
    for version, event in versions_of(session, Stage.APPLICATION):
        due = due_in(event, version, now, None)
        if due:
            yield _forget(session, now, event, version, due)


def take_out(filled: FilledForm, due: frozenset[str]) -> bool:
    """Take the answers out of what is typed, sent and beside; return whether there were any."""
    replaced = [each for each in filled.replaced if each["question"] not in due]
    typed = None if filled.typed is None else without(filled.typed, due)
    answers = without(filled.answers, due)
    if (answers, typed, replaced) == (filled.answers, filled.typed, filled.replaced):
        return False
    filled.answers, filled.typed, filled.replaced = answers, typed, replaced
    filled.typed_at = without(filled.typed_at, due)
    filled.version += 1
    return True


def _forget(
    session: Session, now: datetime, event: Event, version: FormVersion, due: frozenset[str]
) -> int:
    lock(session, Event, event.id)
    found = session.scalars(
        select(Application)
        .where(Application.form_version_id == version.id)
        .order_by(Application.id)
    ).all()
    touched = [each for each in found if _forget_one(session, each, version, due)]
    forget_documents(session, [each.id for each in found], due, Stage.APPLICATION)
    if touched:
        ids = [each.id for each in touched]
        forget_texts(session, KIND, [f"application/{each}" for each in ids])
        answers_forgotten.send(event, session=session, now=now, applications=ids, questions=due)
        record(
            session,
            at=now,
            actor=SYSTEM,
            verb="forget answers",
            subject=f"event/{event.id}",
            summary=f"Answers of {len(touched)} applications were deleted, as announced",
        )
    session.flush()
    return len(touched)


def _forget_one(
    session: Session, application: Application, version: FormVersion, due: frozenset[str]
) -> bool:
    had_some = take_out(application, due)
    for sending in application.sendings:
        kept = without(sending.answers, due)
        had_some = had_some or kept != sending.answers
        sending.answers = kept
    if had_some and not LOOKED_AT.isdisjoint(due):
        forget_judged(session, application)
    if had_some and application.status is not Status.DRAFT:
        document = with_modules(version.shown, application.event)
        full_name = application.full_name
        keep_for_lists(application, document, application.answers)
        application.full_name = application.full_name or full_name
    return had_some
