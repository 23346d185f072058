"""The page of one initiative's record."""

import gzip
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.initiatives.document.merging import with_statements
from courseapp.initiatives.document.reading import understand
from courseapp.initiatives.document.record import Record, Statement
from courseapp.initiatives.invariants import broken_records
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.saving import add_initiative, change_record
from courseapp.scenarios.cast import Cast
from tests.initiatives.conftest import CostOf
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

pytestmark = pytest.mark.usefixtures("examples")


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
    assert "The post says 46 at first; the partnership itself says 40 at the launch. 46" in text
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
    icap = client.visit(cmp.link("International Carbon Action Partnership"))
    assert "Technical partner of Carbon Market Platform" in icap.text
    assert icap.link("Carbon Market Platform") == "/initiatives/cmp"


def test_a_related_initiative_is_seen_from_both_ends_by_its_printed_name(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    icap = session.scalars(select(Initiative).where(Initiative.slug == "icap")).one()
    printed = "Parent initiative: Énergie pour tous, Related: Carbon Market Platform (CMP), a6ip"
    told = (Statement("related", "CIP", understand("related", printed).value, printed),)
    change_record(
        session,
        cast.icap_organiser,
        clock.now,
        icap,
        lambda record: with_statements(record, "related", told),
    )
    page = client.visit("/initiatives/icap")
    partners = _part(page.html, 'id="partners"', "</section>")
    assert "Énergie pour tous" in partners
    assert '<a href="/initiatives/cmp">Carbon Market Platform</a>' in partners
    assert '<a href="/initiatives/a6ip">' in partners
    for other in ("cmp", "a6ip"):
        text = client.visit(f"/initiatives/{other}").text
        assert "Related to International Carbon Action Partnership as its record says" in text
    add_initiative(session, None, clock.now, Record("ept", "Énergie pour Tous", "EPT"), "")
    assert "Parent of International Carbon" in client.visit("/initiatives/ept").text
    assert client.visit("/initiatives/icap").link("Énergie pour Tous") == "/initiatives/ept"
    assert broken_records(session) == []


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


def test_every_field_says_what_each_source_prints(client: CheckingClient) -> None:
    page = client.visit("/initiatives/icap")
    row = page.soup.select_one("#fact-secretariat")
    assert row is not None
    text = " ".join(row.get_text(" ").split())
    assert "Köthener Straße 2, D-10963 Berlin, Germany" in text
    assert "Printed as “ International Carbon Action Partnership (ICAP), Köthener" in text
    assert "The e-mail address was lost in the copy." in text
    assert "Entry for ICAP in the Climate Initiatives Platform, 12 April 2022" in text
    assert "Report a mistake : Secretariat" in text
    hover = row.select_one("summary[title]")
    assert hover is not None
    assert hover["title"] == "Entry for ICAP in the Climate Initiatives Platform"


def test_a_field_that_its_source_leaves_empty_is_unknown_and_not_no(client: CheckingClient) -> None:
    page = client.visit("/initiatives/icap")
    assert "does not mean no" in page.text
    unknown = page.text.partition("but leave them empty:")[2]
    for title in ("Website", "Ended", "Success stories"):
        assert title in unknown.partition("Report a mistake")[0]
    assert page.soup.select_one("#fact-end-year") is None
    assert "Part of the Lima–Paris Action Agenda No" in page.text


def test_of_22_themes_one_is_yes_with_the_doubt_about_it(client: CheckingClient) -> None:
    page = client.visit("/initiatives/icap")
    themes = page.text.partition("Themes Yes")[2].partition("Unknown Sources have")[0]
    assert themes.lstrip().startswith("Supply chain emission reductions")
    assert "It may be a slip" in themes
    assert themes.partition(" No Transport · ")[2].count(" · ") == 19


def test_activities_name_the_series_that_they_own(client: CheckingClient) -> None:
    page = client.visit("/initiatives/icap")
    courses = page.text.partition("Courses on emissions trading")[2].partition("Side events")[0]
    assert "ICAP courses on emissions trading since 2009 (5 events in the record)" in courses
    assert "ICAP Online ETS Academy (1 event in the record)" in courses


def test_the_timeline_tells_plans_from_what_took_place(client: CheckingClient) -> None:
    html = client.visit("/initiatives/cmp").html
    timeline = _part(html, 'id="timeline"', "</section>")
    assert "Germany launches the platform" in timeline
    assert timeline.count("announced; whether it took place is not known") == 2
    assert "Halifax, Canada" in timeline
    assert "with Canada and the United Kingdom in the chair" in timeline
    assert "Announced with the United Kingdom as host" in timeline


def test_pictures_have_names_and_the_same_numbers_in_tables(client: CheckingClient) -> None:
    page = client.visit("/initiatives/icap")
    pictures = page.soup.select("figure.chart > svg")
    assert [svg.title.get_text() for svg in pictures if svg.title] == [
        "Members of ICAP on the map of the world",
        "What sources count, over time",
        "Events of ICAP by year and kind",
    ]
    assert len(page.soup.select(".chart-map circle title")) == 47
    assert "Full members 31 date not stated Source: PMR-TR" in page.text


def test_what_is_no_address_of_the_web_is_shown_but_not_linked(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    bad = "javascript:alert(1)"

    def edit(record: Record) -> Record:
        source = replace(record.sources[0], address=bad)
        publication = replace(record.publications[0], link=bad)
        changed = replace(
            record,
            sources=(source, *record.sources[1:]),
            publications=(publication, *record.publications[1:]),
        )
        told = (Statement("website", "CIP", bad),)
        return with_statements(changed, "website", told)

    icap = session.scalars(select(Initiative).where(Initiative.slug == "icap")).one()
    change_record(session, cast.icap_organiser, clock.now, icap, edit)
    page = client.visit("/initiatives/icap")
    assert bad in page.text
    assert bad not in page.links.values()


def test_a_draft_is_opened_by_its_organisers_only(
    client: CheckingClient, session: Session, as_person: AsPerson, cast: Cast
) -> None:
    icap = session.scalars(select(Initiative).where(Initiative.slug == "icap")).one()
    icap.is_public = False
    client.expect_404("/initiatives/icap")
    as_person(cast.a6ip_organiser).expect_404("/initiatives/icap")
    page = as_person(cast.icap_organiser).visit("/initiatives/icap")
    assert "Draft: only its organisers see this page" in page.text
    assert "Report a mistake" not in page.text
    assert "Technical partner of" not in client.visit("/initiatives/cmp").text
    assert "/initiatives/icap" not in client.visit("/initiatives/cmp").html


def test_an_organiser_finds_the_way_to_the_editor(as_person: AsPerson, cast: Cast) -> None:
    own = as_person(cast.icap_organiser)
    assert own.visit("/initiatives/icap").link("Edit the record") == "/manage/icap/record"
    assert "Edit the record" not in own.visit("/initiatives/cmp").links


@pytest.mark.parametrize("slug", ["icap", "cmp", "a6ip"])
def test_the_page_costs_a_fixed_number_of_statements(cost_of: CostOf, slug: str) -> None:
    assert cost_of(f"/initiatives/{slug}") == 8


def test_the_first_load_is_light(client: CheckingClient) -> None:
    page = client.visit("/initiatives/icap")
    linked = page.soup.select("link[rel=stylesheet], link[rel=icon], script[src]")
    parts = {page.address, *(str(tag.get("href") or tag.get("src")) for tag in linked)}
    weights = [len(gzip.compress(client.get(part, buffered=True).get_data())) for part in parts]
    assert len(weights) == 5
    assert sum(weights) < 30 * 1024
