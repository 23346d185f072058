"""An event becomes public, once and for all."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from courseapp.core.audit import history
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.events.standing.publishing import publish_event
from courseapp.scenarios.cast import Cast
from tests.events.story import as_published, draft, published, with_public_session, with_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock

LATER = datetime(2027, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    return draft(session, cast.icap_organiser, clock.now)


def test_the_organiser_reads_what_it_means_and_then_publishes(
    organiser: CheckingClient, client: CheckingClient, session: Session, course: Event
) -> None:
    address = f"/manage/events/{course.slug}/publish"
    page = organiser.visit(address)
    assert f"at /events/{course.slug} . This address stays for ever" in page.text
    assert "until Fri 12 Mar 2027, 23:59 CET, for 30 seats" in page.text
    client.expect_404(f"/events/{course.slug}")

    page = organiser.submit(page, button="Publish")

    assert "The event is public now." in page.text
    client.visit(f"/events/{course.slug}")
    assert history(session, [f"event/{course.id}"])[0].verb == "publish"
    assert "is public already" in organiser.visit(address).text


def test_publishing_is_a_visible_change_of_each_session_and_no_new_sequence(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    sitting = with_session(session, cast.icap_organiser, clock.now, course)

    publish_event(session, cast.icap_organiser, LATER, course)

    assert (course.status, course.published_at) == (EventStatus.PUBLISHED, LATER)
    public = as_published(sitting)
    assert (public.changed_at, public.sequence, course.sequence) == (LATER, 0, 0)
    assert [version.number for version in course.versions] == [1]


def test_a_plan_that_is_confirmed_raises_every_sequence(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    course.status = EventStatus.ANNOUNCED
    sitting = with_public_session(session, cast.icap_organiser, clock.now, course)
    before = as_published(sitting).sequence
    slug = course.slug

    publish_event(session, cast.icap_organiser, LATER, course)

    after = as_published(sitting).sequence
    assert (after - before, course.sequence, course.slug) == (1, 1, slug)


def test_the_address_follows_the_last_title_of_the_draft(
    session: Session, cast: Cast, course: Event
) -> None:
    course.title, course.starts_on = "Linking workshop", date(2027, 3, 23)

    publish_event(session, cast.icap_organiser, LATER, course)

    assert course.slug == "linking-workshop-2027"


def test_what_is_missing_is_listed_and_nothing_happens(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = draft(
        session,
        cast.icap_organiser,
        clock.now,
        seats=None,
        mode=None,
        applications_close_local=None,
    )

    page = organiser.visit(f"/manage/events/{event.slug}/publish")

    for text in ("how many seats", "in person or online", "Enter the deadline."):
        assert text in page.text
    overview = organiser.visit(f"/manage/events/{event.slug}").text
    assert "Before you publish" in overview
    assert "Has a problem" in overview
    with pytest.raises(Problem, match="cannot be published yet"):
        publish_event(session, cast.icap_organiser, LATER, event)
    assert event.status is EventStatus.DRAFT


def test_a_deadline_that_has_passed_meanwhile_is_an_obstacle(
    session: Session, cast: Cast, course: Event
) -> None:
    with pytest.raises(Problem, match="deadline has passed"):
        publish_event(session, cast.icap_organiser, datetime(2027, 3, 13, tzinfo=UTC), course)


def test_an_event_is_published_once(session: Session, cast: Cast, clock: FixedClock) -> None:
    event = published(session, cast.icap_organiser, clock.now)

    with pytest.raises(Problem, match="is published, so it cannot be published"):
        publish_event(session, cast.icap_organiser, LATER, event)
    assert event.published_at == clock.now


def test_others_cannot_publish(
    neighbour: CheckingClient, stranger: CheckingClient, client: CheckingClient, course: Event
) -> None:
    for browser in (neighbour, stranger, client):
        browser.expect_404(f"/manage/events/{course.slug}/publish")


def test_an_event_of_a_draft_is_not_published_before_its_record(
    organiser: CheckingClient, session: Session, cast: Cast, course: Event
) -> None:
    course.initiative.is_public = False
    address = f"/manage/events/{course.slug}/publish"
    assert "Publish the record of ICAP first." in organiser.visit(address).text
    with pytest.raises(Problem, match="Publish the record of ICAP first"):
        publish_event(session, cast.icap_organiser, LATER, course)
    assert course.status.value == "draft"

    course.initiative.is_public = True
    organiser.submit(organiser.visit(address), button="Publish")
    assert course.status.value == "published"
