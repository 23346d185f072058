"""A document comes, goes, or is forgotten; each in a step of its own, for lines that break."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.accounts.models import Person
from courseapp.applications.documents.asked import Asked, asked_document
from courseapp.applications.documents.keeping import (
    answer_of,
    sweep,
    take_in,
    type_in,
    without_document,
)
from courseapp.applications.documents.models import ApplicationDocument
from courseapp.applications.documents.queries import document_in, rows_of
from courseapp.applications.emails import send_resume_link
from courseapp.applications.models import Application, Sending
from courseapp.applications.rules import Cause
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.files.folder import Folder
from courseapp.files.models import StoredFile
from courseapp.forms.document.record import Stage
from courseapp.forms.filling.keeping import texts_of

ADD, TAKE_AWAY = "add document", "remove document"
AT_ONCE = 500


def add_document(
    session: Session,
    actor: Person,
    now: datetime,
    folder: Folder,
    application: Application,
    key: str,
    upload: FileStorage,
) -> ApplicationDocument:
    """Keep the upload as an answer to the question and return it, flushed.

    The same file again is the one that is there, so a form that was sent twice, or once more
    after the line was cut, adds nothing. Where one is asked for, a new one takes its place.
    Raises NotFound where the form asks no such thing, and Problem, with the upload's field, when
    it is too late, when there are enough, and as `files.storing.store` does.
    """
    lock(session, Application, application.id)
    asked = asked_document(session, application, key, now)
    document, documents = take_in(
        session, now, folder, application, Stage.APPLICATION, asked, upload
    )
    if documents != tuple(asked.documents):
        _answer(session, actor, now, application, asked, documents, ADD)
    return document


def remove_document(
    session: Session, actor: Person, now: datetime, application: Application, number: int
) -> None:
    """Take a document out of its answer. What no sending names is gone for good.

    Raises NotFound for another person's, and Problem when it may not be changed any more.
    """
    lock(session, Application, application.id)
    document = document_in(session, application, texts_of(application), number)
    asked = asked_document(session, application, document.question, now)
    kept = without_document(asked, document)
    _answer(session, actor, now, application, asked, kept, TAKE_AWAY)


def forget_documents(
    session: Session,
    application_ids: Sequence[int],
    questions: Collection[str] | None = None,
    stage: Stage | None = None,
) -> int:
    """Delete the documents of the applications, those taken away too; return how many.

    `questions` and `stage` say which; None means all. What the answers say of them is for the
    caller to take out. The bytes go with the next nightly `remove_orphans`.
    """
    wanted = select(ApplicationDocument.id, ApplicationDocument.file_id).where(
        ApplicationDocument.application_id.in_(application_ids)
    )
    if questions is not None:
        wanted = wanted.where(ApplicationDocument.question.in_(questions))
    if stage is not None:
        wanted = wanted.where(ApplicationDocument.stage == stage)
    found = session.execute(wanted.order_by(ApplicationDocument.id)).all()
    for start in range(0, len(found), AT_ONCE):
        part = found[start : start + AT_ONCE]
        numbers, files = [row.id for row in part], [row.file_id for row in part]
        session.execute(delete(ApplicationDocument).where(ApplicationDocument.id.in_(numbers)))
        session.execute(delete(StoredFile).where(StoredFile.id.in_(files)))
    return len(found)


def _answer(
    session: Session,
    actor: Person,
    now: datetime,
    application: Application,
    asked: Asked,
    documents: Sequence[ApplicationDocument],
    verb: str,
) -> None:
    """Let the documents be the answer; where it counts at once, as one more sending."""
    text = answer_of(documents)
    if asked.counts_at_once:
        _send(application, asked.key, text, actor, now)
        _note(session, actor, now, application, asked, verb)
    if application.typed is not None or not asked.counts_at_once:
        type_in(application, asked.key, text, now)
    application.version += 1
    application.saved_at = now
    session.flush()
    _sweep(session, application)
    if application.version == 1:
        send_resume_link(session, now, application)


def _send(application: Application, key: str, text: str, actor: Person, now: datetime) -> None:
    application.answers = {**application.answers, key: text}
    application.sendings.append(
        Sending(
            number=len(application.sendings) + 1,
            form_version_id=application.form_version_id,
            cause=Cause.CHANGED,
            author=actor.display_name,
            sent_at=now,
            answers=application.answers,
        )
    )


def _note(
    session: Session,
    actor: Person,
    now: datetime,
    application: Application,
    asked: Asked,
    verb: str,
) -> None:
    """For organisers; without the name of the file, which may tell what is sensitive."""
    what = "A document came" if verb == ADD else "A document was taken away"
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb=verb,
        subject=f"application/{application.id}",
        summary=f"{what}: {asked.label}",
    )


def _sweep(session: Session, application: Application) -> None:
    """Organisers may look at older sendings: what any of them names stays."""
    texts = [texts_of(application), application.answers]
    texts += [each.answers for each in application.sendings]
    sweep(session, rows_of(session, application), texts)
