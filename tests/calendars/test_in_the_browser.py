"""The pages about calendars on a phone and at a desk, by day and by night."""

from itertools import product

from playwright.sync_api import Page

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.scenarios.cast import create_cast
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

VIEWS = list(product((PHONE, DESK), ("light", "dark")))


def check(page: Page) -> None:
    check_fits(page)
    check_accessible(page)


def test_subscribing_fits_every_screen(new_person: NewPerson, live_server: LiveServer) -> None:
    with live_server.session() as session:
        create_cast(session, live_server.clock.now)
    for viewport, colours in VIEWS:
        page = new_person(viewport, colours=colours)
        page.goto("/subscribe?feed=initiatives/icap")
        assert page.get_by_role("heading", level=1).inner_text() == "Subscribe to a calendar"
        check(page)


def test_the_own_address_is_made_and_replaced_without_script(
    new_person: NewPerson, live_server: LiveServer
) -> None:
    for number, (viewport, script) in enumerate(product((PHONE, DESK), (True, False))):
        page = new_person(viewport, javascript=script)
        sign_in(page, live_server)
        page.goto("/account/calendar")
        page.get_by_label("Where you will use it").fill(f"Telephone {number}")
        page.get_by_role("button", name="Make my address").click()
        first = page.get_by_label("Address of the calendar").input_value()
        assert first.startswith(f"{live_server.url}/calendars/mine/")
        page.get_by_text(f"Replace or stop Telephone {number}").click()
        page.get_by_role("button", name=f"Replace the address Telephone {number}").click()
        assert page.get_by_label("Address of the calendar").input_value() != first
        check_fits(page)
        if script:
            check_accessible(page)


def sign_in(page: Page, live_server: LiveServer) -> None:
    with live_server.session() as session:
        newcomer = create_cast(session, live_server.clock.now).newcomer
        token = make_link(session, live_server.clock.now, newcomer.email, LinkPurpose.SIGN_IN)
    page.goto(f"/sign-in/{token}")
    page.locator("main").get_by_role("button", name="Sign in").click()
