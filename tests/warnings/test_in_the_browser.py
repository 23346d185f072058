"""The list of warnings in a real browser: by keyboard, without script, on a phone."""

import pytest
from playwright.sync_api import Page, expect

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.events.models import Room
from courseapp.scenarios.cast import create_cast
from tests.events.story import draft, wall, with_session
from tests.support.browser import PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

WHY = "A wall divides the room."


@pytest.fixture
def way_in(live_server: LiveServer) -> str:
    """A course with something wrong on most days; return its organiser's way to the list."""
    now = live_server.clock.now
    with live_server.session() as session:
        actor = create_cast(session, now).icap_organiser
        course = draft(session, actor, now, seats=40)
        course.visas_needed, course.decisions_on = True, wall("2027-03-10").date()
        course.rooms = [Room(position=1, name="Sala Verde", capacity=20)]
        session.flush()
        with_session(session, actor, now, course)
        times = (
            ("Clinic on benchmarks for industry", "2027-03-22T09:30", "2027-03-22T13:00"),
            ("Auction game", "2027-03-27T09:00", "2027-03-27T11:00"),
            ("Farewell", "2027-04-03T09:00", "2027-04-03T11:00"),
        )
        for title, starts, ends in times:
            local = {"starts_local": wall(starts), "ends_local": wall(ends)}
            with_session(session, actor, now, course, title=title, **local)
        room = {"room_id": course.rooms[0].id, "place": ""}
        local = {"starts_local": wall("2027-03-29T09:00"), "ends_local": wall("2027-03-29T10:00")}
        with_session(session, actor, now, course, title="Easter lecture", **room, **local)
        address = f"/manage/events/{course.slug}/warnings"
        token = make_link(session, now, actor.email, LinkPurpose.SIGN_IN, address)
    return f"/sign-in/{token}"


def enter(page: Page, way_in: str) -> None:
    page.goto(way_in)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Warnings")
    page.wait_for_load_state()


def test_a_warning_is_let_stand_by_keyboard(new_person: NewPerson, way_in: str) -> None:
    page = new_person()
    enter(page, way_in)
    check_accessible(page)
    first = page.locator(".warning").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(WHY)
    check_accessible(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("The warning may stand.")).to_be_visible()

    page.get_by_label("Show").select_option("standing")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text(WHY)).to_be_visible()
    check_accessible(page)
    page.get_by_role("link", name="Overview").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Course on emissions trading")
    expect(page.get_by_text(WHY).first).to_be_visible()
    check_accessible(page)


def test_on_a_phone_without_script_all_is_there(new_person: NewPerson, way_in: str) -> None:
    page = new_person(PHONE, javascript=False)
    enter(page, way_in)
    check_fits(page)
    first = page.locator(".warning").first
    first.locator("summary").click()
    check_fits(page)
    first.get_by_role("button", name="Let it stand").click()
    expect(page.get_by_text("Say in a few words why it may stand.").first).to_be_visible()
    check_fits(page)
