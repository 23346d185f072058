"""Redacted copies: what reviewers read of documents while they may not learn whose these are.

A document is never shown to them then; an organiser blacks out what tells, and gives them that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.accounts.models import Person
from courseapp.applications.asked import FOR_REVIEWERS, form_asked
from courseapp.applications.documents.models import ApplicationDocument
from courseapp.applications.documents.organising import sent_document
from courseapp.applications.documents.queries import named, rows_of
from courseapp.applications.models import Application
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import NotFound
from courseapp.files.folder import Folder
from courseapp.files.models import StoredFile
from courseapp.files.rules import PAPERS
from courseapp.files.storing import store
from courseapp.forms.document.record import Kind
from courseapp.review.models import RedactedCopy

FIELD = "copy"


@dataclass(frozen=True)
class ToRedact:
    """A document that reviewers would read, what it answers, and its copy if there is one."""

    document: ApplicationDocument
    label: str
    copy: RedactedCopy | None


def documents_of(session: Session, application: Application) -> Sequence[ToRedact]:
    """Return what was sent that reviewers may read, in the order of the form. Two statements."""
    form, rows = form_asked(application), rows_of(session, application)
    copies = copies_of(session, [each.id for each in rows.values()])
    return [
        ToRedact(each, form.said(question.label, ""), copies.get(each.id))
        for question in form.questions
        if question.kind is Kind.FILE and question.visibility in FOR_REVIEWERS
        for each in named(rows, application.answers, question.key)
    ]


def copies_of(session: Session, document_ids: Sequence[int]) -> Mapping[int, RedactedCopy]:
    """Return the copies by the ids of their documents. One statement, none for no ids."""
    if not document_ids:
        return {}
    wanted = select(RedactedCopy).where(RedactedCopy.document_id.in_(document_ids))
    return {each.document_id: each for each in session.scalars(wanted) if each.document_id}


def copy_of(session: Session, application: Application, number: int) -> RedactedCopy:
    """Return the copy of a document that was sent. Raises NotFound."""
    document = sent_document(session, application, number, FOR_REVIEWERS)
    found = copies_of(session, [document.id]).get(document.id)
    if found is None:
        raise NotFound
    return found


def add_copy(
    session: Session,
    actor: Person,
    now: datetime,
    folder: Folder,
    application: Application,
    number: int,
    upload: FileStorage,
) -> RedactedCopy:
    """Keep the upload as what reviewers read of the document, in place of an earlier one.

    Its name is ours: that of the upload may tell whose it is. Raises NotFound for what was not
    sent, Problem as `files.storing.store` does.
    """
    lock(session, Application, application.id)
    document = sent_document(session, application, number, FOR_REVIEWERS)
    file = store(session, now, folder, upload, PAPERS)
    file.name = f"document-{document.id}{PurePath(file.name).suffix}"
    before = copies_of(session, [document.id]).get(document.id)
    if before is not None:
        _delete(session, [before])
    found = RedactedCopy(
        document_id=document.id, file=file, added_at=now, added_by=actor.display_name
    )
    session.add(found)
    _note(session, actor, now, application, "Gave reviewers a redacted copy of a document")
    session.flush()
    return found


def remove_copy(
    session: Session, actor: Person, now: datetime, application: Application, number: int
) -> None:
    """Take the copy away; reviewers read nothing of the document then. Raises NotFound."""
    lock(session, Application, application.id)
    _delete(session, [copy_of(session, application, number)])
    _note(session, actor, now, application, "Took away the redacted copy of a document")
    session.flush()


def forget_lost_copies(session: Session) -> int:
    """Delete the copies whose documents are gone, with their files; return how many."""
    lost = session.scalars(select(RedactedCopy).where(RedactedCopy.document_id.is_(None))).all()
    _delete(session, lost)
    return len(lost)


def _delete(session: Session, copies: Sequence[RedactedCopy]) -> None:
    files: list[StoredFile] = [each.file for each in copies]
    for row in (*copies, *files):  # the row that names a file goes before the file
        session.delete(row)
        session.flush()


def _note(
    session: Session, actor: Person, now: datetime, application: Application, told: str
) -> None:
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="redact",
        subject=f"review-of/{application.id}",
        summary=told,
    )
