"""Lists of publications: found without accents, filtered by address, with their sessions."""

import pytest
from sqlalchemy.orm import Session

from courseapp.events.published.versions import publish_programme
from courseapp.events.rules import Access, EventStatus, SessionStatus
from courseapp.scenarios.cast import Cast
from tests.events.story import draft, with_session
from tests.initiatives.conftest import CostOf
from tests.initiatives.publishing import (
    initiative,
    publication,
    publish,
    row,
    sitting_that_reads,
)
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page
from tests.support.people import AsPerson

ICAP = "/initiatives/icap/publications"
LIST = (
    publication(
        "État des marchés du carbone",
        year=2016,
        language="fr",
        topic="Linking",
        organisation="Gouvernement du Québec",
        about="A survey of markets",
        link="https://www.example.org/etat.pdf",
    ),
    publication("Setting a cap", year=2021, language="en", topic="Cap"),
    publication("The Handbook", printed="The HandbookHandbook", language="pt-BR", topic="Cap"),
)


@pytest.fixture
def lists(session: Session, cast: Cast, clock: FixedClock) -> None:
    """Three publications of ICAP, none of the CMP, and those that the A6IP ships with."""
    publish(session, clock.now, *LIST)
    publish(session, clock.now, slug="cmp")


def titles(page: Page) -> list[str]:
    return [heading.get_text() for heading in page.soup.select("main h2")]


@pytest.mark.usefixtures("lists")
def test_the_newest_stands_first_and_what_has_no_year_last(client: CheckingClient) -> None:
    page = client.visit(ICAP)

    assert page.heading == "Publications of ICAP"
    assert titles(page) == ["Setting a cap", "État des marchés du carbone", "The Handbook"]
    assert "Year not stated" in page.text


@pytest.mark.usefixtures("lists")
def test_a_row_tells_what_it_is_in_words(client: CheckingClient) -> None:
    text = client.visit(ICAP).text

    assert "Gouvernement du Québec · French · Linking" in text
    assert "A survey of markets" in text
    assert "Portuguese (Brazil) · Cap" in text
    assert "Printed as “ The HandbookHandbook ”" in text


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=ETAT+marches", ["État des marchés du carbone"]),
        ("q=quebec", ["État des marchés du carbone"]),
        ("q=survey", ["État des marchés du carbone"]),
        ("q=cap&sort=title", ["The Handbook", "Setting a cap"]),
        ("year=2021", ["Setting a cap"]),
        ("language=pt-BR", ["The Handbook"]),
        ("topic=Cap&language=en", ["Setting a cap"]),
        ("sort=title", ["État des marchés du carbone", "The Handbook", "Setting a cap"]),
        ("q=%25", []),
        ("q=100%25", []),
        ("year=1066", []),
    ],
)
def test_an_address_finds_the_same_for_everybody(
    client: CheckingClient, query: str, found: list[str]
) -> None:
    page = client.visit(f"{ICAP}?{query}")
    assert titles(page) == found
    if not found:
        assert "No publication fits" in page.text
        assert page.link("Show all publications") == ICAP


@pytest.mark.usefixtures("lists")
def test_each_filter_says_how_many_it_leaves_within_the_others(client: CheckingClient) -> None:
    page = client.submit(client.visit(ICAP), {"topic": "Cap"}, form=ICAP)

    assert "topic=Cap" in page.address
    assert titles(page) == ["Setting a cap", "The Handbook"]
    options = {str(each["value"]): each.get_text() for each in page.soup.select("option")}
    assert options["2021"] == "2021 (1)"
    assert "2016" not in options
    assert options["pt-BR"] == "Portuguese (Brazil) (1)"
    assert options["Linking"] == "Linking (1)"
    assert page.value("topic") == "Cap"


@pytest.mark.usefixtures("lists")
def test_a_filter_that_leaves_nothing_stays_to_be_taken_away(client: CheckingClient) -> None:
    page = client.visit(f"{ICAP}?topic=Gone&language=xx&year=1999")
    assert [page.value(name) for name in ("topic", "language", "year")] == ["Gone", "xx", "1999"]


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize(
    "query",
    [
        *("q=%00", "topic=a%00b", "language=%E2%80%AE", "page=abc", "page=-1", "year=abc"),
        *(f"year={'9' * 30}", "year=-5", f"q={'a' * 5000}", f"topic={'a' * 5000}", "q=%ff"),
        *("sort=sideways", "q=<script>"),
    ],
)
def test_a_list_asked_for_nonsense_stays_calm(client: CheckingClient, query: str) -> None:
    assert client.visit(f"{ICAP}?{query}").heading == "Publications of ICAP"
    assert client.visit(f"/publications?{query}").heading == "Publications"


@pytest.mark.usefixtures("lists")
def test_the_list_of_all_tells_whose_each_is(client: CheckingClient) -> None:
    page = client.visit("/publications")

    assert "ICAP · English · Cap" in page.text
    assert "List of initial members" in titles(page)
    assert "A6IP" in page.text


@pytest.mark.usefixtures("lists")
def test_only_an_address_of_the_web_becomes_a_link(
    client: CheckingClient, session: Session, clock: FixedClock
) -> None:
    bad = publication("Odd", link="javascript:alert(1)")
    publish(session, clock.now, LIST[0], bad)

    page = client.visit(ICAP)
    assert "https://www.example.org/etat.pdf" in page.links.values()
    assert "example.org : État des marchés du carbone" in page.links
    own = client.visit(f"/publications/{row(session, 'Odd').id}")
    assert not [each for each in (*page.links.values(), *own.links.values()) if "alert" in each]
    assert "javascript:alert(1)" in own.text


@pytest.mark.usefixtures("lists")
def test_the_sessions_that_read_it_stand_below(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    sitting = sitting_that_reads(
        session, cast.icap_organiser, clock.now, "Setting a cap", title="Course in Florence"
    )
    path = f"/publications/{row(session, 'Setting a cap').id}"

    for page in (client.visit(ICAP), client.visit("/publications"), client.visit(path)):
        assert "Reading for Set the cap , Course in Florence Mon 22 Mar 2027" in page.text
        assert page.link("Set the cap") == f"/events/{sitting.event.slug}#day-2027-03-22"
        assert page.link("Course in Florence") == f"/events/{sitting.event.slug}"
    programme = client.visit(f"/events/{sitting.event.slug}")
    assert programme.soup.find(id="day-2027-03-22") is not None


@pytest.mark.usefixtures("lists")
def test_of_many_sessions_the_list_shows_three_and_the_page_all(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    for number in range(5):
        title = f"Course {number}"
        sitting_that_reads(session, cast.icap_organiser, clock.now, "The Handbook", title=title)

    assert "and 2 more sessions" in client.visit(ICAP).text
    page = client.visit(f"/publications/{row(session, 'The Handbook').id}")
    assert all(f"Course {number}" in page.text for number in range(5))


@pytest.mark.usefixtures("lists")
def test_a_session_that_not_everybody_may_know_of_is_not_told(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    actor, now, title = cast.icap_organiser, clock.now, "The Handbook"
    closed = {"access": Access.INVITATION, "applications_close_local": None, "seats": None}
    sitting_that_reads(session, actor, now, title, title="Secret dialogue", **closed)
    cancelled = sitting_that_reads(session, actor, now, title, title="Cancelled course")
    cancelled.status = SessionStatus.CANCELLED
    publish_programme(session, actor, now, cancelled.event)
    secret = with_session(session, actor, now, draft(session, actor, now, title="Secret draft"))
    secret.readings = [row(session, title)]
    assert secret.event.status is EventStatus.DRAFT

    for address in (ICAP, "/publications", f"/publications/{row(session, title).id}"):
        text = client.visit(address).text
        assert "Secret" not in text
        assert "Reading for" not in text


@pytest.mark.usefixtures("lists")
def test_what_left_the_record_is_listed_nowhere(
    client: CheckingClient, session: Session, clock: FixedClock
) -> None:
    number = row(session, "The Handbook").id
    publish(session, clock.now, *LIST[:2])

    assert "The Handbook" not in client.visit(ICAP).text
    assert "The Handbook" not in client.visit("/publications").text
    client.expect_404(f"/publications/{number}")


@pytest.mark.usefixtures("lists")
def test_a_draft_record_is_listed_for_its_organisers_only(
    client: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    as_person: AsPerson,
) -> None:
    number = row(session, "The Handbook").id
    initiative(session).is_public = False

    organiser = as_person(cast.icap_organiser)
    for browser in (client, as_person(cast.a6ip_organiser), as_person(cast.newcomer)):
        browser.expect_404(ICAP)
        browser.expect_404(f"/publications/{number}")
    for browser in (client, organiser, as_person(cast.administrator)):
        assert "The Handbook" not in browser.visit("/publications?q=handbook").text
    for address in (ICAP, f"/publications/{number}"):
        page = organiser.visit(address)
        assert "The Handbook" in page.text
        assert "Draft: only its organisers see this page" in page.text


@pytest.mark.usefixtures("lists")
def test_an_empty_list_says_what_to_do(
    client: CheckingClient, cast: Cast, as_person: AsPerson
) -> None:
    page = client.visit("/initiatives/cmp/publications")
    assert "No source names one so far" in page.text
    assert page.link("Show all publications") == "/publications"
    editor = as_person(cast.administrator).visit("/initiatives/cmp/publications")
    assert editor.link("Add a publication") == "/manage/cmp/record/publications"


def test_without_records_the_list_of_all_says_so(client: CheckingClient) -> None:
    page = client.visit("/publications")
    assert "No publication yet" in page.text
    assert page.link("Show the initiatives") == "/initiatives"


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize("address", [ICAP, "/publications"])
def test_a_list_costs_the_same_for_two_publications_and_for_sixty(
    client: CheckingClient, session: Session, clock: FixedClock, cost_of: CostOf, address: str
) -> None:
    publish(session, clock.now, *LIST[:2])
    few = cost_of(address)
    publish(session, clock.now, *(publication(f"Report {each}", year=2000) for each in range(60)))

    assert cost_of(address) == few
    assert "1–25 of 6" in client.visit(address).text
    last = client.visit(f"{address}?page=99&year=2000")
    assert "51–60 of 60" in last.text
    assert last.link("Previous") == f"{address}?year=2000&page=2"


@pytest.mark.parametrize(
    "address",
    [
        "/initiatives/nowhere/publications",
        "/initiatives/a%00b/publications",
        "/publications/1",
        "/publications/1/file",
        f"/publications/{'9' * 30}",
        f"/publications/{'9' * 30}/file",
    ],
)
def test_what_is_not_there_is_not_found(client: CheckingClient, address: str) -> None:
    client.expect_404(address)
