"""The page of those who take part: links to join for them alone, recordings afterwards."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.rules import Access, EventStatus
from courseapp.materials.rules import Audience
from courseapp.scenarios.cast import Cast
from tests.events.conftest import statements_of
from tests.materials.conftest import Readers
from tests.materials.story import JOIN, VIDEO, first_session, given
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

PAGE = "/events/course-on-emissions-trading-2027/take-part"
PUBLIC_PAGES = ("/events", "/events/{slug}", "/calendars/events/{slug}.ics", "/calendars/all.ics")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_page_is_for_those_who_take_part_and_sends_a_visitor_to_sign_in(
    people: Readers, event: Event
) -> None:
    for name, status in {"stranger": 404, "neighbour": 404, "participant": 200, "delegate": 200,
                         "organiser": 200, "visitor": 303}.items():  # fmt: skip
        response = people[name].get(PAGE)
        assert response.status_code == status, name
        assert (JOIN in response.get_data(as_text=True)) is (status == 200), name
    assert people["visitor"].get(PAGE).location == f"/sign-in?next={PAGE}"
    assert people["participant"].get(f"/events/{event.slug}x/take-part").status_code == 404


@pytest.mark.parametrize("reader", ["visitor", "stranger", "neighbour"])
def test_links_and_recordings_of_others_stand_on_no_page(
    people: Readers, event: Event, session: Session, cast: Cast, clock: FixedClock, reader: str
) -> None:
    sitting = first_session(event)
    sitting.recording_link = VIDEO
    given(session, cast.icap_organiser, clock.now, event, title="Bait", session_id=sitting.id)
    pages = [each.format(slug=event.slug) for each in PUBLIC_PAGES]
    own = f"/events/{event.slug}/sessions/{sitting.calendar_uid}"
    for page in (*pages, own, f"/events/{event.slug}/programme"):
        response = people[reader].get(page)
        assert response.status_code == 200, page
        text = response.get_data(as_text=True)
        assert not {bait for bait in (JOIN, VIDEO, "Bait") if bait in text}, page


def test_the_next_session_comes_first_and_the_recording_afterwards(
    people: Readers,
    event: Event,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    as_person: AsPerson,
) -> None:
    sitting = first_session(event)
    given(session, cast.icap_organiser, clock.now, event, title="Slides", session_id=sitting.id)
    given(session, cast.icap_organiser, clock.now, event, title="Handbook")
    browser = people["participant"]

    page = browser.visit(f"{PAGE}?zone=Asia/Kathmandu")
    assert [each.get_text() for each in page.soup.select("h2")][:3] == [
        "Set the cap", "For the whole event", "Then",
    ]  # fmt: skip
    assert page.link("Join online") == JOIN
    for told in ("Mon 22 Mar 2027, 09:00 – 10:30 CET", "13:45 – 15:15", "08:00 – 09:30 UTC"):
        assert told in page.text, told
    for told in ("Slides", "Handbook", "The room opens shortly before the start"):
        assert told in page.text, told

    clock.now = at("2027-03-22T08:10")
    browser = as_person(cast.accepted)  # her first sign-in is over by then
    assert "On now" in browser.visit(PAGE).text
    clock.now = at("2027-03-22T09:30")
    sitting.recording_link = VIDEO
    page = browser.visit(PAGE)
    assert JOIN not in page.html
    assert page.link("Watch the recording") == VIDEO
    assert next(each.get_text() for each in page.soup.select("h2")) == "Allocate"
    assert "What was held" in page.text


def test_of_a_postponed_event_no_session_is_next(
    people: Readers, event: Event, session: Session
) -> None:
    event.status = EventStatus.POSTPONED
    session.commit()
    page = people["participant"].visit(PAGE)
    assert "This event is postponed" in page.text
    assert next(each.get_text() for each in page.soup.select("h2")) == "As it was planned before"
    assert "The room opens" not in page.text


def test_of_an_open_event_anybody_gets_the_link_once_she_has_signed_in(
    people: Readers, event: Event, session: Session
) -> None:
    event.access = Access.OPEN
    session.commit()
    assert JOIN in people["stranger"].visit(PAGE).html
    response = people["visitor"].get(PAGE)
    assert response.status_code == 303
    assert JOIN not in response.get_data(as_text=True)


def test_the_pages_of_the_event_show_to_each_reader_what_she_may_open(
    people: Readers, event: Event, session: Session, cast: Cast, clock: FixedClock
) -> None:
    sitting = first_session(event)
    sitting.recording_link = VIDEO
    about = (session, cast.icap_organiser, clock.now, event)
    given(*about, title="Slides of the cap", session_id=sitting.id)
    given(*about, title="Handbook", visible_to=Audience.PUBLIC)
    page = f"/events/{event.slug}"
    own = f"{page}/sessions/{sitting.calendar_uid}"
    assert people["visitor"].visit(page).link("Handbook") == "https://example.org/cap"
    assert "Slides of the cap" not in people["visitor"].visit(own).text
    assert "Apply" in people["visitor"].visit(page).links
    assert "Apply" not in people["participant"].visit(page).links  # she has her seat
    for address in (page, own, f"{page}/programme"):
        shown = people["participant"].visit(address)
        assert "Slides of the cap (Slides, Participants)" in shown.text
        assert shown.link("Watch the recording") == VIDEO
    sitting.recording_is_public = True
    assert people["visitor"].visit(own).link("Watch the recording") == VIDEO


def test_the_page_costs_the_same_however_many_sessions_there_are(
    people: Readers, event: Event, session: Session, cast: Cast, clock: FixedClock
) -> None:
    def cost() -> int:
        session.commit()
        with statements_of(session) as found:
            people["participant"].visit(PAGE)
        return len(found)

    few = cost()
    for each in event.sessions:
        given(session, cast.icap_organiser, clock.now, event, session_id=each.id)
    assert cost() == few


def test_the_status_of_a_confirmed_application_leads_there(people: Readers, event: Event) -> None:
    page = people["participant"].visit("/applications")
    page = people["participant"].follow(page, event.title)
    assert page.link("Open your page") == PAGE
    assert people["participant"].visit(f"/events/{event.slug}").link("Open your page") == PAGE
    for other in ("visitor", "stranger", "neighbour"):
        assert "You take part" not in people[other].visit(f"/events/{event.slug}").text
