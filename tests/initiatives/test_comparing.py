"""The page that shows two or three initiatives side by side."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.initiatives.models import Initiative
from courseapp.scenarios.cast import Cast
from tests.initiatives.conftest import CostOf
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.invented_records import add_invented
from tests.support.pages import Page, said
from tests.support.people import AsPerson

pytestmark = pytest.mark.usefixtures("examples")


def cells(page: Page, title: str) -> list[str]:
    """Return what stands in the row with this title."""
    for row in page.soup.select("table.compare tbody tr"):
        head = row.find("th", scope="row")
        if head is not None and said(head).startswith(title):
            return [said(cell) for cell in row.find_all("td")]
    raise AssertionError(f"no row {title!r} on {page.address}")


def test_three_initiatives_stand_side_by_side(client: CheckingClient) -> None:
    page = client.visit("/initiatives/compare?i=icap&i=cmp&i=a6ip")
    columns = [said(each) for each in page.soup.select("table.compare thead th")]
    assert columns == [
        "ICAP International Carbon Action Partnership",
        "CMP Carbon Market Platform",
        "A6IP Paris Agreement Article 6 Implementation Partnership",
    ]
    assert cells(page, "Since")[0].startswith("2007 Source: CIP")
    assert cells(page, "Listed at present")[1:] == ["Unknown", "Unknown"]
    assert cells(page, "Countries")[2].startswith("66 · 27 April 2023 Source: IGES")
    assert cells(page, "Events held")[0] != "0"
    assert "Add a third" not in page.text


def test_differences_are_marked_by_a_word(client: CheckingClient) -> None:
    page = client.visit("/initiatives/compare?i=icap&i=cmp")
    heads = [said(each) for each in page.soup.select('tbody th[scope="row"]')]
    assert "Since ≠ different" in heads


def test_every_source_leads_to_the_list_of_its_record(client: CheckingClient) -> None:
    page = client.visit("/initiatives/compare?i=icap&i=a6ip")
    links = {str(each["href"]) for each in page.soup.select("a.source")}
    assert "/initiatives/icap#source-cip" in links
    assert "/initiatives/a6ip#source-iges" in links


def test_each_cell_says_whose_it_is_where_columns_do_not_fit(client: CheckingClient) -> None:
    page = client.visit("/initiatives/compare?i=icap&i=cmp")
    for cell in page.soup.select("table.compare td[data-label]"):
        assert cell["data-label"] in {"ICAP", "CMP"}


def test_boxes_in_the_directory_lead_here(client: CheckingClient) -> None:
    page = client.submit(client.visit("/initiatives"), {"i": ["cmp", "a6ip"]}, button="Compare")
    assert len(page.soup.select("table.compare thead th")) == 2


def test_without_initiatives_the_page_offers_some(client: CheckingClient) -> None:
    page = client.visit("/initiatives/compare")
    assert "Choose two or three initiatives" in page.text
    page = client.follow(page, "Add Carbon Market Platform")
    assert "Choose one or two more to see them beside CMP" in page.text
    page = client.submit(page, {"q": "article 6"}, button="Find")
    page = client.follow(page, "Add Paris Agreement Article 6 Implementation Partnership")
    assert len(page.soup.select("table.compare thead th")) == 2
    assert "Add Carbon Market Platform" not in page.links


def test_a_search_without_result_says_so(client: CheckingClient) -> None:
    page = client.visit("/initiatives/compare?i=icap&q=xylophone")
    assert "No other initiative has “xylophone” in its record" in page.text


def test_of_four_one_is_to_be_removed(
    client: CheckingClient, session: Session, clock: FixedClock
) -> None:
    add_invented(session, clock.now, range(1))
    page = client.visit("/initiatives/compare?i=icap&i=cmp&i=a6ip&i=i0000")
    assert "Three fit beside each other. Remove 1 of these." in page.text
    assert not page.soup.select("table.compare")
    page = client.follow(page, "Remove A6IP ×")
    assert [said(each) for each in page.soup.select("table.compare thead a")] == [
        "ICAP",
        "CMP",
        "I0000",
    ]


def test_one_that_is_named_twice_is_one(client: CheckingClient) -> None:
    page = client.visit("/initiatives/compare?i=icap&i=icap")
    assert "Choose one or two more to see them beside ICAP" in page.text
    assert not page.soup.select("table.compare")


@pytest.mark.parametrize("slug", ["nobody", "ICAP", "%F0%9F%8C%8D", "x" * 3000, "%E2%80%AE", "<b>"])
def test_a_name_that_is_no_record_is_said_and_left_out(client: CheckingClient, slug: str) -> None:
    page = client.visit(f"/initiatives/compare?i=icap&i={slug}&i=cmp")
    assert len(page.soup.select("table.compare thead th")) == 2
    if slug != "%E2%80%AE":  # it cannot be printed, so it is not named either
        assert "Not every name in the address is a public record" in page.text
        page = client.follow(page, "Go on without it")
    assert "Not every name" not in page.text


def test_a_hundred_names_get_a_calm_answer(client: CheckingClient) -> None:
    address = "&".join(f"i=nobody-{number}" for number in range(100))
    assert client.visit(f"/initiatives/compare?{address}").heading == "Compare initiatives"


def test_a_draft_is_no_record_not_even_for_its_organiser(
    client: CheckingClient, cast: Cast, as_person: AsPerson, session: Session
) -> None:
    draft = session.scalars(select(Initiative).where(Initiative.slug == "icap")).one()
    draft.is_public = False
    organiser: Person = cast.icap_organiser
    for visitor in (client, as_person(organiser)):
        page = visitor.visit("/initiatives/compare?i=icap&i=cmp&i=a6ip")
        assert "There is none at “icap”" in page.text
        assert len(page.soup.select("table.compare thead th")) == 2
        assert "International Carbon Action" not in visitor.visit("/initiatives/compare").text


def test_the_page_costs_the_same_for_two_and_for_three(
    cost_of: CostOf, session: Session, clock: FixedClock
) -> None:
    add_invented(session, clock.now, range(30))
    costs = [
        cost_of("/initiatives/compare?i=icap&i=cmp"),
        cost_of("/initiatives/compare?i=i0001&i=i0002&q=carbon"),
    ]
    assert costs == [5, 5]
    assert cost_of("/initiatives/compare?i=icap&i=cmp&i=a6ip") == 4
    assert cost_of("/initiatives/compare") == 2
