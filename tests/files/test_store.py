"""An upload is kept whole under a name that nobody guesses, or refused with a calm sentence."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from io import RawIOBase

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.core.errors import Problem
from courseapp.files.folder import Folder
from courseapp.files.models import StoredFile
from courseapp.files.rules import DOCUMENTS, MEGABYTE, PDF, MediaType
from courseapp.files.storing import check_upload, store
from tests.files.story import ARABIC, CONTENT, pdf
from tests.support import uploads
from tests.support.clock import START

FULL = "The file could not be saved just now. Please try again in a few minutes."
NO_PDF = "The content of this file is not PDF. Choose a PDF of at most 20 MB."
NEW = uploads.pdf("new")
EMPTY = "The file is empty. Choose another one."


class Endless(RawIOBase):
    """A PDF that never ends, and whose reader must not ask for much at once."""

    def __init__(self) -> None:
        self.given = 0

    def readable(self) -> bool:
        return True

    def seek(self, offset: int, _whence: int = 0) -> int:
        self.given = offset
        return offset

    def read(self, size: int = -1) -> bytes:
        assert 0 < size <= MEGABYTE, "the whole file would be in memory"
        assert self.given <= 25 * MEGABYTE, "reading does not end"
        piece = (CONTENT if self.given == 0 else b"").ljust(size, b"x")
        self.given += size
        return piece


def refusal(session: Session, folder: Folder, upload: FileStorage) -> str:
    """Return why the upload is refused; nothing of it is left."""
    with pytest.raises(Problem) as refused:
        store(session, START, folder, upload, DOCUMENTS)
    assert refused.value.field == "document"
    assert session.scalar(select(func.count(StoredFile.id))) == 0
    assert not folder.path.is_dir() or list(folder.path.iterdir()) == []
    return refused.value.message


@contextmanager
def disk_takes_no_more_than(count: int) -> Iterator[None]:
    """Let this process write no file beyond a number of bytes: writing fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (count, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_pdf_is_kept_byte_by_byte_with_what_is_known_of_it(
    session: Session, folder: Folder
) -> None:
    stored = store(session, START, folder, pdf(ARABIC), DOCUMENTS)
    session.expire_all()
    found = session.scalars(select(StoredFile)).one()
    assert found is stored
    assert (found.name, found.media_type, found.size) == (ARABIC, MediaType.PDF, len(CONTENT))
    assert (found.sha256, found.created_at) == (sha256(CONTENT).hexdigest(), START)
    assert folder.path_of(found.key).read_bytes() == CONTENT
    assert found.pages == 1
    assert [path.name for path in folder.path.iterdir()] == [found.key]


def test_nobody_else_on_the_machine_may_look_into_the_folder(
    session: Session, folder: Folder
) -> None:
    stored = store(session, START, folder, pdf(), DOCUMENTS)
    assert folder.path.stat().st_mode & 0o777 == 0o700
    assert folder.path_of(stored.key).stat().st_mode & 0o777 == 0o600


def test_two_files_of_one_name_are_two_files(session: Session, folder: Folder) -> None:
    first = store(session, START, folder, pdf(), DOCUMENTS)
    second = store(session, START, folder, pdf(content=NEW), DOCUMENTS)
    assert first.name == second.name == "report.pdf"
    assert len(first.key) >= 32
    assert folder.path_of(first.key).read_bytes() == CONTENT
    assert folder.path_of(second.key).read_bytes() == NEW


@pytest.mark.parametrize(
    ("given", "name"),
    [("../../etc/passwd", "passwd.pdf"), ("a\0b.pdf", "ab.pdf"), ("n" * 300, "n" * 116 + ".pdf")],
)
def test_no_name_leads_out_of_the_folder_or_breaks_the_row(
    session: Session, folder: Folder, given: str, name: str
) -> None:
    stored = store(session, START, folder, pdf(given), DOCUMENTS)
    session.expire_all()
    assert stored.name == name
    assert folder.path_of(stored.key).parent == folder.path


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", EMPTY),
        (b"<html><script>alert(1)</script>", NO_PDF),
        (b"x" * 1024 + CONTENT, NO_PDF),
    ],
)
def test_what_is_no_pdf_is_refused_whatever_its_name_says(
    session: Session, folder: Folder, content: bytes, message: str
) -> None:
    assert refusal(session, folder, pdf(content=content)) == message
    with pytest.raises(Problem, match=message):
        check_upload(pdf(content=content), DOCUMENTS)


def test_a_file_is_refused_as_soon_as_it_is_too_large(session: Session, folder: Folder) -> None:
    endless = Endless()
    upload = FileStorage(endless, "report.pdf", "document")  # type: ignore[arg-type]  # raw is enough
    said = refusal(session, folder, upload)
    assert said == "The file is larger than 20 MB. Choose a smaller one."
    assert endless.given <= 21 * MEGABYTE


def test_a_file_may_be_exactly_as_large_as_is_said(session: Session, folder: Folder) -> None:
    small = replace(PDF, most_bytes=len(CONTENT))
    assert store(session, START, folder, pdf(), [small]).size == len(CONTENT)
    assert check_upload(pdf(), [small]) is small
    with pytest.raises(Problem, match="larger than"):
        check_upload(pdf(content=CONTENT + b"x"), [small])
    with pytest.raises(Problem, match="larger than"):
        store(session, START, folder, pdf(content=CONTENT + b"x"), [small])


def test_an_upload_that_was_checked_can_still_be_kept(session: Session, folder: Folder) -> None:
    upload = pdf()
    check_upload(upload, DOCUMENTS)
    stored = store(session, START, folder, upload, DOCUMENTS)
    assert folder.path_of(stored.key).read_bytes() == CONTENT


def test_a_full_disk_is_told_calmly_and_leaves_nothing(session: Session, folder: Folder) -> None:
    session.connection()  # whatever the database has to write at the start is written
    large = uploads.pdf("x" * 2 * MEGABYTE)
    with disk_takes_no_more_than(MEGABYTE):
        said = refusal(session, folder, pdf(content=large))
    assert said == FULL
    assert store(session, START, folder, pdf(content=large), DOCUMENTS).size == len(large)


def test_a_folder_that_cannot_be_made_is_told_likewise(session: Session, folder: Folder) -> None:
    folder.path.parent.mkdir()
    folder.path.write_text("not a folder")
    with pytest.raises(Problem, match="could not be saved just now"):
        store(session, START, folder, pdf(), DOCUMENTS)


def test_the_database_takes_no_file_without_content_and_no_key_twice(
    session: Session, folder: Folder
) -> None:
    stored = store(session, START, folder, pdf(), DOCUMENTS)
    for values in ({"size": 0}, {"size": -1}, {"pages": 0}, {"key": stored.key}):
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(insert(StoredFile).values(**(a_row() | values)))


def a_row() -> dict[str, object]:
    return {
        "key": "other",
        "name": "a.pdf",
        "media_type": MediaType.PDF,
        "size": 1,
        "sha256": "0" * 64,
        "created_at": START,
    }
