"""The file of a publication: added, replaced and taken away, each as a change of the record."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.files.folder import Folder
from courseapp.files.models import StoredFile
from courseapp.files.rules import DOCUMENTS
from courseapp.files.storing import store
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.models import Initiative, RecordFile, RecordPublication
from courseapp.initiatives.publications import Listed, with_files
from courseapp.initiatives.saving import change_record


def publication_in_record(session: Session, initiative: Initiative, key: str) -> Listed:
    """Return a publication of the newest version, public or not. Raises NotFound.

    Only for its editors. One statement.
    """
    own = with_files(
        RecordPublication.initiative_id == initiative.id,
        RecordPublication.key == key,
        RecordPublication.is_listed,
    )
    row = session.execute(own.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFound
    return Listed(*row)


def put_file(
    session: Session,
    actor: Person,
    now: datetime,
    folder: Folder,
    initiative: Initiative,
    key: str,
    upload: FileStorage,
    seen: str,
) -> StoredFile:
    """Keep the upload and name it in the record, in place of a file that is there.

    `seen` is the key of the file that its editor saw, empty for none. Raises NotFound, and
    Problem where the upload cannot be kept or somebody else was faster.

    The file before is not deleted: old versions name it and may be restored. While its row is
    there, `remove_orphans` keeps its bytes; readers get only what the newest version names.
    """
    held = _unchanged(session, initiative, key, seen)
    stored = store(session, now, folder, upload, DOCUMENTS)
    session.add(RecordFile(file_id=stored.id, initiative_id=initiative.id))
    what = "Replaced the file of" if held.file else "Added a file to"
    note = f"{what} “{held.publication.title}”: {stored.name}"
    change_record(session, actor, now, initiative, lambda record: _named(record, key, stored), note)
    return stored


def remove_file(
    session: Session, actor: Person, now: datetime, initiative: Initiative, key: str, seen: str
) -> None:
    """Let the record name no file for the publication. Raises NotFound, and Problem as `put_file`.

    Its row and bytes stay, for the same reason as there.
    """
    held = _unchanged(session, initiative, key, seen)
    note = f"Took the file away from “{held.publication.title}”"
    change_record(session, actor, now, initiative, lambda record: _named(record, key, None), note)


def _unchanged(session: Session, initiative: Initiative, key: str, seen: str) -> Listed:
    lock(session, Initiative, initiative.id)
    held = publication_in_record(session, initiative, key)
    if held.publication.file != seen:
        raise Problem(
            "Somebody else changed this file after you had opened the page. "
            "Look at what is there now, then choose again."
        )
    return held


def _named(record: Record, key: str, stored: StoredFile | None) -> Record:
    file = stored.key if stored else ""
    publications = (
        replace(each, file=file) if each.key == key else each for each in record.publications
    )
    return replace(record, publications=tuple(publications))
