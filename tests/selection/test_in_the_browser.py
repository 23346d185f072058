"""A long list of applications, worked through at a desk and on a phone."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.scenarios.cast import create_cast
from tests.applications.story import new_course
from tests.selection.story import LIST, applied
from tests.support.browser import DESK, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

BOARD = LIST.replace("applications", "decisions")
MANY = 60  # more than one page

IS_BEHIND_THE_BAR = """() => {
  const bar = document.querySelector('[data-bulk]').getBoundingClientRect();
  const row = document.activeElement.closest('tr').getBoundingClientRect();
  return row.bottom > bar.top && row.top < bar.bottom;
}"""


@pytest.fixture
def many(live_server: LiveServer) -> str:
    """Sixty people have applied; return the organiser's way in."""
    now = live_server.clock.now
    with live_server.session() as session:
        cast = create_cast(session, now)
        course = new_course(session, now)
        for number in range(MANY):
            applied(session, course, now + timedelta(minutes=number), number)
        token = make_link(session, now, cast.icap_organiser.email, LinkPurpose.SIGN_IN, LIST)
    return f"/sign-in/{token}"


def enter(page: Page, way_in: str) -> None:
    page.goto(way_in)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Applications")
    page.wait_for_load_state()  # keys pressed before the script has come do nothing


def test_all_are_counted_when_everybody_is_chosen(new_person: NewPerson, many: str) -> None:
    page = new_person()
    enter(page, many)
    counted = page.locator("[data-bulk-count]")
    expect(counted).to_have_text("Nobody chosen yet")
    page.get_by_label(f"All {MANY}").check()
    expect(counted).to_have_text(f"{MANY} chosen")
    page.get_by_label(f"All {MANY}").uncheck()
    expect(counted).to_have_text("Nobody chosen yet")


def test_the_row_in_hand_is_never_behind_the_bar(new_person: NewPerson, many: str) -> None:
    page = new_person()
    enter(page, many)
    for _ in range(15):
        page.keyboard.press("j")
        assert not page.evaluate(IS_BEHIND_THE_BAR)


@pytest.mark.parametrize("viewport", [DESK], ids=["desk"])
def test_the_list_and_the_board_fit_and_are_accessible(
    new_person: NewPerson, many: str, viewport: ViewportSize
) -> None:
    page = new_person(viewport)
    enter(page, many)
    check_fits(page)
    check_accessible(page)
    page.goto(BOARD)
    page.locator("tbody input.tick").first.check()
    page.get_by_role("button", name="Admit", exact=True).click()
    expect(page.get_by_text("1 decision is private.")).to_be_visible()
    for path in ("", "/letters/offer/fr", "/../release", "/../applications"):
        page.goto(f"{BOARD}{path}")
        for summary in page.locator("main details > summary:visible").all():
            summary.click()
        check_fits(page)
        check_accessible(page)
