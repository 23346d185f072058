"""A focal point answers on a phone; an organiser works through the list at a desk."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.delegations.inviting import invite
from courseapp.delegations.listing import add_all, add_delegation
from courseapp.delegations.members import missing_members
from courseapp.mail.models import Message
from courseapp.materials.rules import Audience
from courseapp.scenarios.cast import create_cast
from tests.delegations.story import DIALOGUE, PLAN, SITTING, link_in
from tests.events.story import published, with_public_session
from tests.materials.story import given
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer


@pytest.fixture
def ways_in(live_server: LiveServer) -> tuple[str, str]:
    """All members are on the list, one is invited; return its link and the organiser's."""
    now = live_server.clock.now
    with live_server.session() as session, live_server.app.test_request_context():
        organiser = create_cast(session, now).icap_organiser
        event = published(session, organiser, now, **DIALOGUE)
        with_public_session(session, organiser, now, event, title=SITTING)
        papers = {"visible_to": Audience.DELEGATIONS, "title": "Background paper"}
        given(session, organiser, now, event, **papers)
        found = add_delegation(session, organiser, now, event, PLAN)
        add_all(session, organiser, now, event, missing_members(session, event, now.date()))
        invite(session, organiser, now + timedelta(minutes=1), found, "Names by 1 March, please.")
        letter = session.scalars(select(Message).where(Message.kind.like("delegation_%"))).one()
        page = f"/manage/events/{event.slug}/delegations"
        token = make_link(session, now, organiser.email, LinkPurpose.SIGN_IN, page)
        link = link_in(letter)
    return link[link.index("/delegation/") :], f"/sign-in/{token}"


def test_a_focal_point_names_people_on_a_phone(
    new_person: NewPerson, ways_in: tuple[str, str]
) -> None:
    page = new_person(PHONE, zone="Pacific/Auckland")
    page.goto(ways_in[0])
    look(page, "Will you send a delegation?")
    page.get_by_role("button", name="Accept the invitation").click()
    look(page, "Your delegation")
    for name in ("李明 (Li Ming)", "أحمد بن عبد الله"):
        page.get_by_label("Full name").fill(name)
        page.get_by_label("Position").fill("Director, Ministry of Environment")
        page.get_by_role("button", name="Put on the list").click()
        expect(page.locator(".people-named")).to_contain_text(name)
    page.get_by_role("link", name="Send somebody else for 李明").click()
    look(page, "Send somebody else for 李明 (Li Ming)")
    page.get_by_label("Full name").fill("Ольга Иванова")
    page.get_by_role("button", name="Ask for this person").click()
    look(page, "Your delegation")
    expect(page.get_by_text("The organisers decide")).to_be_visible()


def test_an_organiser_decides_at_a_desk(new_person: NewPerson, ways_in: tuple[str, str]) -> None:
    phone = new_person(PHONE, javascript=False)
    phone.goto(ways_in[0])
    phone.get_by_role("button", name="Accept the invitation").click()
    phone.get_by_label("Full name").fill("Ana Souza")
    phone.get_by_role("button", name="Put on the list").click()
    phone.get_by_role("link", name="Send somebody else for Ana Souza").click()
    phone.get_by_label("Full name").fill("Ольга Иванова")
    phone.get_by_role("button", name="Ask for this person").click()
    expect(phone.get_by_text("The organisers decide")).to_be_visible()
    page = new_person(DESK)
    page.goto(ways_in[1])
    page.locator("main").get_by_role("button", name="Sign in").click()
    look(page, "Delegations")
    page.get_by_label("Show").select_option("A substitute to decide on")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("rowheader")).to_have_count(1)
    page.get_by_role("link", name="New Zealand").click()
    look(page, "New Zealand")
    page.get_by_role("button", name="Approve Ольга Иванова", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Ольга Иванова comes now.")
    look(page, "New Zealand")
    page.set_viewport_size(PHONE)
    look(page, "New Zealand")
    page.get_by_role("link", name="All delegations").click()
    look(page, "Delegations")


def look(page: Page, heading: str) -> None:
    """Wait for the page, then hold it against the rules for every page."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check_fits(page)
    check_accessible(page)
