"""Directory, comparison and countries in Chromium: by keyboard, on a phone, without scripts."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from courseapp.events.shipped import loading as event_records
from courseapp.initiatives import loading as initiative_records
from courseapp.scenarios.examples import load_examples
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.invented_records import add_invented
from tests.support.live_server import LiveServer

PAGES = (
    "/initiatives",
    "/initiatives?q=carbon&country=DE&theme=waste&function=Strange+word+20",
    "/initiatives/compare",
    "/initiatives/compare?i=icap&i=cmp&i=a6ip&i=nobody",
    "/initiatives/compare?i=icap&i=i0004&q=carbon",
    "/countries",
    "/countries?q=ont",
    "/countries/JP",
    "/countries/TV",
)


@pytest.fixture(autouse=True)
def _records(live_server: LiveServer) -> None:
    with live_server.session() as session:
        now = live_server.clock.now
        initiative_records.load_records(session, now)
        event_records.load_records(session, now)
        load_examples(session, now)
        add_invented(session, now, range(40))


@pytest.mark.parametrize(("viewport", "colours"), [(DESK, "dark")])
def test_every_page_is_accessible_and_fits(
    new_person: NewPerson, viewport: ViewportSize, colours: str
) -> None:
    page = new_person(viewport, colours=colours)
    for address in PAGES:
        page.goto(address)
        check_accessible(page)
        check_fits(page)


def test_from_right_to_left_every_page_fits(new_person: NewPerson) -> None:
    page = new_person(PHONE)
    for address in PAGES:
        page.goto(address)
        page.evaluate("document.documentElement.dir = 'rtl'")
        check_fits(page)


def test_on_a_phone_without_scripts_filters_open_and_apply(new_person: NewPerson) -> None:
    phone = new_person(PHONE, javascript=False)
    phone.goto("/initiatives")
    expect(phone.get_by_role("button", name="Apply filters")).not_to_be_visible()
    phone.locator(".finder-facets > details > summary").click()
    phone.get_by_label("Waste").check()
    phone.get_by_label("Member country").select_option("DE")
    phone.get_by_role("button", name="Apply filters").click()
    expect(phone.get_by_text("Theme: Waste")).to_be_visible()
    expect(phone.get_by_text("Member country: Germany")).to_be_visible()
    check_fits(phone)


def test_on_a_desk_the_filters_stand_open_beside_the_list(new_person: NewPerson) -> None:
    desk = new_person(DESK)
    desk.goto("/initiatives")
    filters, rows = _box(desk, ".facets"), _box(desk, ".directory")
    assert filters["x"] + filters["width"] < rows["x"]
    expect(desk.get_by_role("button", name="Apply filters")).to_be_in_viewport()


def test_a_box_is_ticked_by_keyboard_and_leads_to_the_comparison(new_person: NewPerson) -> None:
    desk = new_person(DESK)
    desk.goto("/initiatives?q=carbon")
    for name in ("CMP", "ICAP"):
        desk.get_by_label(f"Compare {name}").focus()
        desk.keyboard.press("Space")
    expect(desk.get_by_role("button", name="Compare")).to_be_in_viewport()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("columnheader", name="ICAP")).to_be_visible()


def test_on_a_phone_each_cell_says_whose_it_is(new_person: NewPerson) -> None:
    phone = new_person(PHONE)
    phone.goto("/initiatives/compare?i=icap&i=cmp")
    cell = phone.locator("table.compare td[data-label=CMP]").first
    said = cell.evaluate("each => getComputedStyle(each, '::before').content")
    assert said == '"CMP"'
    first, second = (phone.locator("table.compare td[data-label]").nth(n) for n in (0, 1))
    above, below = first.bounding_box(), second.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]


def _box(page: Page, selector: str) -> dict[str, float]:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return dict(box)  # type: ignore[arg-type]
