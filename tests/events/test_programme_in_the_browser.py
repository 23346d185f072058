"""A programme is published by its organiser and read by everybody else, in a real browser."""

from dataclasses import replace

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.events.models import AgendaItem
from courseapp.events.published.versions import publish_programme
from courseapp.events.rules import AgendaKind
from courseapp.events.sessions.scheduling import cancel_session, change_session
from courseapp.scenarios.cast import create_cast
from tests.events.story import SITTING, published, wall, with_public_session, with_session
from tests.support.browser import PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

MOVED = replace(SITTING, starts_local=wall("2027-03-22T14:00"), ends_local=wall("2027-03-22T15:30"))
PAGE = "/events/course-on-emissions-trading-2027"
TUESDAY = {"starts_local": wall("2027-03-23T09:00"), "ends_local": wall("2027-03-23T10:30")}


@pytest.fixture
def way_in(live_server: LiveServer) -> str:
    """A course with two sessions, of which one moved and a third is new; its organiser's way in."""
    now = live_server.clock.now
    with live_server.session() as session:
        actor = create_cast(session, now).icap_organiser
        course = published(session, actor, now)
        sitting = with_public_session(session, actor, now, course)
        clinic = with_public_session(session, actor, now, course, title="Clinic", **TUESDAY)
        talk = AgendaItem(
            position=1, kind=AgendaKind.TALK, title="Caps", starts_after=0, minutes=60
        )
        pause = AgendaItem(position=2, kind=AgendaKind.BREAK, starts_after=60, minutes=30)
        sitting.agenda += [talk, pause]
        cancel_session(session, actor, now, clinic)
        publish_programme(session, actor, now, course, "The clinic has no room.")
        change_session(session, actor, now, sitting, MOVED)
        with_session(session, actor, now, course, title="Linking", **TUESDAY)
        home = f"/manage/events/{course.slug}"
        token = make_link(session, now, actor.email, LinkPurpose.SIGN_IN, home)
    return f"/sign-in/{token}"


def look(page: Page) -> None:
    check_fits(page)
    check_accessible(page)


def test_an_organiser_reads_the_changes_and_publishes_them(
    new_person: NewPerson, way_in: str
) -> None:
    organiser = new_person()
    organiser.goto(way_in)
    organiser.locator("main").get_by_role("button", name="Sign in").click()
    expect(organiser.get_by_text("2 changes are not public yet")).to_be_visible()
    look(organiser)
    organiser.get_by_role("link", name="Look at the changes and publish").click()
    expect(organiser.get_by_role("heading", level=1)).to_have_text("Publish the programme")
    look(organiser)
    organiser.get_by_role("button", name="Publish this version").click()
    expect(organiser.get_by_text("Version 4 of the programme is public now.")).to_be_visible()
    organiser.get_by_role("link", name="Versions").last.click()
    expect(organiser.get_by_role("heading", level=1)).to_have_text("Versions of the programme")
    look(organiser)


@pytest.mark.usefixtures("way_in")
def test_a_reader_on_a_phone_in_another_zone_finds_her_session(new_person: NewPerson) -> None:
    reader, refused = new_person(PHONE, zone="Asia/Tokyo"), list[str]()
    reader.on("console", lambda message: refused.append(_refusal(message)))
    reader.goto(PAGE)
    expect(reader.get_by_text("17:00 UTC+09:00, your time").first).to_be_visible()
    look(reader)
    for link, heading in (
        ("What has changed", "What has changed: Course on emissions trading"),
        ("Set the cap", "Set the cap"),
    ):
        reader.goto(PAGE)
        reader.get_by_role("link", name=link).click()
        expect(reader.get_by_role("heading", level=1)).to_have_text(heading)
        look(reader)
    expect(reader.get_by_text("09:00 – 10:00")).to_be_visible()
    reader.get_by_role("link", name="Programme", exact=True).click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Programme: Course")
    look(reader)
    assert not any(refused)  # the policy lets data blocks be


def _refusal(message: ConsoleMessage) -> str:
    return message.text if "Content Security Policy" in message.text else ""
