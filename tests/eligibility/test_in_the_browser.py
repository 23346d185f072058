"""An organiser composes rules at a desk; a reader on a phone without script sees what they mean."""

from playwright.sync_api import Page, expect

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.scenarios.cast import create_cast
from tests.events.story import published
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer


def look(page: Page, heading: str) -> None:
    """Wait for the page and make sure that everybody can use it."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check_accessible(page)
    check_fits(page)


def test_rules_are_composed_at_a_desk_and_read_on_a_phone(
    new_person: NewPerson, live_server: LiveServer
) -> None:
    now = live_server.clock.now
    with live_server.session() as session, live_server.app.test_request_context():
        organiser = create_cast(session, now).icap_organiser
        event = published(session, organiser, now)
        address = f"/events/{event.slug}"
        here = f"/manage{address}/eligibility"
        token = make_link(session, now, organiser.email, LinkPurpose.SIGN_IN, here)
    page = new_person(DESK)
    page.goto(f"/sign-in/{token}")
    page.locator("main").get_by_role("button", name="Sign in").click()
    compose(page)
    page.goto(here)
    page.get_by_role("button", name="Put the rules in force").click()
    expect(page.get_by_text("Version 1 is in force")).to_be_visible()
    check_fits(page)
    reader = new_person(PHONE, javascript=False)
    reader.goto(address)
    reader.get_by_role("link", name="See whether it is for you").click()
    look(reader, "Is it for you?")
    said(reader, "Country where you work", "Germany", "Something is not known")
    said(reader, "How well you speak French", "A1, a few words", "Not everything fits")
    said(reader, "Country where you work", "Togo", "This event is for you.")
    check_fits(reader)


def compose(page: Page) -> None:
    """Begin with the usual rules, and add a test to the first of them."""
    look(page, "Who may apply")
    page.get_by_role("button", name="Begin with the usual rules").click()
    expect(page.get_by_text("Not in force yet")).to_be_visible()
    look(page, "Who may apply")
    page.get_by_role("link", name="Developing countries and emerging economies").click()
    look(page, "Developing countries and emerging economies")
    page.get_by_role("link", name="Add a test").click()
    look(page, "What must be so?")
    page.get_by_role("link", name="Level of a language").click()
    look(page, "Level of a language")
    page.get_by_label("Language", exact=True).select_option("fr")
    page.get_by_label("At least").select_option("B2")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("link", name="Speak French at level B2 or better")).to_be_visible()
    page.set_viewport_size(PHONE)
    check_fits(page)


def said(reader: Page, label: str, chosen: str, told: str) -> None:
    """Choose an answer and read what it means."""
    reader.get_by_label(label).select_option(chosen)
    reader.get_by_role("button", name="See whether it is for you").click()
    expect(reader.get_by_text(told)).to_be_visible()


def test_lists_of_countries_are_read_on_a_phone(new_person: NewPerson) -> None:
    page = new_person(PHONE)
    page.goto("/countries/lists?on=2026-11-24")
    look(page, "Lists of countries")
    page.get_by_role("link", name="Least developed countries").click()
    look(page, "Least developed countries")
    expect(page.get_by_role("heading", name="41 countries on 24 November 2026")).to_be_visible()
    page.goto("/countries/lists?q=togo")
    look(page, "Lists of countries")
