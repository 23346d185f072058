"""She may always go, after a warning; while the window is open she may come back."""

from datetime import timedelta

from sqlalchemy.orm import Session

from courseapp.applications.lifecycle import move
from courseapp.applications.rules import Action, Status
from tests.applications.story import CLOSES, Written, mails
from tests.support.clock import FixedClock
from tests.support.pages import Page

WITHDRAW, AGAIN = "Withdraw my application", "Open my application again"


def withdraw(written: Written) -> Page:
    return written.browser.submit(written.open("withdraw"), button=WITHDRAW)


def offer(session: Session, written: Written, clock: FixedClock) -> None:
    reply_by = clock.now + timedelta(days=7)
    move(session, written.application, Action.OFFER, None, clock.now, reply_by=reply_by)
    session.commit()


def test_looking_at_the_warning_does_nothing(sent: Written, session: Session) -> None:
    page = sent.browser.follow(sent.open(), "Withdraw")
    assert "the organiser no longer considers your application" in page.text
    session.expire_all()
    assert sent.application.status is Status.SUBMITTED


def test_withdrawing_is_confirmed_on_the_page_and_by_mail(sent: Written, session: Session) -> None:
    page = withdraw(sent)
    assert page.heading == "You have withdrawn your application"
    (mail,) = mails(session, "application_withdrawn")
    assert sent.application.reference in mail.subject
    assert "Your seat goes to another person" not in mail.text


def test_withdrawing_twice_is_as_good_as_once(sent: Written, session: Session) -> None:
    warning = sent.open("withdraw")
    sent.browser.submit(warning, button=WITHDRAW)
    page = sent.browser.submit(warning, button=WITHDRAW)
    assert page.heading == "You have withdrawn your application"
    assert len(mails(session, "application_withdrawn")) == 1


def test_a_held_seat_is_given_up_and_she_is_warned_of_it(
    sent: Written, session: Session, clock: FixedClock
) -> None:
    offer(session, sent, clock)
    assert "your seat goes to another person at once" in sent.open("withdraw").text
    withdraw(sent)
    session.expire_all()
    assert sent.application.event.seats_taken == 0
    (mail,) = mails(session, "application_withdrawn")
    assert "Your seat goes to another person" in mail.text


def test_a_draft_and_a_declined_application_cannot_be_withdrawn(
    draft: Written, session: Session
) -> None:
    assert draft.open("withdraw").path == draft.address
    session.expire_all()
    assert draft.application.status is Status.DRAFT


def test_a_withdrawn_application_is_opened_again_with_all_its_answers(
    sent: Written, session: Session
) -> None:
    page = sent.browser.submit(withdraw(sent), button=AGAIN)
    assert page.heading.startswith("Your application")
    assert sent.step("work").value("position") == "Policy officer"
    assert sent.step("motivation").value("consent") != ""
    page = sent.browser.submit(sent.open("check"), button="Send my application")
    assert page.heading == "We have your application"
    assert len(mails(session, "application_receipt")) == 2
    assert mails(session, "application_resume") == []


def test_an_old_form_does_not_send_an_application_that_was_opened_again(
    sent: Written,
) -> None:
    sent.browser.submit(withdraw(sent), button=AGAIN)
    old_check = sent.open("check")
    sent.browser.submit(sent.step("work"), {"position": "Director"}, button="Save and go on")
    page = sent.browser.submit(old_check, button="Send my application", status=422)
    assert "Your answers were changed on another page" in page.text


def test_after_the_deadline_it_cannot_be_opened_again(
    sent: Written, session: Session, clock: FixedClock
) -> None:
    page = withdraw(sent)
    sent.application.event.applications_close_at = clock.now - timedelta(seconds=1)
    sent.application.event.grace_minutes = 60
    assert AGAIN not in sent.open().text
    page = sent.browser.submit(page, button=AGAIN)
    assert "You cannot open it again." in page.text
    session.expire_all()
    assert sent.application.status is Status.WITHDRAWN
    assert clock.now < CLOSES
