"""The server's clock beside a near deadline, in a real browser whose own clock is wrong."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from courseapp.scenarios.cast import create_cast
from tests.applications.story import CLOSES, new_course
from tests.support.browser import PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

WRONG = "2019-01-01T00:00:00Z"  # what her device takes for the time


def test_the_clock_runs_by_the_server_and_without_script_says_that_it_stands(
    new_person: NewPerson, live_server: LiveServer
) -> None:
    clock = live_server.clock
    with live_server.session() as session:
        create_cast(session, clock.now)
        address = f"/events/{new_course(session, clock.now).slug}"
    clock.set(CLOSES - timedelta(minutes=6, seconds=1))
    _stands_without_script(new_person(PHONE, javascript=False), address)
    page = new_person(PHONE)
    page.clock.install(time=WRONG)
    page.goto(address)
    line, spoken = page.locator("[data-clock]"), page.locator("[data-clock] [aria-live]")
    loaded = line.get_by_text("This was the time when the page was loaded.")
    page.clock.run_for(2_000)
    expect(line).to_contain_text("6 min left")
    expect(loaded).to_be_hidden()
    expect(spoken).to_have_text("")
    check_accessible(page)
    page.clock.fast_forward("01:00")
    expect(spoken).to_have_text("5 min left")
    expect(line).to_contain_text("23:54:")
    page.clock.fast_forward("05:30")
    expect(line.get_by_text("the deadline has passed")).to_be_visible()
    expect(line.get_by_text("min left").first).to_be_hidden()
    page.clock.set_system_time("2019-01-02T00:00:00Z")  # the device slept
    page.clock.run_for(2_000)
    expect(loaded).to_be_visible()
    expect(line).to_contain_text("23:52:59")


def _stands_without_script(still: Page, address: str) -> None:
    still.goto(address)
    line = still.locator("[data-clock]")
    expect(line).to_contain_text("It is now 23:52:59 CEST by our clock, which decides: 7 min left")
    expect(line).to_contain_text("This was the time when the page was loaded.")
    check_fits(still)
