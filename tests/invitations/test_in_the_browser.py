"""An organiser looks at answers, and somebody with a seat gives hers, at a desk and on a phone."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.invitations.models import Invitation
from courseapp.invitations.planning import plan_event
from courseapp.invitations.rules import Answer
from courseapp.scenarios.cast import create_cast
from tests.calendars.story import new_application
from tests.invitations.story import new_training
from tests.support.browser import NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

PAGE = "/manage/events/training-2027/invitations"


@pytest.fixture
def organiser(live_server: LiveServer, new_person: NewPerson) -> Page:
    """A window of the organiser of a training, to which two people are invited."""
    now = live_server.clock.now
    with live_server.session() as session:
        cast = create_cast(session, now)
        event = new_training(session, now)
        for person in (cast.accepted, cast.newcomer):
            application = new_application(session, person, event, now)
            application.full_name = person.full_name
            application.status, application.confirmed_at = Status.CONFIRMED, now
        session.flush()
        with live_server.app.app_context():
            plan_event(session, event.id, now, live_server.url)
        session.flush()
        invited = session.scalars(select(Invitation).join(Application)).all()
        for number, answer in enumerate((Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED)):
            invited[number].answer = answer
            invited[number].answered_at = now + timedelta(hours=1)
            invited[number].comment = "I come as soon as my flight has landed."
        email = cast.icap_organiser.email
    window = new_person()
    live_server.sign_in(window, email)
    return window


def test_answers_are_read_and_invitations_paused(organiser: Page) -> None:
    organiser.goto(PAGE)
    expect(organiser.get_by_role("heading", level=1)).to_have_text("Invitations")
    check_accessible(organiser)
    check_fits(organiser)
    organiser.get_by_role("link", name="Day 29").click()
    expect(organiser.get_by_role("heading", level=1)).to_contain_text("Day 29")
    expect(organiser.get_by_text("as soon as my flight has landed").first).to_be_visible()
    check_accessible(organiser)
    check_fits(organiser)
    organiser.go_back()
    organiser.get_by_role("button", name="Pause invitations").click()
    expect(organiser.get_by_role("button", name="Let them go on")).to_be_visible()
    check_fits(organiser)


def test_somebody_with_a_seat_answers_on_her_page(
    live_server: LiveServer, new_person: NewPerson
) -> None:
    now = live_server.clock.now
    with live_server.session() as session:
        cast = create_cast(session, now)
        event = new_training(session, now)
        application = new_application(session, cast.accepted, event, now)
        application.status, application.confirmed_at = Status.CONFIRMED, now
        address, email = f"/applications/{application.reference}", cast.accepted.email
    window = new_person()
    live_server.sign_in(window, email)
    window.goto(address)
    check_accessible(window)
    check_fits(window)
    first = window.get_by_role("group", name="Day 29")
    first.get_by_role("radio", name="I attend").focus()
    window.keyboard.press("ArrowRight")
    window.get_by_role("group", name="Day 30").get_by_role("radio", name="I attend").check()
    window.get_by_role("button", name="Save my answers").press("Enter")
    expect(window.get_by_text("Your answers are saved")).to_be_visible()
    expect(first.get_by_role("radio", name="Maybe")).to_be_checked()
    check_accessible(window)
    check_fits(window)
