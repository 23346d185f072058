"""A file is recognised by what stands in it."""

import time

import pytest

from courseapp.exchange.reading.opening import read_file
from courseapp.exchange.rules import MOST_BYTES, FileFormat
from courseapp.exchange.writing.record_files import to_json, to_yaml
from courseapp.exchange.writing.tables import to_csv
from courseapp.initiatives.record_files import shipped_records
from tests.unit.exchange.test_pages import PAGE

ICAP = next(record for record in shipped_records() if record.slug == "icap")


@pytest.mark.parametrize(
    ("text", "file_format"),
    [
        (PAGE, FileFormat.PAGE),
        (to_csv(ICAP), FileFormat.CSV),
        ("Name of initiative\nA\nB\n", FileFormat.CSV),
        ("\n\nName of initiative;Starting year\nA;2007\n", FileFormat.CSV),
        (to_json(ICAP), FileFormat.JSON),
        ("\ufeff \n[]", FileFormat.JSON),
        (to_yaml(ICAP), FileFormat.YAML),
        ("# by hand\n---\nname: A\n", FileFormat.YAML),
        ("- name: A\n", FileFormat.YAML),
    ],
)
def test_the_content_tells_the_format(text: str, file_format: FileFormat) -> None:
    assert read_file(text.encode()).format is file_format


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"PK\x03\x04", "CSV UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "CSV UTF-8"),
        (b"%PDF-1.7", "paste it"),
        (b"<!doctype html><title>x</title>", "copy its text"),
        (b"Dear colleagues, here is our list.", "neither"),
        (b"a,b,c\n1,2,3\n", "neither"),
        (b"Name of initiative,x\nA\0,1\n", "NUL"),
        (b"x" * (MOST_BYTES + 1), "larger than 30 MB"),
    ],
)
def test_what_is_none_of_these_is_told_what_to_do(content: bytes, told: str) -> None:
    read = read_file(content)
    assert read.rows == ()
    assert told in read.faults[0].what


def test_a_page_in_another_encoding_is_not_guessed() -> None:
    octets = PAGE.replace("\u00a0", " ").encode("windows-1252")
    (fault,) = read_file(octets).faults
    assert fault.line == 11
    assert "not in UTF-8: byte" in fault.what


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 300_000 + "x",
        " " * 300_000 + "x",
        f"Name of initiative\n{' ' * 300_000}x",
        f"Name of initiative,Goals\nA,{' ' * 300_000}x{' ' * 300_000}\n",
        f"Name of initiative,Geographical coverage\nA,{', ' * 8_000}(\n",
        f"Name of initiative A\nGoals {'(' * 100_000}\nStarting year 1\nEnd year 2\n",
        "Members 1\n" * 30_000 + "Name of initiative A\nStarting year 2007\nEnd year\n",
        "x: " * 100_000,
    ],
    ids=["lines", "blanks", "column", "cell", "commas", "brackets", "labels", "colons"],
)
def test_no_file_is_looked_at_again_and_again(text: str) -> None:
    began = time.process_time()
    read_file(text.encode())
    assert time.process_time() - began < 10  # a second or so; without care it would be days
