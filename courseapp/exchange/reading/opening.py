"""Recognises a file by its content and opens it; its name is only told to people."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from courseapp.exchange.parsed import BadRow, Fault, Opened, Parsed, ParsedRow, unreadable
from courseapp.exchange.reading.json_files import open_json
from courseapp.exchange.reading.pages import looks_like_a_page, open_page
from courseapp.exchange.reading.tables import DELIMITERS, looks_like_a_table, open_csv
from courseapp.exchange.reading.text_bytes import DecodedText, decoded
from courseapp.exchange.reading.yaml_files import open_yaml
from courseapp.exchange.rules import MOST_BYTES, FileFormat, TextEncoding

# Possessive, so that a file of a million blank lines is looked at once.
_YAML = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?\n)*+(?:---[ \t]*+\n)?(?:- )?[ \t]*+[a-z_]++:(?:\s|$)")
# What people choose by mistake, by the first bytes of the file, and what to do about it.
_STRANGERS: Mapping[bytes, str] = MappingProxyType(
    {
        b"PK": "This is a workbook or an archive. In the spreadsheet program, save the sheet "
        "as “CSV UTF-8” and choose that file.",
        b"\xd0\xcf\x11\xe0": "This is an old workbook. In the spreadsheet program, save the sheet "
        "as “CSV UTF-8” and choose that file.",
        b"%PDF": "This is a PDF. Copy the text of the page and paste it instead.",
        b"<": "This is the code of a web page. Open the page, copy its text and paste it instead.",
    }
)
_UNKNOWN = (
    "This is neither the text of a page of the Climate Initiatives Platform, nor a table with its "
    "labels as headers, nor a record in JSON or YAML."
)


def open_file(content: bytes, encoding: TextEncoding = TextEncoding.UTF_8) -> Opened:
    """Return the file opened for reading row by row. Nothing is raised: faults are told."""
    stranger = _stranger(content)
    if stranger:
        return unreadable(Fault(stranger))
    text = decoded(content, encoding)
    if "\0" in text.text:
        line = text.text.count("\n", 0, text.text.index("\0")) + 1
        return unreadable(Fault("This is no text: it holds NUL characters.", line))
    file_format = recognised(text.text)
    if file_format is None:
        return unreadable(Fault(_UNKNOWN))
    if text.has_broken and file_format is not FileFormat.CSV:
        line = text.broken_line()
        return unreadable(Fault(text.broken_words(line), line), format=file_format)
    return _OPENERS[file_format](text)


def read_file(content: bytes, encoding: TextEncoding = TextEncoding.UTF_8) -> Parsed:
    """Return everything that a file holds."""
    opened = open_file(content, encoding)
    rows = list(opened.rows)
    return Parsed(
        opened.format,
        tuple(row for row in rows if isinstance(row, ParsedRow)),
        tuple(row for row in rows if isinstance(row, BadRow)),
        opened.notes,
        opened.faults,
    )


def recognised(text: str) -> FileFormat | None:
    """Return what the text is, or None."""
    if text.lstrip()[:1] in {"{", "["}:
        return FileFormat.JSON
    is_table = looks_like_a_table(text)
    if is_table and (_has_columns(text) or not looks_like_a_page(text)):
        return FileFormat.CSV
    if looks_like_a_page(text):
        return FileFormat.PAGE
    return FileFormat.YAML if _YAML.match(text) else None


def _has_columns(text: str) -> bool:
    first = text.lstrip().partition("\n")[0]
    return any(delimiter in first for delimiter in DELIMITERS)


def _stranger(content: bytes) -> str:
    if not content.strip():
        return "The file is empty."
    if len(content) > MOST_BYTES:
        return f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Divide it."
    begin = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((what for magic, what in _STRANGERS.items() if begin.startswith(magic)), "")


_OPENERS: Mapping[FileFormat, Callable[[DecodedText], Opened]] = MappingProxyType(
    {
        FileFormat.PAGE: lambda text: open_page(text.text),
        FileFormat.CSV: open_csv,
        FileFormat.JSON: lambda text: open_json(text.text),
        FileFormat.YAML: lambda text: open_yaml(text.text),
    }
)
