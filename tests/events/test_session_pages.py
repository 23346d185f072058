"""The organiser's form for a session: clashes at once, times that do not exist, two tabs."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.events.models import Event, EventSession
from courseapp.scenarios.cast import Cast
from tests.events.story import TYPED_SESSION, draft, published, send_unoffered, with_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, Value


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    return draft(session, cast.icap_organiser, clock.now)


def new_page(client: CheckingClient, event: Event) -> Page:
    return client.visit(f"/manage/events/{event.slug}/sessions/new")


def send(
    client: CheckingClient, event: Event, button: str = "Save", status: int = 200, **typed: Value
) -> Page:
    values = {**TYPED_SESSION, **typed}
    return client.submit(new_page(client, event), values, button=button, status=status)


def sessions(session: Session) -> list[EventSession]:
    return list(session.scalars(select(EventSession).order_by(EventSession.starts_at)))


def test_a_new_session_stands_in_the_programme(
    organiser: CheckingClient, session: Session, course: Event
) -> None:
    page = send(organiser, course)

    assert page.path == f"/manage/events/{course.slug}"
    assert "“Set the cap” is added." in page.text
    assert "Mon 22 Mar 2027 09:00 – 10:30 CET" in page.text
    assert "Mai Trần (Ministry of Environment), José García" in page.text
    assert len(sessions(session)) == 1


def test_the_next_one_like_it_is_on_the_next_weekday(
    organiser: CheckingClient, session: Session, course: Event
) -> None:
    page = send(organiser, course, "Save and add another like this", day="2027-03-26")

    assert page.value("day") == "2027-03-29"
    assert (page.value("title"), page.value("starts")) == ("Set the cap", "09:00")
    organiser.submit(page, button="Save")
    assert [str(each.starts_at.time()) for each in sessions(session)] == ["08:00:00", "07:00:00"]


def test_a_new_form_suggests_zone_and_day(organiser: CheckingClient, course: Event) -> None:
    page = new_page(organiser, course)

    assert (page.value("zone"), page.value("day")) == ("Europe/Rome", "2027-03-22")


def test_a_clash_is_shown_before_anything_is_saved_and_may_be_kept(
    organiser: CheckingClient, session: Session, course: Event
) -> None:
    send(organiser, course)

    page = send(organiser, course, status=422, title="Clinic", starts="10:00", ends="11:00")

    assert "“Set the cap” and “Clinic” are in Sala Rossa at the same time" in page.text
    assert "Mai Trần speaks in “Set the cap” and in “Clinic” at the same time" in page.text
    assert len(sessions(session)) == 1
    assert page.value("title") == "Clinic"

    page = organiser.submit(page, button="Save it all the same")
    assert len(sessions(session)) == 2
    assert "3 problems in the programme" in page.text


def test_a_session_outside_the_event_is_a_clash(organiser: CheckingClient, course: Event) -> None:
    page = send(organiser, course, status=422, day="2027-04-05")

    assert "on Mon 5 Apr 2027 is outside the dates of the event" in page.text


def test_what_cannot_be_is_told_beside_its_field(
    organiser: CheckingClient, session: Session, course: Event
) -> None:
    page = send(organiser, course, status=422, day="2027-03-28", starts="02:30", ends="02:00")
    assert (
        "On Sun 28 Mar 2027 the clocks in Rome go from 02:00 to 03:00; 02:30 does not exist. "
        "Enter 03:00 or later." in page.text
    )
    page = send(organiser, course, status=422, ends="08:00", title="", join_link="javascript:x")
    assert "Enter the end after the start, for example 17:00." in page.text
    assert "Enter a title." in page.text
    assert "begins with https://" in page.text
    assert (page.value("ends"), page.value("join_link")) == ("08:00", "javascript:x")
    page = send(organiser, course, status=422, day="2027-02-30", speakers="x" * 301)
    assert "Enter a day that exists" in page.text
    assert "Shorten the line of" in page.text
    page = send_unoffered(organiser, new_page(organiser, course), "Save", {"zone": "Mars/Base"})
    assert "We know no time zone “Mars/Base”." in page.text
    assert sessions(session) == []


def test_of_a_time_that_comes_twice_the_choice_is_told(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = draft(session, cast.icap_organiser, clock.now)
    event.starts_on, event.ends_on, event.year = None, None, 2027

    page = send(organiser, event, day="2027-10-31", starts="02:30", ends="04:00")

    assert "02:30 comes twice. We take the first: 00:30 UTC." in page.text


def test_the_second_of_two_editors_is_told(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    sitting = with_session(session, cast.icap_organiser, clock.now, course)
    address = f"/manage/events/{course.slug}/sessions/{sitting.id}"
    one, two = organiser.visit(address), organiser.visit(address)
    clock.advance(minutes=1)
    organiser.submit(one, {"place": "Sala Blu"}, button="Save")

    page = organiser.submit(two, {"title": "The cap"}, button="Save", status=422)

    assert "Somebody else saved this" in page.text
    assert "Sala Blu" in page.text
    assert page.value("title") == "The cap"
    organiser.submit(page, button="Save")
    session.refresh(sitting)
    assert sitting.title == "The cap"


def test_cancelling_asks_first(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = published(session, cast.icap_organiser, clock.now)
    sitting = with_session(session, cast.icap_organiser, clock.now, event)
    address = f"/manage/events/{event.slug}/sessions/{sitting.id}/cancel"

    page = organiser.visit(address)
    assert sitting.status.value == "scheduled"
    page = organiser.submit(page, button="Cancel the session")

    assert "Others see that when you publish the programme." in page.text
    session.refresh(sitting)
    assert sitting.status.value == "cancelled"
    assert "This session is cancelled already." in organiser.visit(address).text


def test_a_session_of_a_draft_is_deleted_at_once(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    with_session(session, cast.icap_organiser, clock.now, course)

    page = organiser.visit(f"/manage/events/{course.slug}")
    page = organiser.submit(page, button="Delete Set the cap")

    assert "“Set the cap” is deleted." in page.text
    assert sessions(session) == []


def test_a_session_is_found_under_its_own_event_only(
    organiser: CheckingClient,
    neighbour: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    course: Event,
) -> None:
    sitting = with_session(session, cast.icap_organiser, clock.now, course)
    other = draft(session, cast.icap_organiser, clock.now)

    organiser.expect_404(f"/manage/events/{other.slug}/sessions/{sitting.id}")
    organiser.expect_404(f"/manage/events/{other.slug}/sessions/new?like={sitting.id}")
    neighbour.expect_404(f"/manage/events/{course.slug}/sessions/{sitting.id}")
    neighbour.expect_404(f"/manage/events/{course.slug}/sessions/new")
