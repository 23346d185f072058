"""The next edition, another zone, and modules: on a phone, and at a desk without script."""

import pytest
from playwright.sync_api import ViewportSize, expect

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.events.models import Module
from courseapp.scenarios.cast import create_cast
from tests.events.story import draft, with_session
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer


@pytest.fixture
def way_in(live_server: LiveServer) -> str:
    """A draft with a session and two modules; return the way to the page of its next edition."""
    now = live_server.clock.now
    with live_server.session() as session:
        cast = create_cast(session, now)
        event = draft(session, cast.icap_organiser, now)
        event.modules = [Module(number=n, title=title) for n, title in ((1, "Caps"), (2, "Prices"))]
        with_session(session, cast.icap_organiser, now, event)
        path = f"/manage/events/{event.slug}/clone"
        token = make_link(session, now, cast.icap_organiser.email, LinkPurpose.SIGN_IN, path)
    return f"/sign-in/{token}"


@pytest.mark.parametrize(
    ("viewport", "javascript"), [(PHONE, True), (DESK, False)], ids=["phone", "desk-no-script"]
)
def test_an_edition_is_made_and_moved_and_its_modules_are_ordered(
    new_person: NewPerson, way_in: str, viewport: ViewportSize, javascript: bool
) -> None:
    page = new_person(viewport, javascript=javascript)
    page.goto(way_in)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Make the next edition")
    check_accessible(page)
    check_fits(page)
    page.get_by_label("First day").fill("2028-03-25")
    page.get_by_label("First day").press("Enter")  # only shows: nothing is made by that
    expect(page.get_by_text("Sat 25 Mar – Wed 5 Apr 2028")).to_be_visible()
    check_fits(page)
    page.get_by_label("Keep the weekdays").check()
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_text("The draft is made")).to_be_visible()

    draft_address = page.url
    page.goto(f"{draft_address}/zone?new_zone=Asia/Bangkok&keep=local")
    check_accessible(page)
    check_fits(page)
    page.get_by_role("button", name="Change the zone").click()
    expect(page.get_by_text("The event is in the zone of Bangkok now.")).to_be_visible()

    page.goto(f"{draft_address}/modules")
    check_accessible(page)
    check_fits(page)
    page.get_by_role("button", name="Up Prices").click()
    expect(page.locator("tbody tr").first).to_contain_text("Prices")
