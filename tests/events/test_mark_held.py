"""An event that is over: its organiser says that it took place."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from courseapp.core.audit import history
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.events.standing.publishing import mark_held
from courseapp.scenarios.cast import Cast
from tests.events.story import as_published, draft, published, with_public_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

LATER = datetime(2027, 4, 5, 9, tzinfo=UTC)  # the course ended on Fri 2 Apr 2027


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    return published(session, cast.icap_organiser, clock.now)


def test_the_organiser_is_asked_when_it_is_over_and_says_that_it_was_held(
    as_person: AsPerson, session: Session, cast: Cast, course: Event, clock: FixedClock
) -> None:
    organiser = as_person(cast.icap_organiser)
    page = organiser.visit(f"/manage/events/{course.slug}")
    assert "Was it held?" not in page.text
    clock.now = LATER
    organiser = as_person(cast.icap_organiser)

    page = organiser.follow(organiser.visit("/manage"), f"Was it held? {course.title}")
    assert "The record of ICAP counts it" in page.text
    assert "take it back if it was a mistake" in page.text
    page = organiser.submit(page, button="It was held")

    assert "The event is marked as held." in page.text
    session.refresh(course)
    assert course.status is EventStatus.HELD
    entry = history(session, [f"event/{course.id}"])[0]
    assert (entry.verb, entry.actor) == ("mark as held", "Mariana Costa")
    assert course.title not in organiser.visit("/manage").text


def test_pressed_twice_it_is_held_once(
    as_person: AsPerson, session: Session, cast: Cast, course: Event, clock: FixedClock
) -> None:
    clock.now = LATER
    organiser = as_person(cast.icap_organiser)
    page = organiser.visit(f"/manage/events/{course.slug}/held")
    organiser.submit(page, button="It was held")
    page = organiser.submit(page, button="It was held", status=422)
    assert "This event is held already." in page.text
    verbs = [entry.verb for entry in history(session, [f"event/{course.id}"])]
    assert verbs.count("mark as held") == 1


def test_what_is_not_over_or_not_public_is_not_held(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    with pytest.raises(Problem, match="not over yet"):
        mark_held(session, cast.icap_organiser, datetime(2027, 4, 3, 11, tzinfo=UTC), course)
    hidden = draft(session, cast.icap_organiser, clock.now, title="Never published")
    with pytest.raises(Problem, match="is draft, so it cannot be marked as held"):
        mark_held(session, cast.icap_organiser, LATER, hidden)
    page = organiser.visit(f"/manage/events/{course.slug}/held")
    assert "Only an event that is public and over" in page.text


def test_calendars_of_a_published_event_do_not_change(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    sitting = with_public_session(session, cast.icap_organiser, clock.now, course)
    public = as_published(sitting)
    before = (course.changed_at, course.sequence, public.changed_at, public.sequence)

    mark_held(session, cast.icap_organiser, LATER, course)

    assert (course.changed_at, course.sequence, public.changed_at, public.sequence) == before


def test_a_plan_that_took_place_is_no_longer_tentative(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    public = as_published(with_public_session(session, cast.icap_organiser, clock.now, course))
    course.status = EventStatus.ANNOUNCED
    before = (course.sequence, public.sequence)

    mark_held(session, cast.icap_organiser, LATER, course)

    assert course.status is EventStatus.HELD
    assert (course.sequence - 1, public.sequence - 1) == before
    assert (course.changed_at, public.changed_at) == (LATER, LATER)


def test_of_a_plan_known_by_its_year_the_year_decides(
    session: Session, cast: Cast, course: Event
) -> None:
    course.status, course.starts_on, course.ends_on = EventStatus.ANNOUNCED, None, None
    course.year = 2027
    with pytest.raises(Problem, match="not over yet"):
        mark_held(session, cast.icap_organiser, LATER, course)
    course.year = 2026
    mark_held(session, cast.icap_organiser, LATER, course)
    assert course.status is EventStatus.HELD
    assert course.starts_on != date(2027, 3, 22)


def test_others_cannot_mark_it(
    as_person: AsPerson, client: CheckingClient, cast: Cast, course: Event, clock: FixedClock
) -> None:
    clock.now = LATER
    for browser in (as_person(cast.a6ip_organiser), as_person(cast.newcomer), client):
        browser.expect_404(f"/manage/events/{course.slug}/held")
