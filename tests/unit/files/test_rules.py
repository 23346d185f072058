"""What a file is, and what it is called, told from its content and its name alone."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.files.rules import (
    DOCUMENTS,
    LONGEST_NAME,
    MEGABYTE,
    PDF,
    MediaType,
    exact_size_in_words,
    hint,
    recognise,
    request_bytes,
    stored_name,
    type_and_size,
    type_names,
)

# A second and third type, as rows that may come.
PNG = replace(PDF, name="PNG", extensions=(".png",), signature=b"\x89PNG\r\n\x1a\n", within=8)
JPEG = replace(PDF, name="JPEG", extensions=(".jpg", ".jpeg"), signature=b"\xff\xd8\xff", within=3)
PICTURES = (replace(PNG, most_bytes=5 * MEGABYTE), replace(JPEG, most_bytes=5 * MEGABYTE))


@pytest.mark.parametrize(
    "before", [b"", b"\n", b"\xef\xbb\xbf", b"\x1b%-12345X@PJL\r\n", b" " * 1019]
)
def test_a_pdf_is_known_by_its_header_within_the_first_kilobyte(before: bytes) -> None:
    assert recognise(before + b"%PDF-1.7\n", DOCUMENTS) is PDF


@pytest.mark.parametrize(
    "head",
    [
        *(b"", b"%PDF", b"%FDF-1.2\n", b"%PDFxx", b"PK\x03\x04", b"<html>"),
        b" " * 1020 + b"%PDF-",
        b"<html><script>alert(1)</script>%PDF-1.7\n",
        b"PK\x03\x04 a part that is not packed %PDF-1.7\n",
        b"\x1b%-12345X@PJL <script>\n%PDF-1.7\n",
    ],
)
def test_anything_else_is_no_pdf(head: bytes) -> None:
    assert recognise(head, DOCUMENTS) is None


def test_each_type_is_known_where_several_are_allowed() -> None:
    assert recognise(b"\x89PNG\r\n\x1a\n\x00", (PDF, PNG)) is PNG
    assert recognise(b"\xff\xd8\xff\xe0\x00", (PNG, JPEG)) is JPEG
    assert recognise(b"GIF89a", (PDF, PNG)) is None
    assert recognise(b"\n\x89PNG\r\n\x1a\n", (PNG,)) is None


def test_a_hint_says_which_types_and_how_large() -> None:
    assert hint(DOCUMENTS) == "PDF of at most 20 MB"
    assert hint((PDF, *PICTURES)) == (
        "PDF of at most 20 MB, PNG of at most 5 MB or JPEG of at most 5 MB"
    )
    assert type_names((PDF, *PICTURES)) == "PDF, PNG or JPEG"


def test_a_request_has_room_for_a_file_that_is_too_large() -> None:
    assert request_bytes((*PICTURES, PDF)) == 128 * MEGABYTE


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("Report 2027.pdf", "Report 2027.pdf"),
        ("REPORT.PDF", "REPORT.pdf"),
        ("تقرير عن تجارة الانبعاثات.pdf", "تقرير عن تجارة الانبعاثات.pdf"),
        ("报告（第二版）.pdf", "报告（第二版）.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Amina\\report.pdf", "report.pdf"),
        ("/", "file.pdf"),
        ("..", "file.pdf"),
        (".pdf", "file.pdf"),
        (" . .pdf", "file.pdf"),
        ("", "file.pdf"),
        (None, "file.pdf"),
        ("re\0port\r\n.pdf", "report.pdf"),
        ("report\u202efdp.exe", "reportfdp.exe.pdf"),
        ("A\u202a\u0300.pdf", "\u00c0.pdf"),
        ("report.exe", "report.exe.pdf"),
        ("report.pdf.", "report.pdf"),
        ("Guide v1.2", "Guide v1.2.pdf"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
        ("a" * 115 + ". b.pdf", "a" * 115 + ".pdf"),
    ],
)
def test_a_name_keeps_its_script_and_loses_what_is_dangerous(
    given: str | None, stored: str
) -> None:
    assert stored_name(given, PDF) == stored


def test_a_name_keeps_any_extension_of_its_type() -> None:
    assert stored_name("Foto.JPEG", JPEG) == "Foto.jpeg"
    assert stored_name("Foto.png", JPEG) == "Foto.png.jpg"


@given(
    st.text(max_size=300) | st.text(alphabet="./\\ \t\u202e\u2066\u3000Aé\u0301\0pdf", max_size=200)
)
def test_every_name_becomes_safe_and_stays_so(given: str) -> None:
    stored = stored_name(given, PDF)
    assert stored_name(stored, PDF) == stored
    assert 5 <= len(stored) <= LONGEST_NAME
    assert stored.endswith(".pdf")
    assert not stored.startswith(".")
    assert not set(stored) & set("/\\\0\r\n\u202e\u2066")
    assert not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in stored)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 KB"),
        (1023, "1 KB"),
        (340 * 1024, "340 KB"),
        (MEGABYTE - 1, "1 MB"),
        (MEGABYTE, "1 MB"),
        (MEGABYTE + 200_000, "1.2 MB"),
        (20 * MEGABYTE, "20 MB"),
    ],
)
def test_a_reader_is_told_type_and_size_before_a_download(count: int, words: str) -> None:
    assert exact_size_in_words(count) == words
    assert type_and_size(MediaType.PDF, count) == f"PDF, {words}"
