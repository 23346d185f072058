"""The pages around the list, at a desk and on a phone: they fit, and everybody can use them."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.intake.choosing import choose_columns
from courseapp.intake.scope import scope_of
from courseapp.scenarios.cast import create_cast
from tests.applications.story import new_course
from tests.intake.story import LIST, everybody
from tests.support.browser import DESK, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

WIDE = (
    *("number", "email", "country", "nationality", "organisation", "position", "tags", "notes"),
    *("a.gender", "a.years", "a.plan", "a.languages", "status", "sent"),
)
PAGES = {
    "Applications": "?a.gender=woman&a.years.least=1&sort=-a.years&ask=languages",
    "Columns of the list": "/columns",
    "Figures of the applications": "/figures",
    "Export applications": "/export",
}


@pytest.fixture
def way_in(live_server: LiveServer) -> str:
    """Four people applied, and the organiser has chosen many columns; return her way in."""
    now = live_server.clock.now
    with live_server.app.app_context(), live_server.session() as session:
        organiser = create_cast(session, now).icap_organiser
        course = new_course(session, now)
        everybody(session, course, now)
        choose_columns(session, organiser, now, scope_of(session, course), WIDE)
        token = make_link(session, now, organiser.email, LinkPurpose.SIGN_IN, LIST)
    return f"/sign-in/{token}"


@pytest.mark.parametrize("viewport", [DESK], ids=["desk"])
def test_every_page_fits_and_is_accessible_with_many_columns(
    new_person: NewPerson, way_in: str, viewport: ViewportSize
) -> None:
    page = new_person(viewport)
    page.goto(way_in)
    page.locator("main").get_by_role("button", name="Sign in").click()
    for heading, address in PAGES.items():
        page.goto(f"{LIST}{address}")
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        check_fits(page)
        check_accessible(page)
    _tag_the_first(page)


def _tag_the_first(page: Page) -> None:
    page.goto(LIST)
    page.locator("tbody .tick").first.check()
    page.locator(".bulk-tags summary").get_by_text("Tag", exact=True).click()
    page.get_by_label("New tag").fill("strong")
    page.get_by_role("button", name="Add the tag").click()
    expect(page.get_by_text("Tagged “strong”: 1 application.")).to_be_visible()
    check_fits(page)
