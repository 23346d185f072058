"""From the form to the record in a real browser: at a desk, on a phone, and without scripts."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from sqlalchemy import select

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.joining.loading import load_settings
from courseapp.joining.models import JoinRequest
from courseapp.joining.rules import State
from courseapp.scenarios.cast import create_cast
from tests.browser.walking import Walker
from tests.joining.story import CONFIRM, JOIN, LIST, SEND
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer


@pytest.fixture
def organiser_link(live_server: LiveServer) -> str:
    """The way in for the partnership's organiser; its form is open."""
    with live_server.session() as session:
        cast = create_cast(session, live_server.clock.now)
        load_settings(session, live_server.clock.now)
        email = cast.a6ip_organiser.email
        token = make_link(session, live_server.clock.now, email, LinkPurpose.SIGN_IN, LIST)
    return f"/sign-in/{token}"


def check_page(page: Page) -> None:
    check_fits(page)
    check_accessible(page)


def ask(page: Page, live_server: LiveServer) -> None:
    """Fill in the form as an institute does."""
    page.goto(JOIN)
    check_page(page)
    page.get_by_label("A research institute").check()
    page.get_by_label("Name of the organisation").fill("معهد المناخ")
    page.get_by_label("Type of organisation").select_option("academic")
    page.get_by_label("Country of its seat").select_option("EG")
    page.get_by_label("Your full name").fill("سارة أحمد")
    page.get_by_label("Your position").fill("Director")
    page.get_by_label("Your e-mail address").fill("sara@institute.example")
    page.get_by_label("Design carbon markets of high integrity").check()
    live_server.clock.advance(minutes=2)
    page.get_by_role("button", name=SEND).click()  # she forgot to agree
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check_page(page)
    page.get_by_label("I agree to this use of my data").check()
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mailbox")


@pytest.mark.parametrize(("viewport", "javascript"), [(DESK, True), (PHONE, True), (PHONE, False)])
def test_an_institute_joins(
    new_person: NewPerson,
    live_server: LiveServer,
    organiser_link: str,
    viewport: ViewportSize,
    javascript: bool,
) -> None:
    page = new_person(viewport, javascript=javascript)
    ask(page, live_server)
    reader = Walker(page)
    reader.read_mail("sara@institute.example", "Please confirm")
    reader.follow_link_in_mail("/joining/")
    page.get_by_role("button", name=CONFIRM).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your request")
    check_page(page)
    organiser = new_person(viewport, javascript=javascript)
    organiser.goto(organiser_link)
    organiser.locator("main").get_by_role("button", name="Sign in").click()
    organiser.wait_for_url(f"**{LIST}")
    check_page(organiser)
    organiser.get_by_role("link", name="معهد المناخ").click()
    organiser.wait_for_url(f"**{LIST}/*")
    check_page(organiser)
    organiser.get_by_role("link", name="Accept").click()
    organiser.wait_for_url("**/accept")
    check_page(organiser)
    organiser.get_by_role("button", name="Accept and send the letter").click()
    expect(organiser.locator(".flashes")).to_contain_text("is in the record as a partner.")
    with live_server.session() as session:
        assert session.scalars(select(JoinRequest.state)).one() is State.ACCEPTED


def test_each_kind_is_asked_for_its_own_things_without_script(
    new_person: NewPerson, live_server: LiveServer, organiser_link: str
) -> None:
    page = new_person(PHONE, javascript=False)
    page.goto(JOIN)
    country = page.get_by_label("Name of the country")
    seat = page.get_by_label("Country of its seat")
    for hidden in (country, seat):
        expect(hidden).to_be_hidden()
    page.get_by_label("A country").check()
    expect(country).to_be_visible()
    expect(seat).to_be_hidden()
    page.get_by_label("Another organisation").check()
    expect(country).to_be_hidden()
    expect(seat).to_be_visible()


def test_keys_and_eyes_pass_by_the_field_for_robots(
    new_person: NewPerson, live_server: LiveServer, organiser_link: str
) -> None:
    page = new_person()
    page.goto(JOIN)
    box = page.locator("[name=further_remarks]").locator("xpath=..").bounding_box()
    assert box is not None
    assert box["width"] <= 1
    assert box["height"] <= 1
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name"))
    assert "full_name" in reached
    assert "further_remarks" not in reached


def test_the_settings_and_a_closed_form_look_right(
    new_person: NewPerson, live_server: LiveServer, organiser_link: str
) -> None:
    page = new_person(PHONE)
    page.goto(organiser_link)
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Change the form").click()
    page.get_by_role("heading", name="The form to join").wait_for()
    check_page(page)
    page.goto("/initiatives/icap/join")
    check_page(page)
