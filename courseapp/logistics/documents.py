"""Files that answer questions about travel, such as a copy of the passport."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.applications.documents.asked import Asked
from courseapp.applications.documents.keeping import (
    Documents,
    answer_of,
    sweep,
    take_in,
    type_in,
    without_document,
)
from courseapp.applications.documents.models import ApplicationDocument
from courseapp.applications.documents.organising import Sent
from courseapp.applications.documents.queries import document_in, named, rows_of
from courseapp.applications.models import Application
from courseapp.core.database import lock
from courseapp.core.errors import NotFound
from courseapp.files.folder import Folder
from courseapp.forms.document.asking import is_needed
from courseapp.forms.document.record import Kind, Stage
from courseapp.forms.filling.keeping import texts_of
from courseapp.forms.filling.pages import Writing
from courseapp.logistics.filling import begun, pages_for
from courseapp.logistics.queries import logistics_of, may_change

STAGE = Stage.LOGISTICS


def asked_files(
    session: Session, application: Application, pages: Writing, now: datetime
) -> tuple[Asked, ...]:
    """Return each question for files that is asked, in the order of the form."""
    form = pages.document
    found = [(each, q) for each in form.sections for q in each.questions if q.kind is Kind.FILE]
    rows = rows_of(session, application, STAGE) if found else {}
    return tuple(
        Asked(
            question=question,
            section=section,
            label=form.said(question.label, pages.language),
            help=form.said(question.help, pages.language),
            documents=named(rows, pages.texts, question.key),
            is_needed=is_needed(question, pages.texts, sending=True),
            due=None,
            may_add=may_change(application.event, now),
            counts_at_once=False,
        )
        for section, question in found
    )


def asked_file(session: Session, application: Application, key: str, now: datetime) -> Asked:
    """Return one question for files. Raises NotFound where no such thing is asked."""
    asked = asked_files(session, application, pages_for(session, application), now)
    found = next((each for each in asked if each.key == key), None)
    if found is None:
        raise NotFound
    return found


def add_file(
    session: Session,
    now: datetime,
    folder: Folder,
    application: Application,
    key: str,
    upload: FileStorage,
) -> ApplicationDocument:
    """Keep the upload as an answer; it counts when the travel details are sent.

    Raises NotFound where no such thing is asked, and Problem as `take_in` does.
    """
    lock(session, Application, application.id)
    asked = asked_file(session, application, key, now)
    document, documents = take_in(session, now, folder, application, STAGE, asked, upload)
    if documents != tuple(asked.documents):
        _answer(session, now, application, key, documents)
    return document


def remove_file(session: Session, now: datetime, application: Application, number: int) -> None:
    """Take a file out of its answer. What was not sent is gone for good.

    Raises NotFound for another person's, and Problem when the event is over.
    """
    lock(session, Application, application.id)
    document = own_file(session, application, number)
    asked = asked_file(session, application, document.question, now)
    _answer(session, now, application, asked.key, without_document(asked, document))


def own_file(session: Session, application: Application, number: int) -> ApplicationDocument:
    """Return a file that she added, as she is writing. Raises NotFound."""
    found = logistics_of(session, application)
    return document_in(session, application, texts_of(found) if found else {}, number, STAGE)


def sent_details(session: Session, application: Application) -> Sent:
    """Return what she sent about her travel. Raises NotFound where she sent nothing."""
    found = logistics_of(session, application)
    if found is None or found.sent_at is None or found.form_version is None:
        raise NotFound
    return Sent(application, STAGE, found.form_version.shown, found.answers)


def files_sent(session: Session, sent: Sent) -> Mapping[str, Sequence[ApplicationDocument]]:
    """Return the files that she sent, by question."""
    rows = rows_of(session, sent.application, sent.stage)
    return {key: named(rows, sent.answers, key) for key in sent.answers}


def sweep_files(session: Session, application: Application) -> None:
    """Delete the files that neither what she is writing nor what she sent names."""
    if found := logistics_of(session, application):
        rows = rows_of(session, application, STAGE)
        sweep(session, rows, (texts_of(found), found.answers))


def _answer(
    session: Session, now: datetime, application: Application, key: str, documents: Documents
) -> None:
    found = logistics_of(session, application) or begun(session, now, application)
    type_in(found, key, answer_of(documents), now)
    found.version += 1
    found.saved_at = now
    session.flush()
    sweep_files(session, application)
