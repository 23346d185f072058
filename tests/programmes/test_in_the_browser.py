"""Sessions are imported at a desk and on a phone, with and without scripts."""

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.scenarios.cast import create_cast
from tests.events.story import draft
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

TABLE = """Title,Day,Start,End,Room,Speakers
Set the cap,2027-03-22,09:00,10:30,Sala Rossa,Mai Trần (Ministry of Environment)
سياسة تسعير الكربون,2027-03-22,11:00,12:30,Sala Rossa,أمينة الزهراء (وزارة البيئة)
Broken,03/04/2027,09:00,10:00,,
"""


@pytest.fixture
def way_in(live_server: LiveServer) -> str:
    """The organiser's way in, to the files of her course."""
    with live_server.session() as session:
        now = live_server.clock.now
        person = create_cast(session, now).icap_organiser
        event = draft(session, person, now)
        files = f"/manage/events/{event.slug}/files"
        token = make_link(session, now, person.email, LinkPurpose.SIGN_IN, files)
    return f"/sign-in/{token}"


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def look(page: Page) -> None:
    check_fits(page)
    check_accessible(page)


@pytest.mark.parametrize(
    ("viewport", "javascript"), [(PHONE, False), (DESK, True)], ids=["phone", "desk"]
)
def test_a_table_is_looked_at_imported_and_taken_along(
    new_person: NewPerson, way_in: str, viewport: ViewportSize, javascript: bool
) -> None:
    page = new_person(viewport, javascript=javascript)
    page.goto(way_in)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(heading(page)).to_have_text("Files")
    look(page)
    page.get_by_role("link", name="Import sessions").click()
    expect(heading(page)).to_have_text("Import sessions")
    look(page)
    page.get_by_label("Or paste the text").fill(TABLE)
    page.get_by_role("button", name="Show what is in it").click()
    expect(heading(page)).to_have_text("What is in the pasted text")
    expect(page.locator("main")).to_contain_text("2 new and 1 that cannot be read")
    look(page)
    page.get_by_role("button", name="Import 2 sessions").click()
    expect(heading(page)).to_have_text("Imported: the pasted text")
    look(page)
    page.locator("main").get_by_role("link", name="Files").first.click()
    expect(page.locator("main")).to_contain_text("2 sessions on 1 day")
    page.get_by_role("link", name="To print rooms").click()
    expect(page.get_by_role("heading", name="Sala Rossa")).to_be_visible()
    look(page)
