"""The rows of a year as a table for spreadsheets."""

import csv
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.events.rules import EventKind, Level, Mode
from courseapp.exchange.escaping import original
from courseapp.reports.rows import OutputRow, OutputType
from courseapp.reports.rules import Standing
from courseapp.reports.words import hours
from courseapp.reports.writing import COLUMNS, to_csv

ROW = OutputRow(
    report_year=2026,
    output=OutputType.EVENT,
    status=Standing.HELD,
    counted=True,
    year=2026,
    kind=EventKind.SIDE_EVENT,
    mode=Mode.HYBRID,
    level=Level.ALL,
    title="Course, in Bogotá",
    link="https://a.example/events/course",
    first_day=date(2026, 5, 4),
    month=5,
    year_inferred=False,
    sessions=20,
    hours=32.5,
)


def _read(*rows: OutputRow) -> list[dict[str, str]]:
    text = to_csv(rows)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text[1:], newline="")))


def test_words_are_for_readers_and_numbers_are_numbers() -> None:
    cells = _read(ROW)[0]
    expected = {
        "report_year": "2026",
        "output": "event",
        "status": "held",
        "counted": "Yes",
        "kind": "Side event",
        "mode": "In person and online",
        "level": "All levels",
        "title": "Course, in Bogotá",
        "first_day": "2026-05-04",
        "year_inferred": "No",
        "sessions": "20",
        "hours": "32.5",
        "participants_stated": "",
        "last_day": "",
    }
    assert {name: cells[name] for name in expected} == expected


def test_lines_end_as_the_standard_has_it_also_for_no_rows() -> None:
    assert to_csv([]) == "\ufeff" + ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_taken_for_a_formula(first: str) -> None:
    cells = _read(replace(ROW, title=f'{first}HYPERLINK("https://evil.example")', city=f"{first}1"))
    assert cells[0]["title"] == f'\'{first}HYPERLINK("https://evil.example")'
    assert cells[0]["city"] == f"'{first}1"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_every_text_survives_and_begins_with_nothing_dangerous(title: str) -> None:
    cell = _read(replace(ROW, title=title))[0]["title"]
    assert original(cell) == title
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("value", "told"), [(0.0, "0"), (22.5, "22.5"), (1234.0, "1,234"), (0.33, "0.33"), (10, "10")]
)
def test_hours_are_told_without_zeros_that_say_nothing(value: float, told: str) -> None:
    assert hours(value) == told
