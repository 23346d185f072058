"""The pages of outputs in Chromium: accessible, on a phone, and on paper."""

from playwright.sync_api import Page

from courseapp.events.rules import EventKind, Mode
from courseapp.events.shipped import loading as event_records
from courseapp.initiatives import loading as initiative_records
from tests.reports.story import OUTPUTS, YEAR, add_event, add_session, initiative
from tests.support.browser import PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

A4_WIDTH = 680  # CSS pixels between margins of 15 mm


def _arrange(server: LiveServer) -> None:
    with server.session() as session:
        initiative_records.load_records(session, server.clock.now)
        event_records.load_records(session, server.clock.now)
        icap = initiative(session)
        for mode in (*Mode, None):
            event = add_event(
                session, icap, "A course with a long title", kind=EventKind.WORKING_GROUP, mode=mode
            )
            add_session(session, event)


def _parts_beyond_paper(page: Page) -> list[str]:
    """Return the texts of table cells that would be cut off at the edge of the sheet."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("main th, main td, main li, main p")]
          .filter(each => each.getBoundingClientRect().right > window.innerWidth + 1)
          .filter(each => !each.closest(".vh"))
          .map(each => each.textContent.trim())"""
    )
    return found


def test_the_pages_are_accessible_and_fit_a_phone(
    live_server: LiveServer, new_person: NewPerson
) -> None:
    _arrange(live_server)
    phone = new_person(PHONE)
    for address in (OUTPUTS, YEAR, f"{OUTPUTS}/1995"):
        phone.goto(address)
        check_fits(phone)
        check_accessible(phone)


def test_nothing_is_cut_off_on_paper(live_server: LiveServer, new_person: NewPerson) -> None:
    _arrange(live_server)
    sheet = new_person({"width": A4_WIDTH, "height": 1000})
    sheet.emulate_media(media="print")
    for address in (OUTPUTS, YEAR):
        sheet.goto(address)
        assert _parts_beyond_paper(sheet) == []
        text = sheet.inner_text("main")
        assert f"{live_server.url}{address}, version 1 of the record" in text
        assert "Table (CSV)" not in text
