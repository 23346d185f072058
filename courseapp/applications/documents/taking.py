"""A document comes, goes, or is forgotten; each in a step of its own, for lines that break."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.accounts.models import Person
from courseapp.applications.documents.asked import Asked, asked_document
from courseapp.applications.documents.models import ApplicationDocument
from courseapp.applications.documents.queries import document_in, rows_of
from courseapp.applications.emails import send_resume_link
from courseapp.applications.models import Application, Sending
from courseapp.applications.rules import Cause
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.core.formats import instant
from courseapp.files.folder import Folder
from courseapp.files.models import StoredFile
from courseapp.files.rules import PAPERS
from courseapp.files.storing import store
from courseapp.forms.document.reading import values_of
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
    _refuse_when_shut(asked, upload.name)
    file = store(session, now, folder, upload, PAPERS)
    document = _kept(session, now, application, key, file)
    if document in asked.documents:
        return document
    if asked.room == 0 and asked.most > 1:
        raise Problem(_enough(asked), upload.name)
    present = () if asked.room == 0 else asked.documents
    _answer(session, actor, now, application, asked, [*present, document], ADD)
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
    _refuse_when_shut(asked, None)
    kept = [each for each in asked.documents if each.id != document.id]
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


def _refuse_when_shut(asked: Asked, field: str | None) -> None:
    if asked.may_add:
        return
    if asked.due is not None:
        until = instant(asked.due.at, asked.due.zone)
        raise Problem(f"This could be sent until {until}. It is too late now.", field)
    raise Problem("This cannot be changed any more.", field)


def _enough(asked: Asked) -> str:
    return f"There are {asked.most} files already. Remove one, then choose this one again."


def _kept(
    session: Session, now: datetime, application: Application, key: str, file: StoredFile
) -> ApplicationDocument:
    """Return the document of the file: a new one, or that of the same content."""
    same = session.scalars(
        select(ApplicationDocument).where(
            ApplicationDocument.application_id == application.id,
            ApplicationDocument.stage == Stage.APPLICATION,
            ApplicationDocument.question == key,
            ApplicationDocument.sha256 == file.sha256,
        )
    ).one_or_none()
    if same is not None:
        session.delete(file)
        return same
    document = ApplicationDocument(
        application_id=application.id,
        stage=Stage.APPLICATION,
        question=key,
        file=file,
        sha256=file.sha256,
        uploaded_at=now,
    )
    session.add(document)
    session.flush()
    return document


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
    text = "\n".join(str(each.id) for each in documents)
    if asked.counts_at_once:
        _send(application, asked.key, text, actor, now)
        _note(session, actor, now, application, asked, verb)
    if application.typed is not None or not asked.counts_at_once:
        application.typed = {**texts_of(application), asked.key: text}
        application.typed_at = {**application.typed_at, asked.key: now.isoformat()}
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
    """Delete what neither she nor any sending names; organisers may look at older sendings."""
    texts = [texts_of(application), application.answers]
    texts += [each.answers for each in application.sendings]
    unused = [
        each
        for number, each in rows_of(session, application).items()
        if all(number not in values_of(answers.get(each.question, "")) for answers in texts)
    ]
    files = [each.file for each in unused]
    for row in (*unused, *files):  # the row that names a file goes before the file
        session.delete(row)
        session.flush()
