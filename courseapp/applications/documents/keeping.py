"""What is alike for files of an application and of travel details: kept, named, swept away."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.applications.documents.asked import Asked
from courseapp.applications.documents.models import ApplicationDocument
from courseapp.applications.documents.queries import Rows
from courseapp.applications.models import Application
from courseapp.core.errors import Problem
from courseapp.core.formats import instant
from courseapp.core.translations import gettext, lazy_gettext, told_later
from courseapp.events.clock.closing import Closing
from courseapp.files.folder import Folder
from courseapp.files.models import StoredFile
from courseapp.files.rules import PAPERS
from courseapp.files.storing import store
from courseapp.forms.document.reading import values_of
from courseapp.forms.document.record import Stage
from courseapp.forms.filling.keeping import texts_of
from courseapp.forms.models import FilledForm

Documents = tuple[ApplicationDocument, ...]


def take_in(
    session: Session,
    now: datetime,
    folder: Folder,
    application: Application,
    stage: Stage,
    asked: Asked,
    upload: FileStorage,
) -> tuple[ApplicationDocument, Documents]:
    """Keep the upload; return its document, and all that answer the question from now on.

    Raises Problem, with the upload's field, as `taking.add_document` does.
    """
    _refuse_when_shut(asked, upload.name)
    file = store(session, now, folder, upload, PAPERS)
    document, present = _kept(session, now, application, stage, asked.key, file), asked.documents
    if document in present:
        return document, tuple(present)
    if asked.room == 0 and asked.most > 1:
        raise Problem(_enough(asked), upload.name)
    return document, (document,) if asked.room == 0 else (*present, document)


def without_document(asked: Asked, document: ApplicationDocument) -> Documents:
    """Return what answers the question once the document is gone. Raises Problem if too late."""
    _refuse_when_shut(asked, None)
    return tuple(each for each in asked.documents if each.id != document.id)


def answer_of(documents: Sequence[ApplicationDocument]) -> str:
    """Return the answer that names the documents."""
    return "\n".join(str(each.id) for each in documents)


def type_in(filled: FilledForm, key: str, text: str, now: datetime) -> None:
    """Let the text be what she is writing."""
    filled.typed = {**texts_of(filled), key: text}
    filled.typed_at = {**filled.typed_at, key: now.isoformat()}


def sweep(session: Session, rows: Rows, named_in: Sequence[Mapping[str, str]]) -> None:
    """Delete the documents, with their files, that none of these answers names."""
    unused = [
        each
        for number, each in rows.items()
        if all(number not in values_of(texts.get(each.question, "")) for texts in named_in)
    ]
    files = [each.file for each in unused]
    for row in (*unused, *files):  # the row that names a file goes before the file
        session.delete(row)
        session.flush()


def _refuse_when_shut(asked: Asked, field: str | None) -> None:
    if asked.may_add:
        return
    if asked.due is not None:
        raise Problem(told_later(_too_late, asked.due), field)
    raise Problem(lazy_gettext("This cannot be changed any more."), field)


def _too_late(due: Closing) -> str:
    until = instant(due.at, due.zone)
    return gettext("This could be sent until %(at)s. It is too late now.", at=until)


def _enough(asked: Asked) -> str:
    return lazy_gettext(
        "There are %(number)s files already. Remove one, then choose this one again.",
        number=asked.most,
    )


def _kept(
    session: Session,
    now: datetime,
    application: Application,
    stage: Stage,
    key: str,
    file: StoredFile,
) -> ApplicationDocument:
    """Return the document of the file: a new one, or that of the same content."""
    same = session.scalars(
        select(ApplicationDocument).where(
            ApplicationDocument.application_id == application.id,
            ApplicationDocument.stage == stage,
            ApplicationDocument.question == key,
            ApplicationDocument.sha256 == file.sha256,
        )
    ).one_or_none()
    if same is not None:
        session.delete(file)
        return same
    document = ApplicationDocument(
        application_id=application.id,
        stage=stage,
        question=key,
        file=file,
        sha256=file.sha256,
        uploaded_at=now,
    )
    session.add(document)
    session.flush()
    return document
