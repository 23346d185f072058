"""A table of made-up people tests the rules, row by row; hostile files do no harm."""

import csv
from io import StringIO

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


def test_a_file_that_is_no_table_is_refused_beside_its_field(
    stage: Stage, organiser: CheckingClient
) -> None:
    page = organiser.visit(f"{stage.page}/table")
    page = organiser.submit(page, button="Upload and try", status=422)
    assert "Choose a file." in page.text
    large = upload(b"case,expected\r\n" + b"x" * 1_000_000)
    for file, told in ((upload(b""), "The file is empty."), (large, "may have 900 kB")):
        page = organiser.submit(page, {"file": file}, button="Upload and try", status=422)
        assert told in page.text
    assert stage.session.scalars(select(DecisionTable)).all() == []


def test_names_from_a_file_are_only_text(stage: Stage, organiser: CheckingClient) -> None:
    stage.composed(WORKS_ON_LDC)
    rows = csv_file(["case,work_country,expected", "<b>Éva</b>,Togo,fits"], "../<x>.csv")
    page = organiser.visit(f"{stage.page}/table")
    page = organiser.submit(page, {"file": rows}, button="Upload and try")
    assert "The row is as expected" in page.text
    assert "<b>Éva</b>" in page.text
    assert "<x>.csv" in page.text


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
