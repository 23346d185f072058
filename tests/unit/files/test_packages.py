"""A deck of slides is known by what lies in it, whatever its name says and whoever made it up."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage

from courseapp.core.errors import Problem
from courseapp.files.packages import is_package, office
from courseapp.files.rules import HANDOUTS, MEGABYTE, MediaType, hint, type_and_size
from courseapp.files.storing import check_upload
from tests.support.handouts import OFFICE, content_types, odp, packed, pptx

PPTX = office("ppt/presentation.xml", MediaType.PPTX)


def found(content: bytes) -> MediaType:
    return check_upload(FileStorage(BytesIO(content), "any.pdf"), HANDOUTS).media_type


def is_refused(content: bytes) -> bool:
    try:
        check_upload(FileStorage(BytesIO(content), "slides.pptx"), HANDOUTS)
    except Problem as problem:
        return "is not PDF, PPTX, ODP, DOCX or XLSX" in problem.message
    return False


@pytest.mark.parametrize("media_type", OFFICE)
def test_each_office_document_is_known_by_its_main_part(media_type: MediaType) -> None:
    main_part = OFFICE[media_type]
    assert found(packed({"[Content_Types].xml": content_types(media_type), main_part: "<x/>"})) is (
        media_type
    )


def test_open_document_slides_are_known_and_a_pdf_still_is() -> None:
    assert found(odp()) is MediaType.ODP
    assert found(b"%PDF-1.7\n") is MediaType.PDF


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"virus.exe": "MZ"},
        {"[Content_Types].xml": content_types(MediaType.PPTX)},
        {"ppt/presentation.xml": "<x/>"},
        {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<x/>"},
        {"mimetype": MediaType.ODP.value},
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"},
        {
            "[Content_Types].xml": content_types(MediaType.PPTX),
            "ppt/presentation.xml": "<x/>",
            "ppt/vbaProject.bin": "a macro",
        },
    ],
)
def test_a_zip_file_that_is_no_document_is_refused(parts: dict[str, str]) -> None:
    assert is_refused(packed(parts))


def test_a_broken_or_a_cut_off_deck_is_refused() -> None:
    whole = pptx()
    assert is_refused(whole[:-30])
    assert is_refused(b"PK\x03\x04" + b"\0" * 200)
    assert is_refused(whole.replace(b"PK\x01\x02", b"PK\x09\x09"))


def test_a_list_of_a_million_parts_is_not_even_read() -> None:
    ending = bytearray(packed({})[-22:])
    ending[12:16] = (50 * MEGABYTE).to_bytes(4, "little")
    assert not is_package(BytesIO(b"PK\x03\x04" + b"\0" * 60 + bytes(ending)), PPTX)


def test_a_part_that_unpacks_to_gigabytes_is_read_only_at_its_beginning() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", b" " * (30 * MEGABYTE))
        parts.writestr("ppt/presentation.xml", "<x/>")
    assert len(stream.getvalue()) < MEGABYTE
    assert not is_package(stream, PPTX)


@given(st.binary(max_size=400))
def test_whatever_the_bytes_are_the_answer_is_no_and_never_an_error(noise: bytes) -> None:
    assert not is_package(BytesIO(b"PK\x03\x04" + noise), PPTX)
    assert not is_package(BytesIO(pptx()[:200] + noise), PPTX)


def test_types_of_one_size_are_told_in_one_breath() -> None:
    assert hint(HANDOUTS) == "PDF, PPTX, ODP, DOCX or XLSX of at most 20 MB"
    assert type_and_size(MediaType.PPTX, 1_258_291) == "PPTX, 1.2 MB"
