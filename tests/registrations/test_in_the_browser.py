"""From the page of the event to joining it, cancelling, coming back: with script, and without."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from sqlalchemy import select

from courseapp.registrations.links import path_of
from courseapp.registrations.models import Registration
from courseapp.scenarios.cast import create_cast
from tests.registrations.story import Webinar, new_webinar
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

LOME = "Africa/Lome"


@pytest.fixture
def address(live_server: LiveServer) -> str:
    """A webinar that is held twice, of which one person attends one run."""
    with live_server.session() as session:
        cast = create_cast(session, live_server.clock.now)
        webinar: Webinar = new_webinar(
            live_server.app, session, live_server.clock, cast, title="Webinar"
        )
        webinar.repeated()
        return f"/events/{webinar.event.slug}"


def look(page: Page, heading: str) -> None:
    """Wait for the page, and check it as a whole."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check_fits(page)
    check_accessible(page)


@pytest.mark.parametrize(
    ("viewport", "javascript"), [(PHONE, False), (DESK, True)], ids=["phone", "desk"]
)
def test_the_whole_way(
    new_person: NewPerson,
    live_server: LiveServer,
    address: str,
    viewport: ViewportSize,
    javascript: bool,
) -> None:
    page = new_person(viewport, javascript=javascript, zone=LOME)
    page.goto(address)
    page.get_by_role("link", name="Register", exact=True).click()
    look(page, "Register: Webinar")
    live_server.clock.advance(seconds=5)
    page.get_by_label("Your name").fill("Afi Mensah")
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    look(page, "Register: Webinar")
    expect(page.get_by_label("Your name")).to_have_value("Afi Mensah")
    page.get_by_label("Your e-mail address").fill("afi@example.org")
    page.get_by_label("Mon 15 Mar 2027, 20:00").check()
    page.get_by_role("button", name="Register").click()
    look(page, "Please look into your mail")

    page.goto(own_page(live_server))
    look(page, "Your registration: Webinar")
    expect(page.get_by_role("link", name="Join online")).to_have_attribute(
        "href", "https://meet.example.org/secret-room"
    )
    page.get_by_role("link", name="Cancel my registration").click()
    look(page, "Cancel your registration")
    page.get_by_role("button", name="Cancel my registration").click()
    expect(page.get_by_text("You have cancelled")).to_be_visible()
    look(page, "Your registration: Webinar")
    page.get_by_role("button", name="Register again").click()
    expect(page.get_by_text("You have a seat")).to_be_visible()


def own_page(live_server: LiveServer) -> str:
    """Return her page, as her letter told it before it was sent and wiped."""
    with live_server.session() as session:
        return path_of(session.scalars(select(Registration)).one())
