"""Hostile files cost little, and heavy parts are imported only when a file needs them."""

import subprocess
import sys
import time
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from courseapp.core.errors import Problem
from courseapp.programmes.reading.opening import read_file
from courseapp.programmes.rules import MOST_BYTES, MOST_REMARKS, MOST_SESSIONS
from courseapp.programmes.writing.tables import template_xlsx
from tests.unit.programmes.contexts import FLORENCE, told

SECONDS = 10  # on a busy machine; each takes about one
HEADERS = b"Title,Day,Start,End,Speakers\n"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in pairwise("abcdefghi"))
    + ']><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<si><t>&i;</t></si></sst>"
)


def filled(piece: bytes, head: bytes = b"") -> bytes:
    return head + piece * ((MOST_BYTES - len(head)) // len(piece))


@pytest.mark.parametrize(
    "content",
    [
        filled(b"a,2027-03-22,9:00,10:00,b\n", HEADERS),
        filled(b"a,b\n", HEADERS),
        filled(b"a, (", HEADERS + b"a,2027-03-22,9:00,10:00,"),
        filled(b'"', HEADERS),
        filled(b";B=,", b"BEGIN:VCALENDAR\nA"),
        filled(b"BEGIN:VEVENT\n", b"BEGIN:VCALENDAR\n"),
        filled(b"BEGIN:VTIMEZONE\nTZID:x\n", b"BEGIN:VCALENDAR\n"),
        filled(b"\n x", b"BEGIN:VCALENDAR\nSUMMARY:a"),
        filled(b"https://zoom.us/j/1 ", b"BEGIN:VEVENT\nDTSTART:20270322T090000\nDESCRIPTION:"),
        filled(b"20270322T090000,", b"BEGIN:VEVENT\nDTSTART:20270322T090000\nSUMMARY:a\nRDATE:"),
        filled(b"[", b"{"),
        filled(b"1", b"{"),
        filled(b'{"a":1},', b'{"schedule":{"conference":{"days":[{"rooms":{"A":[')[:-1]
        + b"]}}]}}}",
    ],
)
def test_a_megabyte_of_anything_is_read_in_seconds(content: bytes) -> None:
    begun = time.monotonic()
    try:
        parsed = read_file(content, FLORENCE)
    except Problem as problem:
        parsed = None
        message = problem.message
        assert message
    assert time.monotonic() - begun < SECONDS
    if parsed is not None:
        assert len(parsed.sessions) <= MOST_SESSIONS
        assert len(parsed.remarks) <= MOST_REMARKS + 1


def test_more_sessions_than_one_file_brings_are_told_once() -> None:
    rows = b"".join(b"S%d,2027-03-22,9:00,10:00,\n" % number for number in range(1200))
    parsed = read_file(HEADERS + rows, FLORENCE)
    assert len(parsed.sessions) == MOST_SESSIONS
    assert [where for where, _, _ in told(parsed)] == ["row 1002"]


def workbook(**parts: bytes) -> bytes:
    """Return our template with some of its parts replaced."""
    target = BytesIO()
    with ZipFile(BytesIO(template_xlsx())) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.rpartition("/")[2].partition(".")[0], old.read(name)))
    return target.getvalue()


@pytest.mark.parametrize(
    "content", [workbook(sheet1=b" " * 30_000_000), workbook(sharedStrings=LAUGHS.encode())]
)
def test_a_workbook_that_grows_when_it_is_opened_is_refused(content: bytes) -> None:
    begun = time.monotonic()
    parsed = read_file(content, FLORENCE)
    assert time.monotonic() - begun < SECONDS
    assert parsed.sessions == ()
    assert "cannot be read" in told(parsed)[0][1]


def test_no_heavy_part_is_imported_at_start_up() -> None:
    heavy = ("openpyxl", "xlsxwriter", "typst", "pymupdf_fonts", "recurring_ical_events")
    program = f"import sys, courseapp.app; print([n for n in {heavy} if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
