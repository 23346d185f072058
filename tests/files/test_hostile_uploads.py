"""What strangers send to do harm is refused with a sentence, or comes out harmless."""

from dataclasses import dataclass, replace
from io import BytesIO
from typing import IO

import pytest
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.core.errors import Problem
from courseapp.files.folder import Folder
from courseapp.files.models import StoredFile
from courseapp.files.rules import HANDOUTS, PAPERS, PHOTOS, FileType, MediaType
from courseapp.files.scanning import ScannerDownError
from courseapp.files.storing import store
from tests.support.clock import START
from tests.support.handouts import OFFICE, content_types, packed
from tests.support.uploads import pdf

SCRIPT = b"<script>alert(1)</script>"
SVG = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>"
ARCHIVE = packed({"index.html": SCRIPT.decode()})
BOMB = packed(
    {
        "[Content_Types].xml": content_types(MediaType.DOCX),
        OFFICE[MediaType.DOCX]: "<x/>",
        "word/media/image1.png": " " * 1000,
    }
)
PLAIN = "is not PDF, JPEG or PNG"


@dataclass(frozen=True)
class FakeScanner:
    """Finds what it is told to find, or is down."""

    found: str | None = None
    is_down: bool = False

    def virus_in(self, stream: IO[bytes]) -> str | None:
        assert stream.read(5) == b"%PDF-"
        if self.is_down:
            raise ScannerDownError("nobody answers")
        return self.found


def sent(content: bytes, name: str = "letter.pdf") -> FileStorage:
    return FileStorage(BytesIO(content), name, "document", content_type="application/pdf")


def photo() -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "43.8N 11.3E"
    target = BytesIO()
    Image.new("RGB", (900, 600), (200, 30, 30)).save(target, "JPEG", exif=exif)
    return target.getvalue()


def refusal(
    session: Session, folder: Folder, content: bytes, allowed: tuple[FileType, ...] = PAPERS
) -> str:
    """Return why the content is refused; nothing of it is left anywhere."""
    with pytest.raises(Problem) as refused:
        store(session, START, folder, sent(content), allowed)
    assert refused.value.field == "document"
    assert session.scalar(select(func.count(StoredFile.id))) == 0
    assert not folder.path.is_dir() or list(folder.path.iterdir()) == []
    return refused.value.message


def test_what_pretends_to_be_a_letter_is_refused_and_leaves_nothing(
    session: Session, folder: Folder
) -> None:
    hostile = {
        b"<html>" + SCRIPT: PLAIN,
        b"<html>" + SCRIPT + pdf(): PLAIN,
        ARCHIVE + pdf(): PLAIN,
        SVG: PLAIN,
        b"\n" + SVG + pdf(): PLAIN,
        b"GIF89a" + pdf(): PLAIN,
        b"MZ\x90\0" + pdf(): PLAIN,
        b"": "is empty",
        pdf() + ARCHIVE: "something else in one",
        pdf() + SCRIPT: "something else in one",
        pdf(catalog="/OpenAction << /S /JavaScript /JS (x) >>"): "holds a program",
        pdf(pages=51): "has 51 pages. Choose one of at most 50",
        pdf()[:-60]: "damaged or not whole",
        photo()[:-300]: "damaged or not whole",
        b"\xff\xd8\xff" + SCRIPT: "damaged or not whole",
    }
    for content, told in hostile.items():
        assert told in refusal(session, folder, content), content[:40]


def test_a_document_that_unpacks_to_gigabytes_is_refused(session: Session, folder: Folder) -> None:
    bomb = bytearray(BOMB)
    at = bomb.rfind(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = (3_000_000_000).to_bytes(4, "little")
    assert "becomes very large" in refusal(session, folder, bytes(bomb), HANDOUTS)


def test_a_photo_is_kept_without_the_place_and_without_what_hangs_behind_it(
    session: Session, folder: Folder
) -> None:
    content = photo() + ARCHIVE
    assert b"43.8N" in content
    for allowed, size in ((PAPERS, (900, 600)), (PHOTOS, (480, 320))):
        stored = store(session, START, folder, sent(content, "me.php.svg"), allowed)
        kept = folder.path_of(stored.key).read_bytes()
        assert b"43.8N" not in kept
        assert SCRIPT not in kept
        assert Image.open(BytesIO(kept)).size == size
        assert (stored.size, stored.name, stored.pages) == (len(kept), "me.php.svg.jpg", None)
    assert len(list(folder.path.iterdir())) == 2


def test_what_the_scanner_finds_or_cannot_look_at_is_not_kept(
    session: Session, folder: Folder
) -> None:
    infected = replace(folder, scanner=FakeScanner("Eicar-Signature"))
    assert "found something harmful" in refusal(session, infected, pdf())
    down = replace(folder, scanner=FakeScanner(is_down=True))
    assert "could not be checked for viruses just now" in refusal(session, down, pdf())
    assert "try again in a few minutes" in refusal(session, down, pdf())
    clean = replace(folder, scanner=FakeScanner())
    assert store(session, START, clean, sent(pdf()), PAPERS).pages == 1


def test_a_name_does_no_harm(session: Session, folder: Folder) -> None:
    names = {
        "../../etc/passwd": "passwd.pdf",
        "C:\\Windows\\x": "x.pdf",
        "a\r\nSet-Cookie: x=1\r\n.pdf": "a Set-Cookie: x=1.pdf",
        "invoice\u202efdp.exe": "invoicefdp.exe.pdf",
        "letter\0.php": "letter.php.pdf",
        "letter.php.pdf.exe": "letter.php.pdf.exe.pdf",
        "n" * 300: "n" * 116 + ".pdf",
    }
    for given, name in names.items():
        stored = store(session, START, folder, sent(pdf(), given), PAPERS)
        session.expire_all()
        assert stored.name == name
        assert folder.path_of(stored.key).parent == folder.path
