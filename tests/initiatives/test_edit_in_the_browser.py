"""The record's editors in Chromium: on a phone, in the dark, from right to left, two at once."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.initiatives.contacts import ContactPlan, add_contact
from courseapp.initiatives.internal_notes import add_note
from courseapp.scenarios.cast import create_cast
from tests.initiatives.edit_story import RECORD, edited, initiative
from tests.initiatives.test_versions import summary, with_members
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

PAGES = (
    "",
    "?show=noted",
    "/name",
    "/themes",
    "/publish",
    "/fields/starting-year",
    "/fields/launched-on",
    "/fields/coverage/add",
    "/fields/lpaa/add",
    "/fields/description/add",
    "/passages",
    "/memberships?unread=1",
    "/add/memberships",
    "/paste/memberships",
    "/add/counts",
    "/publications",
    "/sources",
    "/sources/CIP/remove",
    "/passages/courses/remove",
    "/versions",
    "/versions/2",
    "/versions/1/restore",
    "/contacts",
    "/contacts/add",
    "/notes",
)


@pytest.fixture
def ways_in(live_server: LiveServer) -> tuple[str, str]:
    """A record with some history; return how its organiser and an administrator come in."""
    now = live_server.clock.now
    with live_server.session() as session:
        cast = create_cast(session, now)
        edited(session, cast.administrator, now, summary("A forum of many governments."))
        edited(session, cast.icap_organiser, now, with_members(60))
        plan = ContactPlan("Ann Other", "Head", "a@example.org", "+49 30 1", "Street 2\nBerlin")
        kept = ContactPlan(**{**vars(plan), "keep_until": (now + timedelta(days=9)).date()})
        add_contact(session, cast.administrator, now, initiative(session), kept)
        add_note(session, cast.icap_organiser, now, initiative(session), "Ask Berlin.")
        people = (cast.icap_organiser, cast.administrator)
        tokens = [make_link(session, now, p.email, LinkPurpose.SIGN_IN, RECORD) for p in people]
    return f"/sign-in/{tokens[0]}", f"/sign-in/{tokens[1]}"


def enter(page: Page, way_in: str) -> None:
    page.goto(way_in)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Record of ICAP")


@pytest.mark.parametrize(("viewport", "colours"), [(DESK, "light")])
def test_every_page_is_accessible_and_fits(
    new_person: NewPerson, ways_in: tuple[str, str], viewport: ViewportSize, colours: str
) -> None:
    page = new_person(viewport, colours=colours)
    enter(page, ways_in[0])
    for path in (*(RECORD + each for each in PAGES), "/initiatives/icap/history"):
        page.goto(path)
        check_accessible(page)
        check_fits(page)


def test_from_right_to_left_every_page_fits(
    new_person: NewPerson, ways_in: tuple[str, str]
) -> None:
    page = new_person(PHONE)
    enter(page, ways_in[0])
    for path in PAGES:
        page.goto(RECORD + path)
        page.evaluate("document.documentElement.dir = 'rtl'")
        check_fits(page)


def test_two_editors_on_two_devices_without_scripts_lose_nothing(
    new_person: NewPerson, ways_in: tuple[str, str]
) -> None:
    mariana, ingrid = new_person(PHONE, javascript=False), new_person(DESK)
    for page, way_in in zip((mariana, ingrid), ways_in, strict=True):
        enter(page, way_in)
        page.goto(f"{RECORD}/fields/starting-year")
        page.get_by_role("link", name="Change what CIP states").click()
    ingrid.get_by_label("Value").fill("2008")
    ingrid.get_by_role("button", name="Save").click()
    expect(ingrid.locator("main")).to_contain_text("It is version 4.")
    mariana.get_by_label("Value").fill("2006")
    mariana.get_by_role("button", name="Save").click()
    expect(mariana.locator("main")).to_contain_text("Somebody else changed the same thing")
    check_fits(mariana)
    mariana.get_by_role("button", name="Save").click()
    expect(mariana.locator("main")).to_contain_text("It is version 5.")
    ingrid.goto(f"{RECORD}/versions/5")
    expect(ingrid.locator("del")).to_contain_text("2008")
    expect(ingrid.locator("ins")).to_contain_text("2006")
    check_accessible(ingrid)


def test_a_clash_and_offers_of_places_are_accessible(
    new_person: NewPerson, ways_in: tuple[str, str]
) -> None:
    page = new_person(PHONE)
    enter(page, ways_in[0])
    page.goto(f"{RECORD}/add/memberships")
    page.get_by_label("Name as printed").fill("Ontario (USA)")
    page.get_by_label("A country, or a part of one").check()
    page.get_by_label("How it belongs").select_option("member")
    page.get_by_label("Source", exact=True).select_option("CIP")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="It is Ontario, Canada")).to_be_visible()
    check_accessible(page)
    check_fits(page)
