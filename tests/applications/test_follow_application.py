"""Where it stands, since when, what comes next, and what she can do now."""

from datetime import timedelta

import pytest
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.orm import Session

from courseapp.applications.lifecycle import move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action, Status
from courseapp.applications.texts import DONE_TO_IT, HER_HISTORY, HOW_IT_STANDS, STATUS_TEXTS
from courseapp.core.audit import record
from courseapp.scenarios.cast import Cast
from tests.applications.story import TITLE, Written, new_course, submitted
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

OFFERED = (Action.OFFER,)
CONFIRMED = (Action.OFFER, Action.CONFIRM)


def decide(session: Session, application: Application, clock: FixedClock, *actions: Action) -> None:
    """Take the steps, an hour after one another; an offer stays open for a week."""
    for action in actions:
        now = clock.advance(hours=1)
        if action is Action.LAPSE:
            now = clock.advance(days=8)
        hers = action in {Action.CONFIRM, Action.TURN_DOWN, Action.WITHDRAW}
        reply_by = now + timedelta(days=7) if action is Action.OFFER else None
        actor = application.person if hers else None
        move(session, application, action, actor, now, reply_by=reply_by)
    session.commit()


def test_who_has_not_applied_is_led_to_the_events(as_person: AsPerson, cast: Cast) -> None:
    page = as_person(cast.newcomer).visit("/applications")
    assert "You have not applied for anything yet" in page.text
    assert page.link("See all events") == "/events"


def test_my_applications_stand_in_plain_words(sent: Written) -> None:
    page = sent.browser.visit("/applications")
    assert "Sent" in page.text
    assert "SUBMITTED" not in page.text
    assert page.link(TITLE) == sent.address


def test_a_draft_in_the_list_says_until_when_and_then_that_it_is_over(
    draft: Written, session: Session, clock: FixedClock
) -> None:
    text = draft.browser.visit("/applications").text
    assert "Send it by Fri 16 Apr 2027, 10:59 UTC+13:00" in text
    draft.application.event.applications_close_at = clock.now - timedelta(seconds=1)
    assert "It cannot be sent any more" in draft.browser.visit("/applications").text


def test_the_list_costs_the_same_for_one_or_many_and_is_paged(
    sent: Written, session: Session, cast: Cast, clock: FixedClock
) -> None:
    counted: list[str] = []
    connection = session.connection()
    sqlalchemy_event.listen(
        connection, "before_cursor_execute", lambda *call: counted.append(call[2])
    )
    sent.browser.visit("/applications")
    few = len(counted)
    assert few > 0
    with sent.browser.application.test_request_context():
        for number in range(30):
            course = new_course(session, clock.now, slug=f"course-{number}")
            submitted(session, cast.newcomer, course, clock.now)
    counted.clear()
    page = sent.browser.visit("/applications")
    assert len(counted) <= few
    assert "1–25 of 31" in page.text
    assert "26–31 of 31" in sent.browser.follow(page, "Next").text


@pytest.mark.parametrize(
    ("actions", "title", "said"),
    [
        ((), "We have your application", "You need not do anything now."),
        ((Action.WAIT,), "You are on the waiting list", "If a seat becomes free for you"),
        ((Action.DECLINE,), "We cannot offer you a seat this time", "could not choose everybody"),
        (OFFERED, "A seat is held for you", "Please answer by Mon 8 Mar 2027, 23:00 UTC+13:00"),
        (CONFIRMED, "Your seat is confirmed", "You confirmed your seat"),
        ((*OFFERED, Action.TURN_DOWN), "You said that you do not come", "Thank you for telling"),
        ((*OFFERED, Action.LAPSE), "The time to answer is over", "write to the organiser"),
    ],
)
def test_each_status_is_told_with_what_comes_next(
    sent: Written,
    session: Session,
    clock: FixedClock,
    actions: tuple[Action, ...],
    title: str,
    said: str,
) -> None:
    decide(session, sent.application, clock, *actions)
    page = sent.open()
    assert page.heading == title
    assert said in page.text


def test_an_offer_is_answered_by_one_press_and_given_back_after_a_warning(
    sent: Written, session: Session, clock: FixedClock
) -> None:
    decide(session, sent.application, clock, *OFFERED)
    page = sent.open()
    yes = page.form(button="Confirm my seat").fill({}, "Confirm my seat")
    no = page.form(button="Give my seat back").fill({}, "Give my seat back")
    assert yes.action == no.action == f"{sent.address}/answer"
    assert ("answer", "confirm") in yes.fields
    assert ("answer", "turn_down") in no.fields
    warning = page.soup.select_one("details.more")
    assert warning
    assert not warning.has_attr("open")
    assert "you cannot take this back" in warning.get_text()
    assert "Withdraw" not in page.links


def test_a_confirmed_seat_leads_to_a_calendar_with_the_ways_in(
    sent: Written, session: Session, clock: FixedClock
) -> None:
    assert "Put them into my calendar" not in sent.open().links
    decide(session, sent.application, clock, *CONFIRMED)
    assert sent.open().link("Put them into my calendar") == "/account/calendar"


def test_the_history_is_in_her_words_and_without_private_notes(
    sent: Written, session: Session, clock: FixedClock, cast: Cast
) -> None:
    record(
        session,
        at=clock.now,
        actor=cast.icap_organiser.display_name,
        verb="note",
        subject=f"application/{sent.application.id}",
        summary="Weak motivation, but the only one from the Pacific.",
    )
    decide(session, sent.application, clock, Action.WAIT)
    text = sent.open().text
    assert "Mon 1 Mar 2027, 22:00 UTC+13:00 You sent your application" in text
    assert "Mon 1 Mar 2027, 23:00 UTC+13:00 You were put on the waiting list" in text
    assert "Weak motivation" not in text
    assert cast.icap_organiser.display_name not in text.partition("Your receipt")[0]


def test_everything_she_sent_can_be_printed(sent: Written) -> None:
    page = sent.browser.follow(sent.open(), "Everything you sent")
    assert page.heading == f"Application {sent.application.reference}"
    for said in ("Tonga", "Policy officer", "We plan a carbon market.", "You agreed:"):
        assert said in page.text


def test_a_draft_has_nothing_to_print(draft: Written) -> None:
    assert draft.open("print").path == draft.address


def test_every_status_and_every_step_has_its_words() -> None:
    assert set(STATUS_TEXTS) == set(HOW_IT_STANDS) == set(Status)
    assert set(DONE_TO_IT) == set(Action)
    assert set(Action) < set(HER_HISTORY)
