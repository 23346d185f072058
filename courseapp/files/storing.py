"""Keep what was uploaded, and clear away what nobody keeps."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from os import SEEK_END

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.core.errors import Problem
from courseapp.core.translations import gettext, lazy_gettext, told_later
from courseapp.files.folder import Folder
from courseapp.files.models import StoredFile
from courseapp.files.packages import is_package
from courseapp.files.receiving import receive, too_large
from courseapp.files.rules import (
    FileType,
    candidates,
    head_bytes,
    hint,
    stored_name,
    type_names,
)

# A request is over long before; what no row names by then was rolled back or let go.
ORPHAN_AFTER = timedelta(days=1)


def store(
    session: Session,
    now: datetime,
    folder: Folder,
    upload: FileStorage,
    allowed: Sequence[FileType],
) -> StoredFile:
    """Keep the upload and return its row, flushed. A picture is drawn anew on the way.

    Raises Problem, with the upload's field, where it is empty, of no allowed type, too large or
    long, damaged, locked, a program or harmful, or where the disk does not take it. If the
    transaction is rolled back later, the bytes wait for `remove_orphans`.
    """
    file_type = _type_of(upload, allowed)
    kept = receive(folder, upload, file_type)
    file = StoredFile(
        key=kept.key,
        name=stored_name(upload.filename, file_type),
        media_type=file_type.media_type,
        size=kept.size,
        sha256=kept.sha256,
        pages=kept.pages,
        created_at=now,
    )
    session.add(file)
    session.flush()
    return file


def check_upload(upload: FileStorage, allowed: Sequence[FileType]) -> FileType:
    """Return the upload's type before anything is kept.

    Raises Problem where it is empty, of no allowed type or too large; `store` looks closer.
    """
    file_type = _type_of(upload, allowed)
    size = upload.stream.seek(0, SEEK_END)
    upload.stream.seek(0)
    if size > file_type.most_bytes:
        raise too_large(file_type, upload.name)
    return file_type


def remove_orphans(session: Session, folder: Folder, now: datetime) -> int:
    """Remove what lies in the folder for more than a day and no row names; return how many.

    A database that names no file at all is new, or not that of this folder: nothing is removed.
    """
    old = folder.names_before(now - ORPHAN_AFTER)
    named = set(session.scalars(select(StoredFile.key)))
    orphans = [name for name in old if name not in named] if named else []
    for name in orphans:
        folder.remove(name)
    return len(orphans)


def _type_of(upload: FileStorage, allowed: Sequence[FileType]) -> FileType:
    upload.stream.seek(0)
    head = upload.stream.read(head_bytes(allowed))
    upload.stream.seek(0)
    if not head:
        raise Problem(lazy_gettext("The file is empty. Choose another one."), upload.name)
    file_type = next((each for each in candidates(head, allowed) if _fits(upload, each)), None)
    if file_type is None:
        raise Problem(
            told_later(_other_type, allowed),
            upload.name,
        )
    return file_type


def _other_type(allowed: Sequence[FileType]) -> str:
    return gettext(
        "The content of this file is not %(types)s. Choose a %(kinds)s.",
        types=type_names(allowed),
        kinds=hint(allowed),
    )


def _fits(upload: FileStorage, file_type: FileType) -> bool:
    """Return whether a file that begins as one of the type is one. Left at its beginning."""
    fits = file_type.package is None or is_package(upload.stream, file_type.package)
    upload.stream.seek(0)
    return fits
