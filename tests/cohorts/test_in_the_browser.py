"""The balance follows the ticks, at a desk; all pages fit a phone and can be read aloud."""

import pytest
from playwright.sync_api import Page, expect

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.cohorts.adjusting import adopt
from courseapp.cohorts.limits import LimitPlan, add_limit
from courseapp.cohorts.model.record import LimitKind
from courseapp.cohorts.model.wording.names import NO_NAMES
from courseapp.cohorts.proposing import propose, read
from courseapp.scenarios.cast import create_cast
from tests.applications.story import new_course
from tests.cohorts.story import HOME, PEOPLE, applied, judged
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

PAGES = ("", "/limits/new/group", "/settings", "/proposals/1", "/proposals/2", "/cohorts/1",
         "/compare?left=proposal-1&right=cohort-1")  # fmt: skip


@pytest.fixture
def way_in(live_server: LiveServer) -> str:
    """A proposal was taken over, a second one clashes; return the organiser's way in."""
    now = live_server.clock.now
    with live_server.session() as session:
        cast = create_cast(session, now)
        course = new_course(session, now)
        course.seats = 6
        people = [applied(session, course, now, number) for number in range(len(PEOPLE))]
        session.flush()
        judged(session, course, cast.reviewer, people, now)
        about = (session, cast.icap_organiser, now, course)
        add_limit(*about, LimitPlan(LimitKind.AT_MOST_EACH, 2, "country"), NO_NAMES)
        adopt(*about, read(propose(*about)))
        for region in ("m49-americas", "m49-africa"):
            plan = LimitPlan(LimitKind.AT_LEAST, 4, "region", (region,))
            add_limit(*about, plan, NO_NAMES)
        propose(*about)
        token = make_link(session, now, cast.icap_organiser.email, LinkPurpose.SIGN_IN, HOME)
    return f"/sign-in/{token}"


def enter(page: Page, way_in: str) -> None:
    page.goto(way_in)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cohort")


def test_the_balance_follows_the_ticks_before_they_are_saved(
    new_person: NewPerson, way_in: str
) -> None:
    page = new_person(viewport=DESK)
    enter(page, way_in)
    page.goto(f"{HOME}/cohorts/1")
    page.wait_for_load_state()
    balance = page.locator("[data-balance]")
    expect(balance).to_contain_text("6 of 6 seats")
    page.get_by_label("Carlos Cruz is in").check()
    expect(balance).to_contain_text("7 of 6 seats")
    expect(balance).to_contain_text("Too many: Brazil 3")
    expect(page.locator("[data-tick-count]")).to_have_text("1 changed, not saved yet")
    page.set_viewport_size(PHONE)  # where the balance is far above what is ticked
    brief = page.locator("[data-balance-brief]")
    expect(brief).to_contain_text("7 of 6 seats · 1 too many")
    page.get_by_label("Carlos Cruz is in").uncheck()
    expect(balance).to_contain_text("6 of 6 seats")
    expect(brief).to_contain_text("6 of 6 seats · all limits hold")
    expect(page.locator("[data-tick-count]")).to_have_text("")


def test_each_page_fits_and_can_be_read_aloud(new_person: NewPerson, way_in: str) -> None:
    page = new_person(viewport=PHONE)
    enter(page, way_in)
    for address in PAGES:
        page.goto(f"{HOME}{address}")
        check_fits(page)
        check_accessible(page)
