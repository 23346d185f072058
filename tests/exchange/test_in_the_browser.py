"""A file is imported at a desk and on a phone, with and without scripts."""

import pytest
from playwright.sync_api import FilePayload, Locator, Page, ViewportSize, expect

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.scenarios.cast import create_cast
from tests.exchange.many_records import many_records
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

HOME = "/manage/import"


@pytest.fixture
def way_in(live_server: LiveServer) -> str:
    """The administrator's way in."""
    with live_server.session() as session:
        now = live_server.clock.now
        email = create_cast(session, now).administrator.email
        token = make_link(session, now, email, LinkPurpose.SIGN_IN, HOME)
    return f"/sign-in/{token}"


def enter(page: Page, way_in: str) -> None:
    page.goto(way_in)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(heading(page)).to_have_text("Import records")


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def look(page: Page) -> None:
    check_fits(page)
    check_accessible(page)


@pytest.mark.parametrize(
    ("viewport", "javascript"), [(PHONE, False), (DESK, True)], ids=["phone", "desk"]
)
def test_the_page_follows_the_worker_by_itself_to_the_end(
    new_person: NewPerson, way_in: str, viewport: ViewportSize, javascript: bool, icap_page: str
) -> None:
    page = new_person(viewport, javascript=javascript)
    enter(page, way_in)
    look(page)
    page.get_by_label("Or paste the text").fill(icap_page)
    page.get_by_role("button", name="Show what is in it").click()
    expect(heading(page)).to_have_text("What is in the pasted text")
    expect(page.locator("main")).to_contain_text("1 changed. Nothing is imported yet.")
    look(page)
    page.get_by_role("button", name="Import 1 record").click()
    expect(heading(page)).to_have_text("Imported: the pasted text")
    expect(page.locator("main")).to_contain_text("1 record was changed.")
    look(page)


def test_many_rows_are_folded_up_and_each_opens_by_key(new_person: NewPerson, way_in: str) -> None:
    page = new_person(PHONE)
    enter(page, way_in)
    octets = f"{many_records(12)}x,y\r\n".encode()
    file = FilePayload(name="platform.csv", mimeType="text/csv", buffer=octets)
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Show what is in it").click()
    expect(heading(page)).to_have_text("What is in platform.csv")
    row = page.locator(".import-row").first
    expect(row.locator("table")).to_be_hidden()
    row.locator("> summary").focus()
    page.keyboard.press("Enter")
    expect(row.locator("table")).to_be_visible()
    look(page)
