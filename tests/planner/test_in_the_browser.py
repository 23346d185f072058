"""The planner in a real browser: by keys, by mouse, and on a phone without a script."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.events.models import EventSession
from courseapp.scenarios.cast import create_cast
from tests.planner.story import Story, new_story
from tests.support.browser import PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer


@dataclass
class Desk:
    """A programme with three sessions in two rooms, and the way into its planner."""

    server: LiveServer
    event_id: int
    session_id: int
    address: str
    way_in: str

    def enter(self, page: Page) -> None:
        page.goto(self.way_in)
        page.locator("main").get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Planner")
        page.wait_for_load_state()

    @contextmanager
    def sitting(self) -> Iterator[EventSession]:
        with self.server.session() as session:
            yield session.get_one(EventSession, self.session_id)

    def stands(self) -> tuple[str, str]:
        """Return when the first session takes place, and where."""
        with self.sitting() as found:
            room = found.room.name if found.room else ""
            return f"{found.starts_local:%d %H:%M} – {found.ends_local:%H:%M}", room


@pytest.fixture
def desk(live_server: LiveServer) -> Desk:
    clock = live_server.clock
    with live_server.session() as session:
        actor = create_cast(session, clock.now).icap_organiser
        story = new_story(session, actor, clock)
        rossa, verde = (room.id for room in story.rooms)
        first = story.sitting("Set the cap", "2027-03-22T09:00", "2027-03-22T10:30", room_id=rossa)
        story.sitting("Allocate", "2027-03-22T11:00", "2027-03-22T12:00", room_id=verde)
        story.sitting("Night", "2027-03-28T01:30", "2027-03-28T01:45", room_id=verde)
        token = make_link(session, clock.now, actor.email, LinkPurpose.SIGN_IN, story.address)
        return Desk(live_server, story.event.id, first.id, story.address, f"/sign-in/{token}")


def session_link(page: Page, title: str) -> Locator:
    return page.get_by_role("link", name=title, exact=True)


def test_a_session_is_moved_and_taken_back_by_keys_and_each_step_is_said(
    new_person: NewPerson, desk: Desk
) -> None:
    page = new_person()
    desk.enter(page)
    check_accessible(page)
    check_fits(page)
    said = page.locator("#plan-said")
    expect(said).to_have_role("status")
    rossa = page.get_by_role("group", name="Sala Rossa")
    verde = page.get_by_role("group", name="Sala Verde")
    link = rossa.get_by_role("link", name="Set the cap", exact=True)
    expect(link).to_have_accessible_description(re.compile("arrow keys move it, with Shift"))

    link.press("ArrowDown")
    expect(said).to_have_text("09:05 – 10:35, Sala Rossa. Enter saves, Escape puts it back.")
    page.keyboard.press("Escape")
    expect(said).to_have_text("Put back. Nothing is changed.")
    expect(rossa.get_by_text("09:00 – 10:30")).to_be_visible()

    for key in ("ArrowDown", "ArrowDown", "Shift+ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
    expect(said).to_have_text("09:10 – 10:35, Sala Verde. Enter saves, Escape puts it back.")
    assert desk.stands() == ("22 09:00 – 10:30", "Sala Rossa")
    page.keyboard.press("Enter")
    expect(said).to_have_text("Moved “Set the cap” to Mon 22 Mar, 09:10 – 10:35 CET, Sala Verde.")
    expect(verde.get_by_role("link", name="Set the cap", exact=True)).to_be_focused()
    assert desk.stands() == ("22 09:10 – 10:35", "Sala Verde")
    check_accessible(page)

    page.get_by_role("button", name="Undo: Moved “Set the cap”").click()
    expect(page.get_by_text("Taken back: Moved “Set the cap”")).to_be_visible()
    assert desk.stands() == ("22 09:00 – 10:30", "Sala Rossa")

    _moves_to_the_left(page, said)
    for address in ("list", "rooms", "many/shift-day", f"sessions/{desk.session_id}/move"):
        page.goto(f"{desk.address}/{address}")
        check_accessible(page)


def _moves_to_the_left(page: Page, said: Locator) -> None:
    """From right to left, the next column is the one on the left."""
    page.evaluate("document.documentElement.dir = 'rtl'")
    check_fits(page)
    session_link(page, "Set the cap").press("ArrowLeft")
    expect(said).to_contain_text("Sala Verde")
    page.keyboard.press("Escape")


def test_by_mouse_and_what_is_refused_jumps_back(new_person: NewPerson, desk: Desk) -> None:
    page = new_person()
    desk.enter(page)
    said = page.locator("#plan-said")
    slot = page.locator(f"#slot-{desk.session_id}")
    hour = slot.evaluate("each => each.offsetHeight / 1.5")
    drag(page, slot, 0.3, page.get_by_role("group", name="Sala Verde"), hour)
    expect(said).to_have_text("Moved “Set the cap” to Mon 22 Mar, 10:00 – 11:30 CET, Sala Verde.")
    drag(page, page.locator(f"#slot-{desk.session_id}"), 1, None, hour / 2)
    expect(said).to_have_text("Moved “Set the cap” to Mon 22 Mar, 10:00 – 12:00 CET, Sala Verde.")

    # Somebody else is faster.
    desk.server.clock.advance(minutes=1)
    with desk.server.session() as session:
        sitting = session.get_one(EventSession, desk.session_id)
        actor = create_cast(session, desk.server.clock.now).administrator
        Story(session, desk.server.clock, actor, sitting.event, (), ()).move(
            sitting, timedelta(hours=2)
        )
    session_link(page, "Set the cap").press("ArrowUp")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("was faster: Moved “Set the cap”. “Set the cap” is now on Mon 22")
    expect(page.locator(f"#slot-{desk.session_id} .slot-time")).to_have_text("12:00 – 14:00")

    # The clocks skip an hour.
    page.goto(f"{desk.address}?day=2027-03-28")
    night = session_link(page, "Night")
    for _ in range(6):
        night.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("the clocks in Rome go from 02:00 to 03:00; 02:00 does not exist")
    expect(page.get_by_text("01:30 – 01:45")).to_be_visible()
    check_accessible(page)


def drag(page: Page, slot: Locator, part: float, to: Locator | None, down: float) -> None:
    """Take the session by a part of its height, and drop it in a column so much further down."""
    slot.scroll_into_view_if_needed()
    box = slot.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.8, box["y"] + max(box["height"] * part - 3, 3)
    target = to.bounding_box() if to else None
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 10, steps=2)
    page.mouse.move(target["x"] + 30 if target else x, y + down, steps=5)
    page.mouse.up()


def test_on_a_phone_without_a_script_a_session_is_moved_by_its_form(
    new_person: NewPerson, desk: Desk
) -> None:
    page = new_person(PHONE, javascript=False)
    desk.enter(page)
    check_fits(page)
    page.get_by_role("link", name="Move Set the cap").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Move the session")
    check_fits(page)
    page.get_by_label("Start").fill("08:00")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Moved “Set the cap”")).to_be_visible()
    assert desk.stands() == ("22 08:00 – 10:30", "Sala Rossa")
    for name in ("List", "Rooms", "Tracks"):
        page.get_by_role("navigation", name="Planner").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
        check_fits(page)
    page.goto(f"{desk.address}/many/insert-break?day=2027-03-22")
    check_fits(page)
