"""An organiser changes the facts of an event; people have been told some of them already."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from courseapp.core.audit import history
from courseapp.core.errors import Problem
from courseapp.events.facts.changing import ChangedMeanwhile
from courseapp.events.facts.planning import change_event
from courseapp.events.models import Event
from courseapp.events.standing.publishing import cancel_event
from courseapp.scenarios.cast import Cast
from tests.events.story import PLAN, draft, published, wall
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock

LATER = datetime(2027, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    event = published(session, cast.icap_organiser, clock.now)
    clock.set(LATER)
    return event


def test_the_history_tells_what_was_before(
    organiser: CheckingClient, session: Session, course: Event
) -> None:
    page = organiser.visit(f"/manage/events/{course.slug}/edit")
    page = organiser.submit(page, {"city": "Fiesole", "seats": "25"}, button="Save")

    assert page.path == f"/manage/events/{course.slug}"
    entry = history(session, [f"event/{course.id}"])[0]
    assert entry.summary == "Changed city, seats."
    assert entry.before == {"City": "Florence", "Seats": "30"}
    assert entry.after == {"City": "Fiesole", "Seats": "25"}
    told = organiser.visit(f"/manage/events/{course.slug}/history").text
    assert "Mariana Costa" in told
    assert "Florence" in told


def test_saving_without_a_change_changes_nothing(
    organiser: CheckingClient, session: Session, course: Event
) -> None:
    before = (course.changed_at, course.sequence, len(history(session, [f"event/{course.id}"])))

    organiser.submit(organiser.visit(f"/manage/events/{course.slug}/edit"), button="Save")

    session.refresh(course)
    entries = history(session, [f"event/{course.id}"])
    assert (course.changed_at, course.sequence, len(entries)) == before


def test_new_dates_raise_the_sequence_and_a_new_title_does_not(
    session: Session, cast: Cast, course: Event
) -> None:
    renamed = replace(PLAN, title="Course on carbon markets")
    change_event(session, cast.icap_organiser, LATER, course, renamed)
    assert (course.sequence, course.changed_at) == (0, LATER)

    moved = replace(renamed, ends_on=date(2027, 4, 1))
    change_event(session, cast.icap_organiser, LATER, course, moved)
    assert course.sequence == 1


def test_the_address_of_a_public_event_stays(session: Session, cast: Cast, course: Event) -> None:
    slug = course.slug

    change_event(session, cast.icap_organiser, LATER, course, replace(PLAN, title="Another"))

    assert course.slug == slug


def test_the_second_of_two_editors_is_told_and_keeps_what_she_typed(
    organiser: CheckingClient, session: Session, cast: Cast, course: Event, clock: FixedClock
) -> None:
    page = organiser.visit(f"/manage/events/{course.slug}/edit")
    change_event(session, cast.administrator, LATER, course, replace(PLAN, city="Fiesole"))
    session.commit()
    clock.advance(minutes=3)

    page = organiser.submit(page, {"venue": "Villa Salviati"}, button="Save", status=422)

    assert "Somebody else saved this on Tue 2 Mar 2027, 10:00 CET" in page.text
    assert "Fiesole" in page.text
    assert page.value("venue") == "Villa Salviati"
    session.refresh(course)
    assert course.venue == "Badia Fiesolana"

    organiser.submit(page, {"city": "Fiesole"}, button="Save")
    session.refresh(course)
    assert (course.venue, course.city) == ("Villa Salviati", "Fiesole")


def test_the_service_itself_refuses_the_older_form(
    session: Session, cast: Cast, course: Event
) -> None:
    seen = course.changed_at
    change_event(session, cast.administrator, LATER, course, replace(PLAN, city="A"), seen)

    with pytest.raises(ChangedMeanwhile):
        change_event(session, cast.administrator, LATER, course, replace(PLAN, city="B"), seen)
    assert course.city == "A"


def test_fewer_seats_than_are_taken_cost_nobody_her_seat_and_are_said(
    organiser: CheckingClient, session: Session, course: Event
) -> None:
    course.seats_taken = 12
    page = organiser.visit(f"/manage/events/{course.slug}/edit")

    page = organiser.submit(page, {"seats": "11"}, button="Save")

    assert "12 people hold a seat or an offer, 1 more than there are seats now." in page.text
    assert "12 of 11 seats taken · 1 more than there are" in page.text
    session.refresh(course)
    assert (course.seats, course.seats_taken, course.seats_above) == (11, 12, 1)
    page = organiser.visit(f"/manage/events/{course.slug}/edit")
    page = organiser.submit(page, {"seats": "12"}, button="Save")
    assert "more than there are" not in page.text
    session.refresh(course)
    assert (course.seats, course.seats_above) == (12, 0)


def test_a_published_event_keeps_what_publishing_needed(
    organiser: CheckingClient, course: Event
) -> None:
    page = organiser.visit(f"/manage/events/{course.slug}/edit")

    page = organiser.submit(page, {"seats": "", "mode": ""}, button="Save", status=422)

    assert "Enter how many seats there are." in page.text
    assert "Say whether it takes place in person or online." in page.text


def test_a_deadline_that_has_passed_does_not_stop_other_changes(
    session: Session, cast: Cast, course: Event
) -> None:
    after = datetime(2027, 3, 15, 9, tzinfo=UTC)

    assert change_event(session, cast.icap_organiser, after, course, replace(PLAN, city="Fiesole"))
    moved = replace(PLAN, applications_close_local=wall("2027-03-14T12:00"))
    with pytest.raises(Problem, match="has passed"):
        change_event(session, cast.icap_organiser, after, course, moved)


def test_a_cancelled_event_stays_as_it_is(session: Session, cast: Cast, course: Event) -> None:
    cancel_event(session, cast.icap_organiser, LATER, course)

    with pytest.raises(Problem, match="cancelled"):
        change_event(session, cast.icap_organiser, LATER, course, replace(PLAN, city="Fiesole"))


def test_others_cannot_change_it(
    neighbour: CheckingClient, stranger: CheckingClient, session: Session, cast: Cast
) -> None:
    event = draft(session, cast.icap_organiser, LATER)

    for browser in (neighbour, stranger):
        browser.expect_404(f"/manage/events/{event.slug}/edit")
        browser.expect_404(f"/manage/events/{event.slug}/history")
