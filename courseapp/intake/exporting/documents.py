"""The documents of applications as one archive, written while it is sent: none is kept whole.

Files that answer sensitive questions are in no archive: they are opened one by one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import RawIOBase
from typing import Any
from zipfile import ZipFile, ZipInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.documents.models import ApplicationDocument
from courseapp.applications.models import Application
from courseapp.core.audit import record
from courseapp.files.folder import Folder
from courseapp.files.models import StoredFile
from courseapp.forms.document.reading import values_of
from courseapp.forms.document.record import Kind, Stage
from courseapp.intake.filters import Filters
from courseapp.intake.narrowing import conditions, in_order
from courseapp.intake.scope import Scope

AT_ONCE = 64 * 1024  # octets
LONGEST_PART = 80
MISSING = "What is missing.txt"
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]')


@dataclass(frozen=True)
class Packed:
    """A file of the archive: its path there, and the key of its octets in our folder."""

    path: str
    key: str
    size: int
    at: datetime


def has_documents(scope: Scope) -> bool:
    """Return whether the form asks, or asked, for a file that is not sensitive."""
    return any(each.kind is Kind.FILE for each in scope.form.questions.values())


def pack_documents(
    session: Session, actor: Person, now: datetime, scope: Scope, filters: Filters
) -> Sequence[Packed]:
    """Return the files of all that the filters show, and note who had how many.

    A folder for each application, named by its number and the person. Two statements.
    """
    rows = session.execute(
        select(
            Application.reference,
            Application.full_name,
            Application.answers,
            ApplicationDocument.id,
            ApplicationDocument.question,
            StoredFile,
        )
        .join(ApplicationDocument, ApplicationDocument.application_id == Application.id)
        .join(StoredFile, StoredFile.id == ApplicationDocument.file_id)
        .where(
            ApplicationDocument.stage == Stage.APPLICATION,
            *conditions(session, scope, filters),
        )
        .order_by(*in_order(scope, filters.order), ApplicationDocument.id)
    )
    packed = [_packed(row) for row in rows if _answers(scope, row)]
    _log(session, actor, now, scope, len(packed))
    return packed


def archive(folder: Folder, files: Sequence[Packed]) -> Iterator[bytes]:
    """Yield a ZIP archive piece by piece. What is gone from the folder is listed in it."""
    pipe, gone = _Pipe(), []
    with ZipFile(pipe, "w") as target:
        for each in files:
            if folder.size_of(each.key) is None:
                gone.append(each.path)
                continue
            yield from _written(target, pipe, folder, each)
        if gone:
            target.writestr(MISSING, "\n".join(gone) + "\n")
    yield pipe.taken()


def safe_part(text: str) -> str:
    """Return a text as one part of a path that no system takes for anything else."""
    plain = " ".join(_UNSAFE.sub("_", text).split()).strip(". ")
    return plain[:LONGEST_PART].strip(". ") or "_"


class _Pipe(RawIOBase):
    """What ZipFile writes to; it cannot go back, so sizes follow each file."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, octets: Any) -> int:
        self._pieces.append(bytes(octets))
        return len(octets)

    def taken(self) -> bytes:
        """Return what came since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _written(target: ZipFile, pipe: _Pipe, folder: Folder, each: Packed) -> Iterator[bytes]:
    entry = ZipInfo(each.path, each.at.timetuple()[:6])
    entry.file_size = each.size  # papers and pictures are compressed already
    with folder.path_of(each.key).open("rb") as source, target.open(entry, "w") as place:
        while octets := source.read(AT_ONCE):
            place.write(octets)
            yield pipe.taken()


def _answers(scope: Scope, row: Any) -> bool:
    """Whether the file is the answer to a question that is not sensitive."""
    answers: Mapping[str, str] = row.answers
    asked = scope.form.questions.get(row.question)
    is_file = asked is not None and asked.kind is Kind.FILE
    return is_file and str(row.id) in values_of(answers.get(row.question, ""))


def _packed(row: Any) -> Packed:
    file: StoredFile = row.StoredFile
    stem, _, ending = file.name.rpartition(".")
    name = f"{safe_part(stem)}.{safe_part(ending)}" if stem else safe_part(file.name)
    whose = safe_part(f"{row.reference} {row.full_name}")
    return Packed(f"{whose}/{row.question} {row.id} {name}", file.key, file.size, file.created_at)


def _log(session: Session, actor: Person, now: datetime, scope: Scope, number: int) -> None:
    told = "1 document" if number == 1 else f"{number} documents"
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="export",
        subject=f"event/{scope.event.id}",
        summary=f"Exported {told} of applications",
    )
    session.flush()
