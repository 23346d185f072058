"""The organiser's first page: her initiatives, and what is in preparation or to come."""

from flask import Flask
from sqlalchemy.orm import Session

from courseapp.applications.lifecycle import move
from courseapp.applications.rules import Action
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.saving import add_initiative
from courseapp.scenarios.cast import Cast
from tests.applications.story import submitted
from tests.events.conftest import CostOf
from tests.events.story import draft, published
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import said
from tests.support.people import AsPerson


def test_an_organiser_with_nothing_to_do_reads_what_to_do_first(organiser: CheckingClient) -> None:
    page = organiser.visit("/manage")

    assert "No event in preparation" in page.text
    assert page.links["Create an event"] == "/manage/icap/events/new"
    assert "Article 6" not in page.text


def test_the_numbers_that_matter_stand_beside_each_event(
    organiser: CheckingClient, app: Flask, session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = published(session, cast.icap_organiser, clock.now)
    draft(session, cast.icap_organiser, clock.now, title="Next year")
    with app.app_context():
        for person in (cast.newcomer, cast.accepted, cast.waiting, cast.declined):
            application = submitted(session, person, event, clock.now)
        move(session, application, Action.DECLINE, cast.icap_organiser, clock.now)

    text = organiser.visit("/manage").text

    for told in ("Next year", "Draft", "11 days left", "3 to decide", "0 of 30"):
        assert told in text
    assert "3 without a decision" in organiser.visit(f"/manage/events/{event.slug}").text
    cancelling = organiser.visit(f"/manage/events/{event.slug}/cancel").text
    assert "3 people have an application" in cancelling


def test_the_administrator_sees_all_initiatives(as_person: AsPerson, cast: Cast) -> None:
    text = as_person(cast.administrator).visit("/manage").text

    for name in ("A6IP", "CMP", "ICAP"):
        assert name in text


def test_of_hundreds_of_initiatives_those_with_work_come_first_and_drafts_are_found(
    as_person: AsPerson, session: Session, cast: Cast, clock: FixedClock
) -> None:
    published(session, cast.icap_organiser, clock.now)
    for number in range(25):
        record = Record(f"many-{number}", f"Alliance {number} of Québec", f"AA{number:02}")
        add_initiative(session, cast.administrator, clock.now, record, "", is_public=False)
    administrator = as_person(cast.administrator)

    page = administrator.visit("/manage")
    headings = [said(heading) for heading in page.soup.select(".sections h2")]
    assert len(headings) == 10
    assert headings[0] == "ICAP"
    assert headings[1] == "A6IP"
    assert "21–28 of 28" in administrator.visit("/manage?page=3").text
    found = administrator.submit(page, {"q": "quebec 17"}, button="Search")
    assert [said(heading) for heading in found.soup.select(".sections h2")] == ["AA17 ⋯ Draft"]
    assert "Nothing found" in administrator.visit("/manage?q=xylophone").text


def test_nobody_else_sees_the_pages_of_an_initiative(
    neighbour: CheckingClient, stranger: CheckingClient, client: CheckingClient, cast: Cast
) -> None:
    neighbour.expect_404("/manage/icap")
    neighbour.expect_404("/manage/nowhere")
    for browser in (stranger, client):
        browser.expect_404("/manage")
        browser.expect_404("/manage/icap")


def test_all_events_of_an_initiative_are_listed_at_one_cost(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock, cost_of: CostOf
) -> None:
    draft(session, cast.icap_organiser, clock.now)
    costs = [cost_of(organiser, "/manage"), cost_of(organiser, "/manage/icap")]
    for number in range(26):
        draft(session, cast.icap_organiser, clock.now, title=f"Course {number}")

    assert [cost_of(organiser, "/manage"), cost_of(organiser, "/manage/icap")] == costs
    assert "26–27 of 27" in organiser.follow(organiser.visit("/manage/icap"), "Next").text


def test_the_list_is_searched_and_narrowed(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    published(session, cast.icap_organiser, clock.now)
    draft(session, cast.icap_organiser, clock.now, title="Linking workshop", city="Québec")
    page = organiser.visit("/manage/icap")
    assert "Linking workshop" in page.text

    found = organiser.submit(page, {"q": "LINKING quebec"}, button="Show")
    assert list(found.links).count("Linking workshop") == 1
    assert "Course on emissions trading" not in found.text
    drafts = organiser.submit(found, {"q": "", "status": "draft"}, button="Show")
    assert "Linking workshop" in drafts.links
    assert "Course on emissions trading" not in drafts.text
    nothing = organiser.submit(drafts, {"q": "100%_"}, button="Show")
    assert "No event fits" in nothing.text
    assert nothing.links["Show all"] == "/manage/icap"
    assert "Linking workshop" in organiser.visit("/manage/icap?status=unheard-of").links
