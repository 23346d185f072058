"""The outputs of all years at a glance."""

from datetime import date

from sqlalchemy.orm import Session

from courseapp.events.rules import EventKind, EventStatus
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.saving import add_initiative
from tests.reports.story import OUTPUTS, add_event, add_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, said


def rows(page: Page) -> dict[str, str]:
    """Return what the table says of each year."""
    found = {}
    for row in page.soup.select("table.years tbody tr"):
        year, *cells = row.find_all(["th", "td"])
        found[said(year)] = " | ".join(said(cell) for cell in cells)
    return found


def test_each_year_is_a_line_with_a_link_the_latest_first(
    client: CheckingClient, session: Session, icap: Initiative
) -> None:
    course = add_event(session, icap)
    add_session(session, course, minutes=90)
    add_event(session, icap, kind=EventKind.WEBINAR)
    add_event(session, icap, status=EventStatus.ANNOUNCED)
    add_event(session, icap, status=EventStatus.PUBLISHED, starts_on=date(2027, 4, 1), ends_on=None)

    page = client.visit(OUTPUTS)

    told = rows(page)
    assert list(told) == [
        *("2027", "2026", "2023", "2022", "2021", "2017", "2016", "2015", "2014", "2009")
    ]
    assert told["2027"] == "0 Not counted: 1 to come | – | –"
    assert told["2026"] == "2 1 course, 1 webinar Not counted: 1 announced | 1 1.5 hours | –"
    assert told["2017"] == "2 2 courses | Unknown | –"
    assert told["2016"] == "0 | – | 1"
    assert client.follow(page, "2017").heading == "Outputs of ICAP in 2017"


def test_the_chart_draws_what_the_record_page_draws(
    client: CheckingClient, session: Session, icap: Initiative
) -> None:
    add_event(session, icap)
    add_event(session, icap, is_example=True)
    add_event(session, icap, status=EventStatus.CANCELLED)

    def drawn(address: str) -> list[str]:
        columns = client.visit(address).soup.select(".chart-years .chart-columns title")
        return [said(each) for each in columns]

    assert drawn(OUTPUTS) == drawn("/initiatives/icap")
    assert drawn(OUTPUTS)[-1] == "2026: Course 1"


def test_the_record_leads_here_and_back(client: CheckingClient, icap: Initiative) -> None:
    page = client.follow(client.visit("/initiatives/icap"), "Outputs by year")
    assert page.heading == "Outputs of ICAP by year"
    assert client.follow(page, "ICAP").heading == "International Carbon Action Partnership"


def test_publications_without_a_year_are_told_of(client: CheckingClient, icap: Initiative) -> None:
    told = client.visit(OUTPUTS).text
    assert "6 publications are in no year, for no source states when they appeared." in told


def test_what_is_stated_is_compared_with_all_years(
    client: CheckingClient, icap: Initiative
) -> None:
    told = client.visit(OUTPUTS).text
    assert "Capacity building Source: CIP Shown by courses" in told
    assert "Courses on emissions trading Source: CIP 6 courses ✓ Found" in told
    assert "Side events at UN climate conferences Source: CIP – ⋯ No output found" in told


def test_an_initiative_without_outputs_says_what_will_stand_there(
    client: CheckingClient, session: Session, icap: Initiative, clock: FixedClock
) -> None:
    record = Record(slug="new", name="New initiative", short_name="NEW")
    add_initiative(session, None, clock.now, record, "Added.", is_public=True)
    page = client.visit("/initiatives/new/outputs")
    assert "No output is in the record yet" in page.text
    assert client.follow(page, "The record of NEW").heading == "New initiative"


def test_a_year_of_plans_only_has_no_event_that_counts(
    client: CheckingClient, icap: Initiative
) -> None:
    page = client.visit("/initiatives/cmp/outputs")
    assert rows(page)["2021"] == "0 Not counted: 1 announced | – | –"
