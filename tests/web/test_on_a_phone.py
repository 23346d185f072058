"""What must be in sight on the first screen of a phone, with and without script."""

from itertools import product

from playwright.sync_api import Page

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.scenarios.cast import Cast, create_cast
from tests.events.story import published
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer


def world(live_server: LiveServer) -> Cast:
    """The cast, and one event that takes applications."""
    with live_server.session() as session:
        cast = create_cast(session, live_server.clock.now)
        published(session, cast.icap_organiser, live_server.clock.now, title="Course to see")
        session.commit()
        return cast


def bottom_of(page: Page, words: str) -> float:
    box = page.get_by_role("link", name=words, exact=True).first.bounding_box()
    assert box, f"{words} is not shown"
    return box["y"] + box["height"]


def test_deadline_and_way_in_come_before_the_programme(
    new_person: NewPerson, live_server: LiveServer
) -> None:
    world(live_server)
    for viewport, script in product((PHONE, DESK), (True, False)):
        page = new_person(viewport, javascript=script)
        page.goto("/events")
        assert bottom_of(page, "Course to see") < viewport["height"]
        page.get_by_role("link", name="Course to see").click()
        assert bottom_of(page, "Apply") < viewport["height"]
        check_fits(page)


def test_the_filters_open_on_a_phone_and_stand_open_at_a_desk(
    new_person: NewPerson, live_server: LiveServer
) -> None:
    world(live_server)
    phone, desk = new_person(PHONE), new_person(DESK)
    for page in (phone, desk):
        page.goto("/events")
        check_accessible(page)
    assert not phone.get_by_label("Kind").is_visible()
    phone.get_by_text("Filters", exact=True).click()
    phone.get_by_label("Kind").select_option("Course")
    check_fits(phone)
    phone.get_by_role("button", name="Show").click()
    assert phone.get_by_text("Filters: Course").is_visible()
    assert desk.get_by_label("Kind").is_visible()
    assert not desk.get_by_text("Filters", exact=True).is_visible()
    assert not desk.get_by_label("Level").is_visible()
    desk.get_by_text("More filters").click()
    assert desk.get_by_label("Level").is_visible()


def test_the_head_holds_everything_of_an_organiser(
    new_person: NewPerson, live_server: LiveServer
) -> None:
    with live_server.session() as session:
        email = create_cast(session, live_server.clock.now).icap_organiser.email
        token = make_link(session, live_server.clock.now, email, LinkPurpose.SIGN_IN)
    page = new_person(PHONE)
    page.goto(f"/sign-in/{token}")
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.goto("/events")
    for name in ("Manage", "Initiatives", "Events", "Calendars", "Applications"):
        box = page.locator(".site-head").get_by_role("link", name=name, exact=True).bounding_box()
        assert box, name
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= PHONE["width"], name
    page.locator(".site-account summary").click()
    assert page.get_by_role("button", name="Sign out").is_visible()
    check_fits(page)
    check_accessible(page)
