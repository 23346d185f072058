"""While an event is postponed no offer runs out; with its new dates everybody has time again."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from courseapp.applications.rules import Action, Status
from courseapp.events.rules import Mode
from courseapp.events.standing.postponing import NewDates, postpone_event
from courseapp.events.standing.publishing import publish_event
from courseapp.selection.invariants import broken_invariants
from courseapp.selection.models import Offer
from courseapp.selection.offers import answer_offer, state_of
from courseapp.selection.rules import Answer, Choice, LinkState
from courseapp.selection.tasks import lapse_overdue
from tests.selection.story import Round
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

AUTUMN = NewDates(date(2027, 10, 4), date(2027, 10, 15))


@pytest.fixture
def offered(selection: Round) -> Round:
    """Two are offered the two seats, with a week to answer; the third waits."""
    one, two, three, *_ = selection.applications
    selection.decide(Choice.OFFER, one, two)
    selection.decide(Choice.WAIT, three)
    return selection


def postpone(selection: Round, dates: NewDates = AUTUMN) -> None:
    about = (selection.session, selection.cast.icap_organiser, selection.clock.now)
    with selection.app.test_request_context():
        postpone_event(*about, selection.course, dates)
        selection.session.commit()


def resume(selection: Round) -> None:
    course, now = selection.course, selection.clock.now
    course.mode = Mode.IN_PERSON
    course.applications_close_at = now + timedelta(days=5)
    course.applications_close_local = course.applications_close_at.replace(tzinfo=None)
    with selection.app.test_request_context():
        publish_event(selection.session, selection.cast.icap_organiser, now, course)
        selection.session.commit()


def offers(selection: Round) -> Sequence[Offer]:
    return [selection.offers(each)[0] for each in selection.applications[:2]]


def test_an_offer_stays_while_the_event_is_postponed_and_can_be_answered(
    offered: Round, app: Flask
) -> None:
    one, two, *_ = offered.applications
    postpone(offered)
    offered.clock.advance(days=60)

    with app.app_context():
        assert lapse_overdue() == 0
    assert offered.statuses()[:3] == [Status.OFFERED, Status.OFFERED, Status.WAITING]
    first, second = offers(offered)
    assert state_of(first, offered.clock.now) is LinkState.OPEN
    with app.test_request_context():
        answer_offer(offered.session, first, Answer.CONFIRM, offered.clock.now)
        answer_offer(offered.session, second, Answer.TURN_DOWN, offered.clock.now)
        offered.session.commit()
    assert (one.status, two.status) == (Status.CONFIRMED, Status.TURNED_DOWN)
    assert offered.statuses()[2] is Status.OFFERED  # the seat goes on to who waits
    assert broken_invariants(offered.session) == []


def test_with_new_dates_there_are_the_days_to_answer_again(offered: Round, app: Flask) -> None:
    one, two, *_ = offered.applications
    postpone(offered)
    now = offered.clock.advance(days=60)
    later = offers(offered)[1]
    later.reply_by = two.reply_by = now + timedelta(days=30)
    until = later.reply_by
    offered.session.commit()

    resume(offered)

    first, second = offers(offered)
    # Seven days from then, to the end of that day in Florence.
    assert first.reply_by == one.reply_by == datetime(2027, 5, 7, 21, 59, tzinfo=UTC)
    assert second.reply_by == two.reply_by == until  # what was longer stays
    with app.app_context():
        assert lapse_overdue() == 0
    offered.clock.set(datetime(2027, 5, 7, 22, tzinfo=UTC))
    with app.app_context():
        assert lapse_overdue() == 1
    assert offered.statuses()[:3] == [Status.LAPSED, Status.OFFERED, Status.OFFERED]
    assert broken_invariants(offered.session) == []


def test_who_answered_meanwhile_is_not_asked_again(offered: Round) -> None:
    one, *_ = offered.applications
    postpone(offered)
    offered.step(one, Action.WITHDRAW)
    offered.clock.advance(days=60)
    closed = offers(offered)[0]
    assert closed.closed_at is not None
    before = closed.reply_by

    resume(offered)

    assert offers(offered)[0].reply_by == before
    assert one.reply_by is None


def test_the_offer_and_her_page_say_that_there_is_no_hurry(
    offered: Round, as_person: AsPerson, client: CheckingClient
) -> None:
    one, *_ = offered.applications
    postpone(offered, NewDates())
    offered.clock.advance(days=9)

    page = client.visit(offered.offer_link(one))
    assert "The event is postponed" in page.text
    assert "stays held for you" in page.text
    assert "After that the seat goes to another person" not in page.text
    own = as_person(one.person).visit(f"/applications/{one.reference}")
    assert "Your seat stays held for you" in own.text
    assert "Please answer by" not in own.text

    offered.course.starts_on, offered.course.ends_on = AUTUMN.starts_on, AUTUMN.ends_on
    resume(offered)
    own = as_person(one.person).visit(f"/applications/{one.reference}")
    assert "Please answer by" in own.text
