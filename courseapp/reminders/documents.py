"""Documents that were to follow an application and have not come, of many people at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, lazyload

from courseapp.applications.asked import form_asked
from courseapp.applications.documents.asked import STILL_COUNTS
from courseapp.applications.documents.models import ApplicationDocument
from courseapp.applications.documents.queries import Rows, named
from courseapp.applications.models import Application
from courseapp.events.clock.closing import Closing
from courseapp.events.clock.due import read_due
from courseapp.events.models import Event
from courseapp.forms.document.asking import is_needed, shown
from courseapp.forms.document.record import Kind, Question, Stage
from courseapp.forms.filling.keeping import texts_of
from courseapp.forms.models import Form, FormVersion

Missing = Mapping[str, datetime]


def documents_may_follow(session: Session, event: Event) -> bool:
    """Return whether any version of the event's form lets a document follow. One statement."""
    versions = session.scalars(
        select(FormVersion)
        .join(Form)
        .where(Form.event_id == event.id, Form.stage == Stage.APPLICATION)
    )
    return any(_questions_of(each) for each in versions)


def documents_to_follow(
    session: Session,
    event: Event,
    applications: Iterable[Application],
    closing_for: Callable[[Application], Closing | None],
) -> Mapping[int, Missing]:
    """Return what each person still has to send and by when, by application and question.

    Only what she must send counts. One statement; none where nothing may follow. `closing_for`
    says which deadline is hers.
    """
    asked = [each for each in applications if _may_follow(each)]
    if not asked:
        return {}
    rows = _rows(session, event)
    found = {
        each.id: dict(_missing(each, rows[each.id], closing)) if closing else {}
        for each in asked
        for closing in [closing_for(each)]
    }
    return {number: missing for number, missing in found.items() if missing}


def labels_of(application: Application, keys: Sequence[str], language: str) -> list[str]:
    """Return what the questions are called in a language."""
    form = form_asked(application)
    known = {each.key: form.said(each.label, language) for each in form.questions}
    return [known[key] for key in keys if key in known]


def _may_follow(application: Application) -> bool:
    version = application.form_version
    return (
        version is not None and application.status in STILL_COUNTS and bool(_questions_of(version))
    )


def _questions_of(version: FormVersion) -> list[Question]:
    return [each for each in version.shown.questions if each.kind is Kind.FILE and each.due]


def _rows(session: Session, event: Event) -> Mapping[int, Rows]:
    wanted = (
        select(ApplicationDocument)
        .join(Application, Application.id == ApplicationDocument.application_id)
        .where(
            Application.event_id == event.id,
            ApplicationDocument.stage == Stage.APPLICATION,
        )
        .options(lazyload(ApplicationDocument.file))
    )
    found: dict[int, dict[str, ApplicationDocument]] = defaultdict(dict)
    for each in session.scalars(wanted):
        found[each.application_id][str(each.id)] = each
    return found


def _missing(
    application: Application, rows: Rows, closing: Closing
) -> Iterator[tuple[str, datetime]]:
    texts, event = texts_of(application), application.event
    for question in shown(form_asked(application), texts).questions:
        due = read_due(question.due) if question.kind is Kind.FILE else None
        if due is None or not is_needed(question, texts, sending=True):
            continue
        if not named(rows, texts, question.key):
            zone = event.zone or closing.zone
            yield question.key, due.instant(closing.at, closing.zone, zone)
