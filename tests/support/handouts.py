"""Slides and sheets as small as they can be, built anew in each test."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from courseapp.files.rules import MediaType

OFFICE: Mapping[MediaType, str] = {
    MediaType.PPTX: "ppt/presentation.xml",
    MediaType.DOCX: "word/document.xml",
    MediaType.XLSX: "xl/workbook.xml",
}


def packed(parts: Mapping[str, str]) -> bytes:
    """Return a ZIP file of the parts, none of them compressed."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return stream.getvalue()


def content_types(media_type: MediaType) -> str:
    """Return the list of content types of an Office Open XML document."""
    part = OFFICE[media_type]
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{part}" ContentType="{media_type}.main+xml"/></Types>'
    )


def pptx() -> bytes:
    """Return a deck of slides."""
    return packed(
        {
            "[Content_Types].xml": content_types(MediaType.PPTX),
            OFFICE[MediaType.PPTX]: "<p:presentation/>",
        }
    )


def odp() -> bytes:
    """Return a deck of slides in the open format."""
    return packed({"mimetype": MediaType.ODP.value, "content.xml": "<office:document/>"})
