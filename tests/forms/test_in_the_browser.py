"""An organiser composes a form at a desk with a mouse, and on a phone without any script."""

import pytest
from playwright.sync_api import Page, expect

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.forms.building.copying import start_form
from courseapp.forms.building.origins import origins_for
from courseapp.forms.document.record import Stage
from courseapp.scenarios.cast import create_cast
from tests.events.story import draft
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

TITLE = "Short application"


@pytest.fixture
def way_in(live_server: LiveServer) -> str:
    """The organiser's link to the form of a course, begun as a copy of our short one."""
    now = live_server.clock.now
    with live_server.session() as session, live_server.app.test_request_context():
        organiser = create_cast(session, now).icap_organiser
        event = draft(session, organiser, now)
        origin = origins_for(session, event.initiative, Stage.APPLICATION).named("ours-short")
        form = start_form(session, organiser, now, event, Stage.APPLICATION, origin)
        page = f"/manage/icap/forms/{form.id}"
        token = make_link(session, now, organiser.email, LinkPurpose.SIGN_IN, page)
        session.commit()
    return f"/sign-in/{token}"


def test_at_a_desk_questions_are_dragged_and_conditions_show_what_fits(
    new_person: NewPerson, way_in: str
) -> None:
    page = new_person(DESK)
    enter(page, way_in)
    form = page.url
    name, position = page.locator("#q-certificate_name"), page.locator("#q-position")
    name.drag_to(position, target_position={"x": 60, "y": 4})
    in_work = page.locator("[data-section=work] > li")
    expect(in_work.nth(3)).to_have_id("q-certificate_name")
    page.get_by_role("button", name="Undo: moved “Name on the certificate”").click()
    expect(in_work.nth(3)).to_have_id("q-position")
    page.locator("#q-experience").get_by_role("link").click()
    look(page, "Your experience with carbon markets")
    page.get_by_role("link", name="Change when it is asked").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("When is it asked?")
    page.get_by_label("Question 1 of group 1").select_option(label="Type of organisation")
    page.get_by_label("The answer to compare with").select_option(label="Other")
    look(page, "When is it asked?")
    page.get_by_role("button", name="Save the condition").click()
    expect(page.get_by_text("Only if “Type of organisation” is “Other”.")).to_be_visible()
    for path, heading in (
        ("/languages/fr/about", "The form in French"),
        ("/sections/about/questions", "Add a question"),
        ("/publish", "Publish the form"),
        ("/preview", "About you"),
        ("", TITLE),
    ):
        page.goto(form + path)
        look(page, heading)


def test_on_a_phone_without_script_a_question_is_added_and_moved(
    new_person: NewPerson, way_in: str
) -> None:
    page = new_person(PHONE, javascript=False)
    enter(page, way_in)
    check_fits(page)
    page.get_by_role("link", name="Add a question to Your work").click()
    page.get_by_label("Question", exact=True).fill("Who decides about carbon prices?")
    page.get_by_label("One of a list").check()
    check_fits(page)
    page.get_by_role("button", name="Add and set up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who decides about carbon prices?")
    page.get_by_label("Options", exact=True).last.fill("Parliament\nA ministry")
    page.get_by_role("button", name="Add to the list").click()
    page.get_by_role("button", name="Move A ministry up").click()
    check_fits(page)
    page.get_by_role("button", name="Save the question").click()
    moved = page.get_by_role("button", name="Move Who decides about carbon prices? up")
    moved.click()
    expect(page.locator("[data-section=work] > li").nth(5)).to_contain_text("Who decides")
    page.get_by_role("button", name="Undo: moved").click()
    expect(page.get_by_text("Undone: moved “Who decides about carbon prices?” up.")).to_be_visible()
    page.get_by_role("link", name="Publish", exact=True).click()
    page.get_by_role("button", name="Publish the form").click()
    expect(page.get_by_text("Version 1 is what people fill in")).to_be_visible()


def enter(page: Page, way_in: str) -> None:
    page.goto(way_in)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def look(page: Page, heading: str) -> None:
    """Wait for the page, then hold it against the rules for every page."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check_fits(page)
    check_accessible(page)
