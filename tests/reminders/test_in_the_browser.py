"""The pages of messages and of the digest, by hand: they fit a phone, and the rules of axe hold."""

import pytest
from playwright.sync_api import Page, expect

from courseapp.reminders.replanning import replan
from courseapp.scenarios.cast import create_cast
from tests.applications.story import new_course, new_draft
from tests.support.browser import NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer


@pytest.fixture
def address(live_server: LiveServer) -> str:
    """The messages of a course for which somebody has a draft."""
    with live_server.session() as session:
        now = live_server.clock.now
        cast = create_cast(session, now)
        course = new_course(session, now)
        new_draft(session, cast.newcomer, course, now)
        replan(session, now, course)
        return f"/manage/events/{course.slug}/messages"


def look(page: Page, heading: str) -> None:
    """Wait for the page, and check it as a whole."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    check_fits(page)
    check_accessible(page)


def test_an_organiser_looks_sets_and_lets_wait_and_a_reader_asks_for_the_digest(
    new_person: NewPerson, live_server: LiveServer, address: str
) -> None:
    page = new_person()
    page.goto("/digest")
    look(page, "What is new for my region")
    live_server.clock.advance(seconds=5)
    page.get_by_label("Your e-mail address").fill("afi@example.org")
    page.get_by_label("Country where you work").select_option("TG")
    page.get_by_role("button", name="Write to me").click()
    look(page, "Please look into your mail")

    live_server.sign_in(page, "mariana.costa@example.org")
    page.goto(address)
    look(page, "Messages")
    expect(page.get_by_role("img", name="The event and its messages")).to_be_visible()
    page.get_by_role("row", name="Last reminder").get_by_role("link").click()
    look(page, "Last reminder of the deadline")
    page.get_by_role("link", name="Preview").click()
    look(page, "Last reminder of the deadline: ")
    page.get_by_role("button", name="Pause this message").click()
    expect(page.get_by_role("button", name="Let it go out")).to_be_visible()
    page.goto(f"{address}/settings/thanks")
    look(page, "Thanks, materials, evaluation")
    page.get_by_label("What you add").fill("See you.")
    page.get_by_role("button", name="Save").click()
    look(page, "Messages")
    page.get_by_role("button", name="Pause all messages").click()
    expect(page.get_by_text("All messages wait", exact=True)).to_be_visible()
    look(page, "Messages")
