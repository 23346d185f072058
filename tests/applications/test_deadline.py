"""One instant, decided by the server's clock; what was typed stays."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from courseapp.accounts.models import SignIn
from courseapp.applications.rules import Status
from tests.applications.story import ABOUT, CLOSES, MOTIVATION, REASON, WORK, Written
from tests.support.clock import FixedClock
from tests.support.pages import Page

GO_ON, SEND = "Save and go on", "Send my application"


@pytest.fixture
def check(draft: Written, clock: FixedClock, session: Session) -> Page:
    """The page to check, opened a minute before the deadline; every answer is there."""
    clock.set(CLOSES - timedelta(minutes=1))
    session.execute(update(SignIn).values(expires_at=CLOSES + timedelta(days=1)))
    page = draft.step("about")
    for answers in (ABOUT, WORK, MOTIVATION):
        page = draft.browser.submit(page, answers, button=GO_ON)
    return page


def test_the_last_instant_is_still_in_time(draft: Written, check: Page, clock: FixedClock) -> None:
    clock.set(CLOSES)
    page = draft.browser.submit(check, button=SEND)
    assert page.heading == "We have your application"
    assert "after the deadline" not in page.text


def test_the_next_instant_is_too_late_and_everything_stays(
    draft: Written, check: Page, clock: FixedClock, session: Session
) -> None:
    clock.set(CLOSES + timedelta(microseconds=1))
    page = draft.browser.submit(check, button=SEND, status=422)
    assert "Applications closed on Thu 15 Apr 2027, 23:59 CEST" in page.text
    assert "What you typed is kept here" in page.text
    assert "write to the organiser, Mariana Costa : mariana.costa@example.org" in page.text
    assert REASON in page.text
    session.expire_all()
    assert draft.application.status is Status.DRAFT


def test_within_the_grace_it_is_taken_and_the_receipt_says_how_late(
    draft: Written, check: Page, clock: FixedClock
) -> None:
    draft.application.event.grace_minutes = 30
    clock.set(CLOSES + timedelta(minutes=4))
    assert "is still taken until Fri 16 Apr 2027, 00:29 CEST" in draft.open().text
    page = draft.browser.submit(check, button=SEND)
    assert "It came 4 minutes after the deadline and was accepted." in page.text


def test_after_the_grace_it_is_too_late(draft: Written, check: Page, clock: FixedClock) -> None:
    draft.application.event.grace_minutes = 30
    clock.set(CLOSES + timedelta(minutes=30, seconds=1))
    page = draft.browser.submit(check, button=SEND, status=422)
    assert "This application cannot be sent any more" in page.text


def test_a_page_opened_before_and_sent_after_keeps_what_she_typed(
    draft: Written, check: Page, clock: FixedClock, session: Session
) -> None:
    page = draft.step("motivation")
    clock.set(CLOSES + timedelta(seconds=1))
    answers = {"motivation": "One hour of writing."}
    page = draft.browser.submit(page, answers, button=GO_ON, status=422)
    assert page.value("motivation") == "One hour of writing."
    assert "What you typed is kept here" in page.text
    session.expire_all()
    assert (draft.application.typed or {})["motivation"] == "One hour of writing."
    assert draft.step("motivation").value("motivation") == "One hour of writing."


def test_a_cancelled_event_takes_nothing_and_says_so(
    draft: Written, check: Page, clock: FixedClock
) -> None:
    event = draft.application.event
    event.status, event.cancelled_at = "cancelled", clock.now  # type: ignore[assignment]
    page = draft.browser.submit(check, button=SEND, status=422)
    assert "The event is cancelled" in page.text
