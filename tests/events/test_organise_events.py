"""The organiser's first page: her initiatives, and what is in preparation or to come."""

from collections.abc import Iterator, Mapping, Sequence

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.events import figures
from courseapp.events.figures import Applications
from courseapp.scenarios.cast import Cast
from tests.events.conftest import CostOf
from tests.events.story import draft, published
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def counted(app: Flask) -> Iterator[None]:
    """As if seven had applied for each event, four of them not decided yet."""
    before = dict(app.extensions)

    def count(_session: Session, event_ids: Sequence[int]) -> Mapping[int, Applications]:
        return dict.fromkeys(event_ids, Applications(sent=7, undecided=4, waiting=2, alive=5))

    figures.connect(app, count)
    yield
    app.extensions.clear()
    app.extensions.update(before)


def test_an_organiser_with_nothing_to_do_reads_what_to_do_first(organiser: CheckingClient) -> None:
    page = organiser.visit("/manage")

    assert "No event in preparation" in page.text
    assert page.links["Create an event"] == "/manage/icap/events/new"
    assert "Article 6" not in page.text


@pytest.mark.usefixtures("counted")
def test_the_numbers_that_matter_stand_beside_each_event(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = published(session, cast.icap_organiser, clock.now)
    draft(session, cast.icap_organiser, clock.now, title="Next year")

    text = organiser.visit("/manage").text

    for told in ("Next year", "Draft", "11 days left", "7 · 4 to decide", "0 of 30"):
        assert told in text
    assert "4 without a decision" in organiser.visit(f"/manage/events/{event.slug}").text
    cancelling = organiser.visit(f"/manage/events/{event.slug}/cancel").text
    assert "5 people have an application" in cancelling


def test_the_administrator_sees_all_initiatives(as_person: AsPerson, cast: Cast) -> None:
    text = as_person(cast.administrator).visit("/manage").text

    for name in ("A6IP", "CMP", "ICAP"):
        assert name in text


def test_nobody_else_sees_the_pages_of_an_initiative(
    neighbour: CheckingClient, stranger: CheckingClient, client: CheckingClient, cast: Cast
) -> None:
    neighbour.visit("/manage/icap", 404)
    neighbour.visit("/manage/nowhere", 404)
    for browser in (stranger, client):
        browser.visit("/manage", 404)
        browser.visit("/manage/icap", 404)


def test_all_events_of_an_initiative_are_listed_at_one_cost(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock, cost_of: CostOf
) -> None:
    draft(session, cast.icap_organiser, clock.now)
    costs = [cost_of(organiser, "/manage"), cost_of(organiser, "/manage/icap")]
    for number in range(26):
        draft(session, cast.icap_organiser, clock.now, title=f"Course {number}")

    assert [cost_of(organiser, "/manage"), cost_of(organiser, "/manage/icap")] == costs
    assert "26–27 of 27" in organiser.follow(organiser.visit("/manage/icap"), "Next").text
