"""A focal point nominates on a phone, a nominee begins; an organiser works at a desk."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.mail.models import Message
from courseapp.nominations.inviting import ask
from courseapp.nominations.listing import add_quota
from courseapp.nominations.points import add_point
from courseapp.scenarios.cast import create_cast
from tests.applications.story import new_course
from tests.browser.walking import Walker
from tests.nominations.story import PLAN, POINT
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

AHMED = "أحمد بن عبد الله"


@dataclass(frozen=True)
class WaysIn:
    """The paths of the links to a focal point and to the organiser."""

    focal_point: str
    organiser: str


@pytest.fixture
def ways_in(live_server: LiveServer) -> WaysIn:
    """Tonga may nominate two people, and its focal point was asked."""
    now = live_server.clock.now
    with live_server.session() as session, live_server.app.test_request_context():
        organiser = create_cast(session, now).icap_organiser
        course = new_course(session, now)
        quota = add_quota(session, organiser, now, course, PLAN)
        point = add_point(session, organiser, now, quota, POINT)
        ask(session, organiser, now + timedelta(minutes=1), point, "Officials who write laws.")
        page = f"/manage/events/{course.slug}/nominations"
        token = make_link(session, now, organiser.email, LinkPurpose.SIGN_IN, page)
        letter = session.scalars(select(Message).filter_by(kind="nomination_request")).one()
        address = next(word for word in letter.text.split() if "/nominate/" in word)
    return WaysIn(address[address.index("/nominate/") :], f"/sign-in/{token}")


def test_a_focal_point_nominates_on_a_phone_and_a_nominee_begins(
    new_person: NewPerson, ways_in: WaysIn
) -> None:
    page = new_person(PHONE, zone="Pacific/Tongatapu", javascript=False)
    page.goto(ways_in.focal_point)
    look(page, "Nominate people")
    for name, email in ((AHMED, "ahmed@example.org"), ("Kalisi", "kalisi@example.org")):
        page.get_by_label("Full name").fill(name)
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Position").fill("Policy officer")
        page.get_by_role("button", name="Nominate", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text(f"{name} is nominated.")
    page.get_by_role("button", name="Move up: Kalisi").click()
    expect(page.locator(".ranked > li").first).to_contain_text("Kalisi")
    page = new_person(PHONE)
    kalisi = Walker(page)
    kalisi.read_mail("kalisi@example.org", "Tonga has nominated you")
    kalisi.follow_link_in_mail("/nominated/")
    look(page, "You are invited to apply")
    kalisi.press("Send a link to k…@example.org")
    look(page, "Look into your mailbox")
    kalisi.read_mail("kalisi@example.org", "Your link to sign in")
    kalisi.follow_link_in_mail("/sign-in/")
    kalisi.press("Sign in")
    look(page, "You are nominated")
    kalisi.press("Begin your application")
    expect(page).to_have_url(re.compile(".*/applications/.*"))


def test_an_organiser_works_through_nominations_at_a_desk(
    new_person: NewPerson, ways_in: WaysIn
) -> None:
    page = new_person(DESK)
    page.goto(ways_in.organiser)
    page.locator("main").get_by_role("button", name="Sign in").click()
    look(page, "Nominations")
    page.get_by_role("link", name="Tonga").click()
    look(page, "Tonga")
    page.get_by_text("Nominate somebody for them").click()
    page.get_by_label("Full name").fill(AHMED)
    page.get_by_label("E-mail address", exact=True).fill("ahmed@example.org")
    page.get_by_role("button", name="Nominate", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("is nominated, and an invitation")
    look(page, "Tonga")
    page.set_viewport_size(PHONE)
    look(page, "Tonga")
    page.get_by_role("link", name="All jurisdictions").click()
    look(page, "Nominations")
    page.get_by_role("link", name="People nominated").click()
    look(page, "People nominated")
    expect(page.get_by_role("rowheader")).to_contain_text(AHMED)


def look(page: Page, heading: str) -> None:
    """Wait for the page, then hold it against the rules for every page."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check_fits(page)
    check_accessible(page)
