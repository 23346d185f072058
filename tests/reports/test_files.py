"""The outputs of a year as files: the same rows for spreadsheets and for programs."""

import csv
import json
from io import StringIO

import pytest
from sqlalchemy.orm import Session

from courseapp.events.rules import EventStatus
from courseapp.initiatives.models import Initiative
from courseapp.reports.writing import COLUMNS
from tests.reports.story import YEAR, add_event, add_session, publications, series
from tests.support.checking_client import CheckingClient

FILES = (f"{YEAR}.csv", f"{YEAR}.json")


@pytest.fixture
def course(session: Session, icap: Initiative) -> None:
    """A course in Bogotá with a session, a plan, and a publication."""
    held = add_event(
        session,
        icap,
        "Course in Bogotá",
        city="Bogotá",
        country="CO",
        series_id=series(session, "icap-ets-courses").id,
        edition=31,
        participants_stated=28,
        source="=cmd|' /C calc'!A0",
    )
    add_session(session, held, minutes=50)
    add_event(session, icap, "@Plan", status=EventStatus.ANNOUNCED, mode=None)
    add_event(session, icap, "Cancelled course", status=EventStatus.CANCELLED)
    publications(session, icap)[0].year = 2026
    session.commit()


def table(client: CheckingClient) -> list[dict[str, str]]:
    text = client.get(FILES[0]).get_data().decode("utf-8")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.usefixtures("course")
def test_the_table_is_read_by_excel_and_holds_no_formula(client: CheckingClient) -> None:
    response = client.get(FILES[0])
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="icap-outputs-2026.csv"'
    assert response.get_data().startswith(b"\xef\xbb\xbf")
    held, plan, publication = table(client)
    assert (held["title"], held["city"], held["country"]) == (
        "Course in Bogotá",
        "Bogotá",
        "Colombia",
    )
    assert held["link"].startswith("http://courseapp.test/events/")
    assert held["activity"] == "Courses on emissions trading"
    assert (held["sessions"], held["hours"], held["participants_stated"]) == ("1", "0.83", "28")
    assert held["source"] == "'=cmd|' /C calc'!A0"
    assert (plan["title"], plan["counted"], plan["mode"]) == ("'@Plan", "No", "")
    assert (publication["output"], publication["counted"]) == ("publication", "Yes")


@pytest.mark.usefixtures("course")
def test_json_has_the_same_rows_with_types_and_the_totals(client: CheckingClient) -> None:
    response = client.get(FILES[1])
    assert response.content_type == "application/json"
    told = json.loads(response.get_data())
    assert told["initiative"]["link"] == "http://courseapp.test/initiatives/icap"
    assert told["link"] == f"http://courseapp.test{YEAR}"
    assert told["totals"] == {
        "events": 1,
        "sessions": 1,
        "hours": 0.83,
        "repeated_sessions": 0,
        "publications": 1,
    }
    assert told["by_kind_and_mode"] == [{"kind": "course", "mode": "in_person", "events": 1}]
    held, plan, publication = told["outputs"]
    assert list(held) == list(COLUMNS)
    assert [row["title"] for row in (held, publication)] == [
        each["title"] for each in table(client) if each["counted"] == "Yes"
    ]
    assert (held["first_day"], held["counted"], held["edition"]) == ("2026-05-04", True, 31)
    assert held["source"] == "=cmd|' /C calc'!A0"
    assert (plan["status"], plan["mode"], plan["sessions"]) == ("announced", None, None)
    assert (publication["kind"], publication["year"]) == (None, 2026)
    functions = told["stated_and_found"]["functions"]
    assert functions == [
        {"stated": "Capacity building", "source": "CIP", "mark": "found", "found": {"course": 1}}
    ]
    assert "1 event was cancelled: Cancelled course" in told["not_counted"]


def test_a_year_without_outputs_is_a_table_without_rows(
    client: CheckingClient, icap: Initiative
) -> None:
    assert table(client) == []
    told = json.loads(client.get(FILES[1]).get_data())
    assert told["outputs"] == []
    assert told["totals"]["sessions"] is None


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("address", FILES)
def test_who_holds_the_same_bytes_gets_none(
    client: CheckingClient, session: Session, icap: Initiative, address: str
) -> None:
    first = client.get(address)
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert client.head(address).headers["ETag"] == tag

    add_event(session, icap, "One more")
    changed = client.get(address, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("name", ["CSV", "JSON"])
def test_the_page_offers_its_files(client: CheckingClient, name: str) -> None:
    page = client.visit(YEAR)
    address = page.link({"CSV": "Table (CSV)"}.get(name, name))
    assert address in FILES
    assert client.get(address).status_code == 200
