"""A seat that becomes free goes to the next who waits, at once, while that makes sense."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from flask import Flask

from courseapp.applications.rules import Action, Status
from courseapp.events.facts.plan_rows import plan_of
from courseapp.events.facts.planning import change_event
from courseapp.events.rules import EventStatus, Mode
from courseapp.events.signals import seats_changed
from courseapp.selection.invariants import broken_invariants
from courseapp.selection.rules import Choice, Outcome
from courseapp.selection.tasks import lapse_overdue
from tests.selection.story import Round


@pytest.fixture
def full(selection: Round) -> Round:
    """Two hold the seats; the fourth waits since yesterday, the third and fifth since today."""
    one, two, three, four, five = selection.applications
    selection.decide(Choice.OFFER, one, two)
    selection.decide(Choice.WAIT, four)
    selection.clock.advance(days=1)
    selection.decide(Choice.WAIT, three, five)
    return selection


def test_the_longest_waiting_is_first_and_the_lower_number_of_two_at_once(full: Round) -> None:
    one, two, *_ = full.applications
    full.step(one, Action.WITHDRAW)
    assert full.statuses()[2:] == [Status.WAITING, Status.OFFERED, Status.WAITING]
    full.step(two, Action.CONFIRM)
    full.step(two, Action.WITHDRAW)
    assert full.statuses()[2:] == [Status.OFFERED, Status.OFFERED, Status.WAITING]
    assert full.course.seats_taken == 2


def test_an_offer_that_is_not_answered_lapses_and_goes_on(full: Round, app: Flask) -> None:
    one, two, *_ = full.applications
    full.step(two, Action.CONFIRM)
    full.clock.advance(days=6)
    with app.app_context():
        assert lapse_overdue() == 0
    full.clock.advance(seconds=1)
    with app.app_context():
        assert lapse_overdue() == 1
        assert lapse_overdue() == 0
    assert full.statuses()[:4] == [
        Status.LAPSED,
        Status.CONFIRMED,
        Status.WAITING,
        Status.OFFERED,
    ]
    (letter,) = full.mails("selection_lapsed", one)
    assert "We received no answer" in letter.text
    assert [offer.outcome for offer in full.offers(one)] == [Outcome.LAPSED]


def test_a_waiting_person_whose_account_is_disabled_is_passed_over(full: Round) -> None:
    one, *_, four, _five = full.applications
    four.person.disabled_at = full.clock.now
    full.session.commit()
    full.step(one, Action.WITHDRAW)
    assert full.statuses()[2:] == [Status.OFFERED, Status.WAITING, Status.WAITING]


def test_nothing_goes_on_once_the_event_has_begun(full: Round) -> None:
    full.clock.set(full.clock.now.replace(month=8, day=22, hour=22))  # midnight in Florence
    full.step(full.applications[0], Action.WITHDRAW)
    assert full.statuses()[2:] == [Status.WAITING] * 3
    assert full.course.seats_taken == 1


def test_nothing_goes_on_when_the_event_is_cancelled(full: Round) -> None:
    full.course.status = EventStatus.CANCELLED
    full.course.cancelled_at = full.clock.now
    full.session.commit()
    full.step(full.applications[0], Action.WITHDRAW)
    assert full.statuses()[2:] == [Status.WAITING] * 3


def test_offers_of_a_cancelled_event_do_not_lapse(full: Round, app: Flask) -> None:
    full.course.status = EventStatus.CANCELLED
    full.course.cancelled_at = full.clock.now
    full.session.commit()
    full.clock.advance(days=30)
    with app.app_context():
        assert lapse_overdue() == 0
    assert full.mails("selection_lapsed", full.applications[0]) == []


def test_an_automatic_offer_never_outlives_the_start(full: Round) -> None:
    full.course.starts_on = (full.clock.now + timedelta(days=2)).date()
    assert full.course.starts_on == date(2027, 3, 4)
    full.session.commit()
    full.step(full.applications[0], Action.WITHDRAW)
    (offer,) = full.offers(full.applications[3])
    assert offer.reply_by.isoformat() == "2027-03-03T23:00:00+00:00"


def test_seats_that_organisers_leave_free_are_not_filled_behind_their_backs(
    selection: Round,
) -> None:
    one, two, three, four, five = selection.applications
    selection.course.seats = 4
    selection.session.commit()
    selection.decide(Choice.OFFER, one, two)
    selection.decide(Choice.WAIT, three, four)  # two seats stay free for a second round
    selection.step(one, Action.WITHDRAW)
    assert selection.statuses()[2:4] == [Status.OFFERED, Status.WAITING]  # the one seat goes on
    selection.decide(Choice.OFFER, five)
    selection.step(two, Action.WITHDRAW)
    assert selection.statuses()[3] is Status.OFFERED
    assert selection.course.seats_taken == 3


def test_seats_that_are_added_go_to_those_who_wait(full: Round) -> None:
    full.course.seats = 4
    with full.app.test_request_context():
        seats_changed.send(full.course, session=full.session, now=full.clock.now)
        full.session.commit()
    assert full.statuses()[2:] == [Status.OFFERED, Status.OFFERED, Status.WAITING]


def test_fewer_seats_than_are_taken_take_nobodys_and_the_next_moves_up_only_below_them(
    full: Round,
) -> None:
    one, two, *_, four, _five = full.applications
    closes = datetime(2027, 4, 15, 23, 59)  # noqa: DTZ001 - a clock time there
    plan = replace(plan_of(full.course), mode=Mode.ONLINE, applications_close_local=closes)
    about = (full.session, full.cast.icap_organiser, full.clock.now, full.course)
    with full.app.test_request_context():
        change_event(*about, replace(plan, seats=1))
        full.session.commit()
    assert full.statuses()[:2] == [Status.OFFERED] * 2
    assert broken_invariants(full.session) == []
    refused = full.decide(Choice.OFFER, four).refused
    assert [each.reason.partition(".")[0] for each in refused] == [
        "No seat is left: 2 of 1 are taken"
    ]
    full.step(one, Action.WITHDRAW)
    assert full.statuses()[2:] == [Status.WAITING] * 3
    assert (full.course.seats_taken, full.course.seats_above) == (1, 0)
    assert broken_invariants(full.session) == []
    full.step(two, Action.WITHDRAW)
    assert full.statuses()[2:] == [Status.WAITING, Status.OFFERED, Status.WAITING]
