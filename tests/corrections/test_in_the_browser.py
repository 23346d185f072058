"""A report from a phone to the record: by keyboard, without scripts, and with long words."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.corrections.reporting import Typed, read_at, report_mistake
from courseapp.corrections.rules import Wish
from courseapp.scenarios.cast import create_cast
from tests.corrections.story import LIST, YEAR
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

LONG = "x" * 300
ARABIC = "بدأت الشراكة عام 2008 " * 12
FORM = f"/initiatives/icap/report?at={YEAR}"
FORMS = (FORM, FORM.replace(YEAR, "memberships/ca-on"), FORM.replace(YEAR, "statements/function"))


@pytest.fixture
def way_in(live_server: LiveServer) -> str:
    """Three reports wait; return the editor's way in."""
    now = live_server.clock.now
    with live_server.app.test_request_context(), live_server.session() as session:
        cast = create_cast(session, now)
        session.flush()
        for at, typed in (
            (YEAR, Typed(Wish.SAY, proposed="2008", source_title=LONG, comment=ARABIC)),
            (YEAR, Typed(Wish.SAY, proposed="2008", source_address=f"https://a.example/{LONG}")),
            ("statements/goals", Typed(Wish.SAY, proposed=f"{ARABIC} {LONG}", is_suspect=True)),
        ):
            report_mistake(session, now, read_at(session, "icap", at), typed)
        token = make_link(session, now, cast.icap_organiser.email, LinkPurpose.SIGN_IN, LIST)
    return f"/sign-in/{token}"


def check_page(page: Page) -> None:
    check_accessible(page)
    check_fits(page)


@pytest.mark.parametrize("size", [DESK], ids=["desk"])
def test_the_readers_pages_fit_and_are_accessible(
    new_person: NewPerson, way_in: str, size: ViewportSize
) -> None:
    page = new_person(size)
    for address in (*FORMS, "/initiatives/icap/report", "/initiatives/icap/report/thanks"):
        page.goto(address)
        check_page(page)


@pytest.mark.parametrize("size", [DESK], ids=["desk"])
def test_the_editors_pages_fit_and_are_accessible(
    new_person: NewPerson, way_in: str, size: ViewportSize
) -> None:
    page = new_person(size)
    page.goto(way_in)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reports on ICAP")
    for address in (LIST, f"{LIST}/1", f"{LIST}/3", f"{LIST}/1/decline", f"{LIST}?show=declined"):
        page.goto(address)
        check_page(page)
    page.goto(f"{LIST}/1")
    page.get_by_role("button", name="Accept into the record").click()
    expect(page.get_by_text("The record is changed: version 2.")).to_be_visible()
    check_page(page)


def test_a_report_is_sent_without_scripts_and_by_keyboard(
    new_person: NewPerson, way_in: str, live_server: LiveServer
) -> None:
    page = new_person(PHONE, javascript=False)
    page.goto(FORM)
    page.get_by_label("What is right?").focus()
    page.keyboard.type("2oo8")
    live_server.clock.advance(seconds=30)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("“2oo8” is not a year.")
    check_fits(page)
    page.get_by_role("alert").get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("What is right?").fill("2006")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your report")


def test_nobody_reaches_the_field_that_only_robots_see(new_person: NewPerson, way_in: str) -> None:
    page = new_person()
    page.goto(FORM)
    page.get_by_label("What is right?").focus()
    reached = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('name')"))
    assert "email" in reached
    assert "further_remarks" not in reached
