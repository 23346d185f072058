"""An event is called off; whoever noted it can see that."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from courseapp.core.audit import history
from courseapp.core.errors import Problem
from courseapp.events.clock.deadlines import Window, window
from courseapp.events.models import Event
from courseapp.events.published.versions import publish_programme
from courseapp.events.rules import EventStatus, SessionStatus
from courseapp.events.sessions.scheduling import cancel_session
from courseapp.events.standing.publishing import cancel_event
from courseapp.scenarios.cast import Cast
from tests.events.story import as_published, draft, published, with_public_session, with_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock

LATER = datetime(2027, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    return published(session, cast.icap_organiser, clock.now)


def test_the_organiser_reads_the_consequences_and_then_cancels(
    organiser: CheckingClient, client: CheckingClient, session: Session, course: Event
) -> None:
    page = organiser.visit(f"/manage/events/{course.slug}/cancel")
    assert "This cannot be undone." in page.text
    assert "Nobody has an open application." in page.text

    page = organiser.submit(page, {"note": "No venue."}, button="Cancel the event")

    assert "The event is cancelled." in page.text
    assert history(session, [f"event/{course.id}"])[0].summary.endswith("Reason: No venue.")
    public = client.visit(f"/events/{course.slug}").text
    assert "This event is cancelled" in public
    assert "Apply" not in public
    assert (
        "so it cannot be cancelled" in organiser.visit(f"/manage/events/{course.slug}/cancel").text
    )


def test_every_session_gets_the_next_sequence_but_those_cancelled_before(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    gone = with_public_session(session, cast.icap_organiser, clock.now, course)
    other = with_public_session(session, cast.icap_organiser, clock.now, course)
    planned = with_session(session, cast.icap_organiser, clock.now, course)
    cancel_session(session, cast.icap_organiser, clock.now, gone)
    publish_programme(session, cast.icap_organiser, clock.now, course)
    before = as_published(gone).sequence

    cancel_event(session, cast.icap_organiser, LATER, course)

    assert (as_published(gone).sequence, as_published(gone).changed_at) == (before, clock.now)
    assert as_published(other).status is SessionStatus.CANCELLED
    assert (as_published(other).sequence, as_published(other).changed_at) == (1, LATER)
    assert {each.status for each in (gone, other, planned)} == {SessionStatus.CANCELLED}
    assert (course.status, course.sequence) == (EventStatus.CANCELLED, 1)
    assert (course.cancelled_at, course.changed_at) == (LATER, LATER)


def test_applications_are_closed(session: Session, cast: Cast, course: Event) -> None:
    assert window(course, LATER) is Window.OPEN

    cancel_event(session, cast.icap_organiser, LATER, course)

    assert window(course, LATER) is Window.CLOSED


def test_a_draft_is_not_cancelled(session: Session, cast: Cast, clock: FixedClock) -> None:
    event = draft(session, cast.icap_organiser, clock.now)

    with pytest.raises(Problem, match="is draft, so it cannot be cancelled"):
        cancel_event(session, cast.icap_organiser, LATER, event)


def test_others_cannot_cancel(
    neighbour: CheckingClient, stranger: CheckingClient, session: Session, course: Event
) -> None:
    for browser in (neighbour, stranger):
        browser.expect_404(f"/manage/events/{course.slug}/cancel")
        answer = browser.post(f"/manage/events/{course.slug}/cancel", data={"note": ""})
        assert answer.status_code in {303, 400, 404}
    session.refresh(course)
    assert course.status is EventStatus.PUBLISHED
