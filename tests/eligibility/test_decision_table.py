"""A table of made-up people tests the rules, row by row; hostile files do no harm."""

import csv
from io import StringIO

import pytest
from sqlalchemy import select

from courseapp.eligibility.models import DecisionTable
from courseapp.eligibility.rules import Severity
from tests.eligibility.story import THREE_YEARS, WORKS_ON_LDC, Stage, csv_file, upload
from tests.events.conftest import CostOf
from tests.support.checking_client import CheckingClient

HEADER = "case,nationality,work_country,experience_years,expected"
ROWS = (
    HEADER,
    "Fits,Togo,TG,4,fits",
    '=HYPERLINK("http://evil"),TG,TG,4,fits',
    "Wrong,DE,DE,1,fits",
    "Nobody knows,NP,NP,4,undecided",
    "Not read,DE,Atlantis,1,blocked",
)


def test_rules_are_tested_row_by_row_and_again_after_each_change(
    stage: Stage, organiser: CheckingClient
) -> None:
    stage.composed(WORKS_ON_LDC, severity=Severity.BLOCK)
    page = organiser.follow(organiser.visit(stage.page), "Upload a decision table")
    example = organiser.get(f"{stage.page}/table/example.csv", buffered=True).get_data(as_text=True)
    assert example.splitlines()[0].removeprefix("\ufeff") == "case,work_country,expected"
    page = organiser.submit(page, {"file": csv_file(ROWS)}, button="Upload and try")
    assert "2 of 5 rows differ" in page.text
    assert "You work in Germany, which is not on the list of least developed countries" in page.text
    assert "work_country: we know no country “Atlantis”." in page.text
    assert "=HYPERLINK" in page.text
    page = organiser.follow(page, "Show only those that differ")
    assert "Nobody knows" not in page.text
    results = organiser.get(f"{stage.page}/table/results.csv", buffered=True)
    assert results.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(StringIO(results.get_data(as_text=True).removeprefix("\ufeff"))))
    assert rows[1]["case"].startswith("'=HYPERLINK")  # no spreadsheet runs it
    assert [row["agrees"] for row in rows] == ["yes", "yes", "no", "yes", "no"]
    back = organiser.get(f"{stage.page}/table/rows.csv", buffered=True).get_data()
    organiser.submit(page, {"file": upload(back)}, button="Upload and try")
    (kept,) = stage.session.scalars(select(DecisionTable)).all()
    assert kept.lines[1]["case"] == '=HYPERLINK("http://evil")'
    assert kept.lines[4] == {
        "case": "Not read",
        "nationality": "DE",
        "work_country": "Atlantis",
        "experience_years": "1",
        "expected": "blocked",
    }
    assert "2 of 5 rows differ" in organiser.visit(stage.page).text
    stage.composed(THREE_YEARS, severity=Severity.BLOCK)
    assert "2 of 5 rows differ" in organiser.visit(stage.page).text
    organiser.submit(organiser.visit(f"{stage.page}/table"), button="Remove the table")
    assert stage.session.scalars(select(DecisionTable)).all() == []
    assert stage.outcomes() == []  # made-up people are nobody


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "The file is empty."),
        (b" \r\n", "The file is empty."),
        (b"PK\x03\x04" + b"x" * 50, "This is no text."),
        (b"case\0expected", "This is no text."),
        (b"case,expected\r\n", "no row below its header"),
        (b"name,shoe size\r\nx,y", "names none of our columns"),
        (b"case,shoe size,expected\r\nx,y,fits", "We know no column “shoe_size”"),
        (b"case,case,expected\r\nx,y,fits", "stands there twice"),
        (b"case,work_country\r\nx,TG", "needs the column “expected”"),
        (b"expected\r\nfits", "needs the column “expected”"),
        (b"case,expected\r\nx,fits,more", "more cells than the header"),
        (b'case,expected\r\n"x,fits', "a quote is opened and never closed"),
        (b"case,expected\r\n" + b"x" * 501 + b",fits", "more than 500 letters"),
        ("case,expected\r\nÉva,fits".encode("latin-1"), "not in UTF-8"),
        (b"case,expected\r\n" + b"x,fits\r\n" * 10_000, "may have 2,000 rows"),
        (b"case,expected\r\n" + b"x" * 1_000_000, "may have 900 kB"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_to_do(
    stage: Stage, organiser: CheckingClient, content: bytes, told: str
) -> None:
    page = organiser.visit(f"{stage.page}/table")
    page = organiser.submit(page, {"file": upload(content)}, button="Upload and try", status=422)
    assert told in page.text
    assert stage.session.scalars(select(DecisionTable)).all() == []


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffCase;Work country;Expected;;\r\nÉva <b>;Togo;fits;;\r\n".encode(),
        "case\twork_country\texpected\nÉva <b>\tTogo\tfits\n".encode("utf-16"),
        'case,work_country,expected\n"Éva <b>",Togo,yes'.encode(),
    ],
)
def test_what_spreadsheets_make_of_a_table_is_understood(
    stage: Stage, organiser: CheckingClient, content: bytes
) -> None:
    stage.composed(WORKS_ON_LDC)
    page = organiser.visit(f"{stage.page}/table")
    page = organiser.submit(page, {"file": upload(content, "../<x>.csv")}, button="Upload and try")
    assert "The row is as expected" in page.text
    assert "Éva <b>" in page.text


def test_a_long_table_is_paged_and_costs_the_same(
    stage: Stage, organiser: CheckingClient, cost_of: CostOf
) -> None:
    stage.composed(WORKS_ON_LDC)
    page = organiser.visit(f"{stage.page}/table")
    organiser.submit(page, {"file": csv_file(ROWS)}, button="Upload and try")
    few = cost_of(organiser, f"{stage.page}/table")
    many = [HEADER, *(f"Case {number},TG,TG,4,warned" for number in range(2000))]
    page = organiser.submit(page, {"file": csv_file(many)}, button="Upload and try")
    assert "2000 of 2000 rows differ" in page.text
    assert "1–50 of 2000" in page.text
    assert cost_of(organiser, f"{stage.page}/table") == few
