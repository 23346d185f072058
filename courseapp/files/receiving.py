"""From an upload to bytes in the folder: measured, scanned, examined, and only then kept."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from werkzeug.datastructures import FileStorage

from courseapp.core.errors import Problem
from courseapp.core.translations import lazy_gettext, told_later
from courseapp.files.examining import examine, scan
from courseapp.files.folder import Folder
from courseapp.files.rules import FileType, size_in_words

CHUNK_BYTES = 64 * 1024

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """What lies in the folder now: its key, bytes, digest in hexadecimal, and pages if counted."""

    key: str
    size: int
    sha256: str
    pages: int | None


def receive(folder: Folder, upload: FileStorage, file_type: FileType) -> Kept:
    """Keep the upload, which begins as one of the type: all of it, or nothing.

    Raises Problem, with the upload's field, as `store` does.
    """
    try:
        with folder.unfinished() as came, folder.unfinished() as drawn:
            with came.open("wb") as file:
                file.writelines(_pieces(upload, file_type))
            scan(folder.scanner, came, upload.name)
            pages = examine(came, drawn, file_type, upload.name)
            return _kept(folder, drawn if file_type.is_picture else came, pages)
    except OSError:
        log.exception("an upload could not be kept in %s", folder.path)
        raise Problem(
            lazy_gettext(
                "The file could not be saved just now. Please try again in a few minutes."
            ),
            upload.name,
        ) from None


def too_large(file_type: FileType, field: str | None) -> Problem:
    """Return how it is said that a file has too many bytes."""
    most = told_later(size_in_words, file_type.most_bytes)
    return Problem(
        lazy_gettext("The file is larger than %(most)s. Choose a smaller one.", most=most), field
    )


def _pieces(upload: FileStorage, file_type: FileType) -> Iterator[bytes]:
    """Give the upload piece by piece. Raises Problem as soon as it is too large."""
    size = 0
    while chunk := upload.stream.read(CHUNK_BYTES):
        size += len(chunk)
        if size > file_type.most_bytes:
            raise too_large(file_type, upload.name)
        yield chunk


def _kept(folder: Folder, path: Path, pages: int | None) -> Kept:
    size = path.stat().st_size
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return Kept(folder.keep(path), size, digest, pages)
