"""The directory of initiatives."""

import pytest
from sqlalchemy.orm import Session

from courseapp.initiatives.models import Initiative
from tests.initiatives.conftest import CostOf
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock


def _more_initiatives(session: Session, clock: FixedClock, number: int) -> None:
    session.add_all(
        Initiative(
            slug=f"initiative-{each}",
            name=f"Zone initiative {each}",
            short_name=f"ZI{each}",
            summary="One of many.",
            description="",
            changed_at=clock.now,
        )
        for each in range(number)
    )
    session.commit()


def test_without_records_the_page_says_what_to_do(client: CheckingClient) -> None:
    assert "There is no initiative yet" in client.visit("/initiatives").text


@pytest.mark.usefixtures("records")
def test_each_initiative_stands_with_what_it_has_to_come(client: CheckingClient) -> None:
    page = client.visit("/initiatives")
    assert page.link("International Carbon Action Partnership") == "/initiatives/icap"
    assert page.link("Carbon Market Platform") == "/initiatives/cmp"
    assert "since 2007" in page.text
    assert "2 events to come" in page.text


@pytest.mark.usefixtures("records")
def test_when_all_events_are_over_none_is_counted(
    client: CheckingClient, clock: FixedClock
) -> None:
    clock.advance(days=700)
    page = client.visit("/initiatives")
    assert "to come" not in page.text
    assert "No event announced" in page.text


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize("text", ["article 6", "A6IP", "  Paris Agreement "])
def test_a_search_finds_words_of_name_and_record(client: CheckingClient, text: str) -> None:
    page = client.submit(client.visit("/initiatives"), {"q": text}, button="Search")
    assert page.link("Paris Agreement Article 6 Implementation Partnership")
    assert "Carbon Market Platform" not in page.links


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize("text", ["xylophone", "%", "_", "<b>"])
def test_a_search_without_result_says_so_in_the_readers_words(
    client: CheckingClient, text: str
) -> None:
    page = client.submit(client.visit("/initiatives"), {"q": text}, button="Search")
    assert f"No initiative has “{text}” in its record" in page.text
    assert page.link("Show all initiatives") == "/initiatives"


@pytest.mark.usefixtures("records")
def test_the_page_costs_the_same_for_three_initiatives_and_for_sixty(
    cost_of: CostOf, session: Session, clock: FixedClock, client: CheckingClient
) -> None:
    few = cost_of("/initiatives")
    _more_initiatives(session, clock, 57)
    assert cost_of("/initiatives") == few == 3
    page = client.visit("/initiatives")
    assert "1–25 of 60" in page.text
    assert "51–60 of 60" in client.visit("/initiatives?page=99").text


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize("query", ["q=%00", "q=a%00b", "q=%E2%80%AE", f"q={'a' * 5000}", "q=%ff"])
def test_a_search_for_nonsense_gets_a_calm_answer(client: CheckingClient, query: str) -> None:
    assert client.visit(f"/initiatives?{query}").heading == "Initiatives"


@pytest.mark.usefixtures("records")
def test_a_page_number_that_is_none_shows_the_first(client: CheckingClient) -> None:
    assert "ICAP" in client.visit("/initiatives?page=abc").text
