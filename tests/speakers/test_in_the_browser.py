"""A speaker answers on her phone; an organiser works through the list at a desk."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.mail.models import Message
from courseapp.scenarios.cast import create_cast
from courseapp.speakers.asking import invite
from courseapp.speakers.plans import BiographyPlan, ProfilePlan
from courseapp.speakers.profiles import add_speaker
from tests.events.story import published, with_public_session
from tests.speakers.story import MAI, PLAN, PNG, link_in
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

ARABIC = ProfilePlan(
    "سارة أحمد",
    organisation="جهاز شؤون البيئة",
    country="EG",
    biographies=(BiographyPlan("ar", "تقود فريق أسواق الكربون."),),
)


@pytest.fixture
def ways_in(live_server: LiveServer) -> tuple[str, str]:
    """Two speakers are on the list, one of them invited; return her link and the organiser's."""
    now = live_server.clock.now
    with live_server.session() as session, live_server.app.test_request_context():
        cast = create_cast(session, now)
        organiser = cast.icap_organiser
        event = published(session, organiser, now)
        with_public_session(session, organiser, now, event)
        found = add_speaker(session, organiser, now, event, PLAN)
        add_speaker(session, organiser, now, event, ARABIC)
        invite(session, organiser, now + timedelta(minutes=1), found, "We liked your paper.")
        link = link_in(session.scalars(select(Message).where(Message.about.like("event/%"))).one())
        page = f"/manage/events/{event.slug}/speakers"
        token = make_link(session, now, organiser.email, LinkPurpose.SIGN_IN, page)
    return urlsplit(link).path, f"/sign-in/{token}"


def test_a_speaker_answers_on_her_phone(new_person: NewPerson, ways_in: tuple[str, str]) -> None:
    page, link = new_person(PHONE, zone="Asia/Ho_Chi_Minh"), ways_in[0]
    page.goto(link)
    look(page, "Will you speak at this event?")
    page.get_by_label("Show my name").check()
    page.get_by_role("button", name="Yes, I will speak").click()
    look(page, "Thank you for speaking")
    page.get_by_role("link", name="Your profile").click()
    page.get_by_label("Biography").first.fill("Leads the carbon market.")
    page.get_by_label("Language of this text").first.fill("Englsh")
    page.get_by_label("Photo").set_input_files({"name": "me.png", "mimeType": "", "buffer": PNG})
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Did you mean English?")
    look(page, "Your profile")
    page.get_by_label("Language of this text").first.fill("English")
    page.get_by_role("button", name="Save").click()
    look(page, "Thank you for speaking")
    page.get_by_role("link", name="When you can speak").click()
    page.get_by_label("Day", exact=True).fill("2027-03-22")
    page.get_by_role("button", name="Add this time").click()
    expect(page.get_by_role("button", name="Remove")).to_have_count(1)
    look(page, "When you can speak")
    page.goto(link)
    page.get_by_role("link", name="Hand in slides").click()
    look(page, "Slides for your session")


def test_an_organiser_works_through_the_list(
    new_person: NewPerson, ways_in: tuple[str, str]
) -> None:
    page = new_person(DESK)
    page.goto(ways_in[1])
    page.locator("main").get_by_role("button", name="Sign in").click()
    look(page, "Speakers")
    page.get_by_role("button", name="Make a speaker José García").click()
    look(page, "José García")
    page.get_by_role("link", name="All speakers").click()
    page.get_by_role("link", name=MAI).click()
    look(page, MAI)
    page.get_by_role("link", name="Remind, with a new link").click()
    look(page, "Remind, with a new link")
    expect(page.get_by_role("button", name="Send 1 letter")).to_be_visible()


def look(page: Page, heading: str) -> None:
    """Wait for the page, then hold it against the rules for every page."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check_fits(page)
    check_accessible(page)
