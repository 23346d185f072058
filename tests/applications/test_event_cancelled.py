"""Everybody whom a cancelled event concerns is told, once, if the organiser says so."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.applications.rules import Status
from courseapp.events.models import Event
from courseapp.events.ports.attending import Group
from courseapp.events.standing.news import USUALLY_TOLD, News, Telling
from courseapp.events.standing.publishing import cancel_event
from courseapp.scenarios.cast import Cast
from tests.applications.story import mails, new_draft
from tests.selection.story import applied
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

TOLD = set(Status) - {
    *(Status.DRAFT, Status.DECLINED, Status.TURNED_DOWN, Status.LAPSED),
    *(Status.GIVEN_UP, Status.WITHDRAWN),
}
EVERYBODY = Telling(USUALLY_TOLD[News.CANCELLED], "A strike at the airport")


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.DRAFT])
def test_who_still_hopes_or_has_a_seat_gets_one_letter(
    app: Flask, session: Session, course: Event, cast: Cast, clock: FixedClock, status: Status
) -> None:
    application = applied(session, course, clock.now, 0)
    application.status = status
    application.waiting_since = application.reply_by = application.confirmed_at = clock.now
    with app.test_request_context():
        cancel_event(session, cast.icap_organiser, clock.now, course, EVERYBODY)
    letters = mails(session, "event_cancelled")
    assert [letter.to_address for letter in letters] == (
        [application.person.email] if status in TOLD else []
    )
    assert all("A strike at the airport" in letter.text for letter in letters)
    assert all(f"/applications/{application.reference}" in letter.text for letter in letters)


def test_who_has_only_begun_is_told_too(
    app: Flask, session: Session, course: Event, cast: Cast, clock: FixedClock
) -> None:
    new_draft(session, cast.newcomer, course, clock.now)
    with app.test_request_context():
        telling = Telling(frozenset({Group.BEGUN}))
        told = cancel_event(session, cast.icap_organiser, clock.now, course, telling)
    (letter,) = mails(session, "event_cancelled")
    assert (told, letter.about) == (1, f"event/{course.id}")
    assert "cannot be sent any more" in letter.text
    assert "The organiser writes" not in letter.text


def test_the_organiser_reads_who_will_be_told_before_she_cancels(
    session: Session, course: Event, cast: Cast, clock: FixedClock, as_person: AsPerson
) -> None:
    applied(session, course, clock.now, 0)
    new_draft(session, cast.newcomer, course, clock.now)
    browser = as_person(cast.icap_organiser)
    page = browser.visit(f"/manage/events/{course.slug}/cancel")
    assert "1 person has an application" in page.text
    assert "People who have begun an application (1)" in page.text

    page = browser.submit(page, {"note": "No <venue>"}, button="Show the letters again")
    assert "No <venue>" in page.text
    assert mails(session, "event_cancelled") == []
    page = browser.submit(page, {"groups": ["applicants"]}, button="Cancel the event")

    assert "The event is cancelled. Calendars show it as cancelled. 1 letter is" in page.text
    (letter,) = mails(session, "event_cancelled")
    assert letter.subject == f"Cancelled: {course.title}"
    assert "No <venue>" in letter.text
    assert "No &lt;venue&gt;" in letter.html


def test_her_page_promises_nothing_of_a_cancelled_event(
    session: Session, course: Event, cast: Cast, clock: FixedClock, as_person: AsPerson
) -> None:
    application = applied(session, course, clock.now, 0, Status.CONFIRMED)
    application.confirmed_at, application.person = clock.now, cast.accepted
    cancel_event(session, cast.icap_organiser, clock.now, course)
    session.commit()
    page = as_person(cast.accepted).visit(f"/applications/{application.reference}")
    assert "This event is cancelled" in page.text
    for promise in ("What happens next", "The event begins", "Withdraw", "Open your page"):
        assert promise not in page.text, promise
