"""A document that is a ZIP file unpacks to what it says, and that is not monstrous."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import crc32

import pytest

from courseapp.files.apart import archives
from courseapp.files.apart.findings import Finding, Matter, Refusal, Task
from courseapp.files.apart.looking import finding_of
from courseapp.files.rules import MediaType
from tests.support.handouts import OFFICE, content_types, odp, pptx

DOCX = MediaType.DOCX


def found(tmp_path: Path, content: bytes) -> Finding:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    return finding_of(Task(Matter.PACKAGE, str(path)))


def docx(text: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", content_types(DOCX))
        parts.writestr(OFFICE[DOCX], text)
    return stream.getvalue()


@pytest.mark.parametrize("content", [pptx(), odp(), docx(b"<w:document/>" * 1000)])
def test_an_honest_document_is_taken(tmp_path: Path, content: bytes) -> None:
    assert found(tmp_path, content) == Finding()


def test_a_bomb_is_refused_by_what_it_says_of_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 1_000_000)
    bomb = docx(b" " * 1_000_000)
    assert len(bomb) < 3000
    assert found(tmp_path, bomb).refusal is Refusal.PACKED


def test_a_bomb_that_lies_about_its_size_is_refused_too(tmp_path: Path) -> None:
    text = b" " * 1_000_000
    bomb = docx(text).replace(len(text).to_bytes(4, "little"), (16).to_bytes(4, "little"))
    assert found(tmp_path, bomb).refusal is Refusal.DAMAGED
    for checked in (text[:16], text[:17]):  # the checksum lies as well
        told, forged = (crc32(each).to_bytes(4, "little") for each in (text, checked))
        assert found(tmp_path, bomb.replace(told, forged)).refusal in set(Refusal)


def test_a_part_that_is_damaged_or_locked_is_refused(tmp_path: Path) -> None:
    whole = docx(b"<w:document/>" * 10)
    assert found(tmp_path, whole[:60] + b"\xff" * 10 + whole[70:]).refusal is Refusal.DAMAGED
    locked = bytearray(whole)
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        at = locked.rfind(start)
        locked[at + (6 if start.endswith(b"\x04") else 8)] |= 1
    assert found(tmp_path, bytes(locked)).refusal is Refusal.DAMAGED
