"""The list of countries, and the page of each."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.rules import Access, EventStatus
from courseapp.initiatives.document.record import Membership, Record, Source, Statement
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.rules import MembershipKind
from courseapp.initiatives.saving import add_initiative
from tests.initiatives.conftest import CostOf
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.invented_records import add_invented
from tests.support.pages import Page, said

Add = Callable[..., Initiative]
COST_OF_A_COUNTRY = 6


@pytest.fixture
def add(session: Session, clock: FixedClock) -> Add:
    """Add an initiative with its memberships and the country of its lead."""

    def added(
        name: str, *members: Membership, lead: str = "", is_public: bool = True
    ) -> Initiative:
        record = Record(
            slug=name.lower(),
            name=name,
            short_name=name[:4].upper(),
            sources=(Source("S", "A source"),),
            statements=(Statement("lead-country", "S", lead),) if lead else (),
            memberships=tuple(
                replace(each, key=f"{each.key}-{number}") for number, each in enumerate(members)
            ),
        )
        return add_initiative(session, None, clock.now, record, "", is_public=is_public)

    return added


def member(code: str, kind: MembershipKind = MembershipKind.MEMBER, **more: str) -> Membership:
    return Membership(code.lower(), kind, "S", code, code, **more)  # type: ignore[arg-type]


def seated(name: str, seat: str, kind: MembershipKind) -> Membership:
    return Membership("o", kind, "S", name, organisation=name, seat=seat)


def part(page: Page, anchor: str) -> str:
    """Return what stands in the section whose heading has this id; empty where there is none."""
    heading = page.soup.find(id=anchor)
    section = heading.find_parent("section") if heading else None
    return said(section) if section else ""


def event_of(session: Session, slug: str) -> Event:
    return session.scalars(select(Event).where(Event.slug == slug)).one()


def test_countries_stand_by_part_of_the_world_with_their_initiatives(
    client: CheckingClient, add: Add
) -> None:
    add("Alpha", member("CA-QC"), member("CA"), member("FR"))
    add("Beta", seated("A bank", "FR", MembershipKind.SECRETARIAT), lead="JP")
    page = client.visit("/countries")
    assert "Canada 1 initiative" in page.text
    assert "France 2 initiatives" in page.text
    assert "Japan 1 initiative" in page.text
    assert "Europe 1 of 52 take part" in page.text
    assert page.link("Germany") == "/countries/DE"


def test_a_search_finds_a_country_through_its_part(client: CheckingClient, add: Add) -> None:
    add("Alpha", member("CA-QC"))
    page = client.submit(client.visit("/countries"), {"q": "quebec"}, button="Search")
    assert "Canada 1 initiative Québec" in page.text
    assert "France" not in page.text
    assert "Germany" in client.follow(page, "Show all").text


@pytest.mark.parametrize("query", ["xylophone", "%25", "_", "<zz>", "%FF", "a" * 3000])
def test_a_search_for_nothing_that_is_says_so(client: CheckingClient, query: str) -> None:
    page = client.visit(f"/countries?q={query}")
    assert "No country is called" in page.text
    assert page.link("Show all countries") == "/countries"


@pytest.mark.parametrize("code", ["de", "De"])
def test_a_code_in_small_letters_leads_to_the_page(client: CheckingClient, code: str) -> None:
    response = client.get(f"/countries/{code}")
    assert (response.status_code, response.location) == (301, "/countries/DE")


@pytest.mark.parametrize("code", ["ZZ", "DEU", "CA-QC", "D", "%C3%9F", "%00", "Germany", "%F0%9F"])
def test_what_is_no_country_is_not_found(client: CheckingClient, code: str) -> None:
    client.expect_404(f"/countries/{code}")


def test_every_way_of_belonging_is_told(client: CheckingClient, add: Add) -> None:
    add("Alpha", member("CA", since="2007"), member("CA-QC"), member("CA-ON"))
    add("Beta", member("CA", MembershipKind.OBSERVER))
    add("Gamma", seated("A bank", "CA", MembershipKind.SECRETARIAT), lead="CA")
    add("Delta", member("CA", since="2010", until="2020"))
    add("Other", member("FR"))
    page = client.visit("/countries/CA")
    assert page.heading == "Canada"
    assert "Americas · Northern America" in page.text
    assert part(page, "member") == (
        "Member of 1 initiative ALPH Alpha Member , since 2007 Member through Ontario , Québec"
    )
    assert "BETA Beta Observer" in part(page, "otherwise")
    assert "Country of the lead organisation" in part(page, "otherwise")
    assert "Seat of the secretariat A bank" in part(page, "otherwise")
    assert part(page, "past") == "In the past DELT Delta Member , 2010 – 2020"
    assert "Other" not in page.text


def test_the_initiatives_of_a_country_are_searched_in_the_directory(
    client: CheckingClient, add: Add
) -> None:
    add("Alpha", member("CA"))
    add("Beta", member("CA-QC"))
    add("Gamma", member("FR"))
    page = client.follow(client.visit("/countries/CA"), "Search among them")
    assert page.address == "/initiatives?country=CA"
    assert "2 initiatives fit this filter" in page.text


def test_a_country_of_which_no_record_tells_says_so(client: CheckingClient) -> None:
    page = client.visit("/countries/TV")
    assert "No initiative names Tuvalu at present" in page.text
    assert "No event is announced there." in page.text


@pytest.mark.usefixtures("examples")
def test_events_that_take_place_there_are_listed_with_their_initiative(
    client: CheckingClient,
) -> None:
    here = part(client.visit("/countries/IT"), "here")
    assert "ICAP course on emissions trading" in here
    assert "ICAP Course" in here  # its labels
    assert "ICAP summer course" not in here
    germany = part(client.visit("/countries/DE"), "here")
    assert "No event is announced there." in germany
    assert "ICAP summer course on emissions trading" in germany


@pytest.mark.usefixtures("examples")
def test_an_announcement_without_later_news_is_not_told_as_held(client: CheckingClient) -> None:
    here = part(client.visit("/countries/GB"), "here")
    before, _, after = here.partition("Announced, without later news.")
    assert "Strategic dialogue" not in before
    assert "Strategic dialogue" in after


@pytest.mark.usefixtures("examples")
def test_where_only_the_invited_meet_no_country_tells(
    client: CheckingClient, session: Session
) -> None:
    assert "icap-course-example" in client.visit("/countries/IT").html
    event = event_of(session, "icap-course-example")
    event.access = Access.INVITATION
    assert "icap-course-example" not in client.visit("/countries/IT").html
    event.is_example, event.source = False, "A public page names the town"
    assert "icap-course-example" in client.visit("/countries/IT").html


@pytest.mark.usefixtures("examples")
def test_events_for_members_are_shown_to_countries_that_belong(
    client: CheckingClient, session: Session
) -> None:
    event = event_of(session, "icap-course-example")
    event.access, event.country = Access.PARTNERS, "IT"
    title = "ICAP course on emissions trading"
    assert title in part(client.visit("/countries/MX"), "for")  # by itself
    assert title in part(client.visit("/countries/US"), "for")  # through its states
    assert title not in client.visit("/countries/TV").text


@pytest.mark.usefixtures("examples")
def test_drafts_of_records_and_events_are_on_no_page(
    client: CheckingClient, add: Add, session: Session
) -> None:
    secret = add("Secret", member("TV"), member("IT"), lead="TV", is_public=False)
    event_of(session, "icap-course-example").status = EventStatus.DRAFT
    of_secret = event_of(session, "a6ip-training-example")
    of_secret.initiative_id, of_secret.country = secret.id, "TV"
    of_secret.access = Access.PARTNERS
    session.flush()
    assert "Tuvalu 1 initiative" not in client.visit("/countries").text
    for code in ("TV", "IT"):
        page = client.visit(f"/countries/{code}")
        assert "Secret" not in page.text
        assert "icap-course-example" not in page.html
        assert of_secret.slug not in page.html


@pytest.mark.usefixtures("examples")
def test_pages_cost_the_same_for_few_and_for_many_initiatives(
    cost_of: CostOf, session: Session, clock: FixedClock, client: CheckingClient
) -> None:
    few = [cost_of("/countries"), cost_of("/countries/DE"), cost_of("/countries/TV")]
    add_invented(session, clock.now, range(300))
    assert [cost_of("/countries"), cost_of("/countries/DE"), cost_of("/countries/TV")] == few
    assert few == [1, COST_OF_A_COUNTRY, COST_OF_A_COUNTRY]


def test_of_very_many_initiatives_the_directory_has_the_rest(
    client: CheckingClient, add: Add
) -> None:
    for number in range(103):
        add(f"Club{number:03}", member("TV"))
        add(f"Watch{number:03}", member("TV", MembershipKind.OBSERVER))
    page = client.visit("/countries/TV")
    assert "Member of 103 initiatives" in page.text
    assert "Club102" not in page.text
    assert page.link("All 103 of them") == "/initiatives?country=TV"
    assert "and 3 more" in page.text
