"""The organiser's form for a session, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.scenarios.cast import create_cast
from tests.events.story import draft, with_session
from tests.initiatives.publishing import publication, publish
from tests.support.browser import PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer


@pytest.fixture
def way_in(live_server: LiveServer) -> str:
    """Forty publications to read for the session of a draft; return its organiser's way in."""
    now = live_server.clock.now
    with live_server.session() as session:
        actor = create_cast(session, now).icap_organiser
        reports = (publication(f"Report {number}") for number in range(39))
        publish(session, now, publication("État des marchés du carbone"), *reports)
        sitting = with_session(session, actor, now, draft(session, actor, now))
        form = f"/manage/events/{sitting.event.slug}/sessions/{sitting.id}"
        token = make_link(session, now, actor.email, LinkPurpose.SIGN_IN, form)
    return f"/sign-in/{token}"


def enter(page: Page, way_in: str) -> None:
    page.goto(way_in)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Change the session")
    page.wait_for_load_state()


def test_a_long_list_of_publications_is_searched_without_accents(
    new_person: NewPerson, way_in: str
) -> None:
    page = new_person()
    enter(page, way_in)
    shown = page.locator("#readings-list .choice:visible")
    expect(shown).to_have_count(40)

    search = page.get_by_label("Search the list: Reading")
    search.fill("MARCHES etat")
    expect(shown).to_have_count(1)
    search.press("Enter")  # sends nothing
    page.get_by_label("État des marchés du carbone").check()
    search.fill("")
    expect(shown).to_have_count(40)
    check_accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="État des marchés du carbone")).to_be_visible()


def test_without_script_the_whole_list_is_there(new_person: NewPerson, way_in: str) -> None:
    page = new_person(PHONE, javascript=False)
    enter(page, way_in)
    check_fits(page)
    expect(page.get_by_label("Search the list: Reading")).to_be_hidden()
    page.get_by_label("Report 38").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="Report 38")).to_be_visible()
