"""The page of one initiative's record."""

import gzip

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from tests.initiatives.conftest import CostOf
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock

pytestmark = pytest.mark.usefixtures("records")


def _part(page_html: str, start: str, end: str) -> str:
    return page_html.partition(start)[2].partition(end)[0]


def test_what_is_printed_stands_beside_what_we_count(client: CheckingClient) -> None:
    text = client.visit("/initiatives/icap").text
    assert "What does not fit" in text
    assert "National states Source: CIP 34 33 30 30" in text
    assert "States, provinces and regions Source: CIP 19 19 18 17" in text
    assert "Together Source: CIP 53 52 48 47" in text
    assert "printed “South Korea”" in text
    assert "called “Ontario (USA)”. Perhaps Ontario (CA-ON) is meant." in text
    assert "Canada, and 5 of its parts" in text


def test_numbers_carry_date_and_source_and_all_are_kept(client: CheckingClient) -> None:
    text = client.visit("/initiatives/a6ip").text
    assert (
        "Countries The post says 46 at first; the partnership itself says 40 at the launch. 46 date not stated Source: NEWS"
        in text
    )
    assert "Countries 40 16 November 2022 Source: A6IP" in text
    assert "Countries 66 27 April 2023 Source: IGES" in text


def test_every_source_that_is_named_is_listed(client: CheckingClient) -> None:
    for slug in ("icap", "cmp", "a6ip"):
        page = client.visit(f"/initiatives/{slug}")
        targets = {str(link["href"])[1:] for link in page.soup.select("a.source")}
        assert targets
        assert targets <= {str(tag["id"]) for tag in page.soup.select("[id]")}


def test_partners_are_linked_in_both_directions(client: CheckingClient) -> None:
    cmp = client.visit("/initiatives/cmp")
    icap = client.visit(cmp.link("International Carbon Action Partnership (ICAP)"))
    assert "Technical partner of Carbon Market Platform" in icap.text
    assert icap.link("Carbon Market Platform") == "/initiatives/cmp"


def test_an_old_announcement_is_not_told_as_a_meeting_that_took_place(
    client: CheckingClient,
) -> None:
    html = client.visit("/initiatives/cmp").html
    held = _part(html, 'id="held"', 'id="unconfirmed"')
    announced = _part(html, 'id="unconfirmed"', "</section>")
    assert "Paris, France" in held
    assert "COP 26" not in held
    assert "COP 26" in announced
    assert "Planned" in announced


def test_a_year_that_was_inferred_says_so(client: CheckingClient) -> None:
    assert "2018 (year inferred) · Halifax, Canada" in client.visit("/initiatives/cmp").text


def test_events_to_come_are_marked_as_examples_with_their_deadline(client: CheckingClient) -> None:
    page = client.visit("/initiatives/icap")
    coming = _part(page.html, 'id="coming"', "</section>")
    assert "Example" in coming
    assert "Apply by" in coming
    assert page.link("ICAP course on emissions trading") == "/events/icap-course-example"


def test_a_course_that_is_over_moves_to_the_past(
    client: CheckingClient, session: Session, clock: FixedClock
) -> None:
    over = session.scalars(select(Event).where(Event.slug == "icap-course-example")).one().ends_on
    assert over is not None
    clock.advance(days=(over - clock.now.date()).days + 2)
    html = client.visit("/initiatives/icap").html
    assert "icap-course-example" not in _part(html, 'id="coming"', "</section>")
    assert "icap-course-example" in _part(html, 'id="held"', "</section>")


def test_a_draft_is_not_on_the_page(client: CheckingClient, session: Session) -> None:
    event = session.scalars(select(Event).where(Event.slug == "icap-course-example")).one()
    event.status = EventStatus.DRAFT
    assert "icap-course-example" not in client.visit("/initiatives/icap").html


def test_the_calendar_is_offered(client: CheckingClient) -> None:
    page = client.visit("/initiatives/icap")
    assert page.link("Calendar file (.ics)") == "/calendars/initiatives/icap.ics"
    assert page.link("Subscribe to the calendar of ICAP").startswith("/subscribe")


def test_bars_repeat_their_numbers_in_the_table(client: CheckingClient) -> None:
    page = client.visit("/initiatives/icap")
    assert "Americas 7 16" in page.text
    bars = page.soup.select("svg.bar")
    assert len(bars) == 4
    assert all(bar.get("aria-hidden") == "true" for bar in bars)


@pytest.mark.parametrize("slug", ["nobody", "ICAP", "%00", "icap%00", "é"])
def test_a_record_that_is_not_there_is_not_found(client: CheckingClient, slug: str) -> None:
    client.expect_404(f"/initiatives/{slug}")


@pytest.mark.parametrize("slug", ["icap", "cmp", "a6ip"])
def test_the_page_costs_a_fixed_number_of_statements(cost_of: CostOf, slug: str) -> None:
    assert cost_of(f"/initiatives/{slug}") == 11


def test_the_page_is_light(client: CheckingClient) -> None:
    assert len(gzip.compress(client.get("/initiatives/icap").get_data())) < 8_000
