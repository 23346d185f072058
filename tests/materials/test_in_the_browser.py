"""The pages around the content of a session, on a phone and at a desk, in a real browser."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.events.published.versions import publish_programme
from courseapp.events.rules import AgendaKind, Presence
from courseapp.events.sessions.agenda import write_agenda
from courseapp.events.sessions.agenda_plans import ItemPlan
from courseapp.events.sessions.scheduling import change_session, plan_of
from courseapp.events.sessions.sittings import SpeakerPlan
from courseapp.materials.rules import Audience
from courseapp.scenarios.cast import create_cast
from tests.materials.story import course, first_session, given, given_file
from tests.support.browser import DESK, NewPerson, check_accessible, check_fits
from tests.support.handouts import pptx
from tests.support.live_server import LiveServer

AGENDA = (
    ItemPlan(
        AgendaKind.TALK,
        40,
        title="What a cap is, and who sets it",
        speakers=(SpeakerPlan("Mai Trần", "Ministry of Trade", Presence.ONLINE),),
    ),
    ItemPlan(AgendaKind.QUESTIONS, 15),
    ItemPlan(AgendaKind.POLL, 5, title="Who has a cap?"),
)


@pytest.fixture
def way_in(live_server: LiveServer) -> str:
    """A course with an agenda, files and links; return its organiser's way in."""
    now = live_server.clock.now
    with live_server.session() as session:
        actor = create_cast(session, now).icap_organiser
        event = course(session, actor, now)
        sitting = first_session(event)
        write_agenda(session, actor, now, sitting, AGENDA)
        about = (session, actor, now, event)
        given_file(live_server.app, *about, title="Setting the cap", session_id=sitting.id)
        given(*about, title="Handbook of emissions trading", visible_to=Audience.PUBLIC)
        offered = {"visible_to": Audience.ORGANISERS, "is_offered_by_speaker": True}
        given(session, None, now, event, title="Slides of Mai", added_by="Mai Trần", **offered)
        recorded = replace(plan_of(event.sessions[-1]), recording_link="https://v.example.org/1")
        change_session(session, actor, now, event.sessions[-1], recorded)
        publish_programme(session, actor, now, event)
        address = f"/manage/events/{event.slug}/sessions/{sitting.id}/agenda"
        token = make_link(session, now, actor.email, LinkPurpose.SIGN_IN, address)
    return f"/sign-in/{token}"


def enter(page: Page, way_in: str) -> None:
    page.goto(way_in)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Agenda of the session")


def look(page: Page, heading: str) -> None:
    """Wait for the page, and hold it against the rules of accessibility and its width."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    check_accessible(page)
    check_fits(page)


@pytest.mark.parametrize("viewport", [DESK], ids=["desk"])
def test_the_content_of_a_session_is_planned_given_and_read(
    new_person: NewPerson, way_in: str, viewport: object, tmp_path: Path
) -> None:
    page = new_person(viewport)
    enter(page, way_in)
    look(page, "Agenda of the session")
    page.get_by_role("button", name="Fill the rest").click()
    expect(page.get_by_text("The last 30 minutes are question time now")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("90 of 90 minutes")).to_be_visible()
    look(page, "Agenda of the session")

    base = page.url.split("/sessions/")[0]
    page.goto(f"{base}/materials")
    look(page, "Materials")
    page.get_by_role("link", name="Add a file or a link").click()
    look(page, "Add a file or a link")
    slides = tmp_path / "Allocation.pptx"
    slides.write_bytes(pptx())
    page.get_by_label("What it is").select_option("slides")
    page.get_by_label("File", exact=False).first.set_input_files(slides)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="Allocation", exact=True)).to_be_visible()

    page.goto(f"{base.replace('/manage', '')}/take-part")
    look(page, "Take part")
    expect(page.get_by_role("link", name="Join online").first).to_be_visible()
