"""The tables of steps of decisions, offers, releases and substitutes; when one is reminded."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.selection.rules import (
    DECISION_STEPS,
    EVENING,
    LEAST_AFTER_THE_OFFER,
    MORNING,
    OFFER_STEPS,
    RELEASE_STEPS,
    SUBSTITUTE_STEPS,
    Deed,
    OfferDeed,
    Outcome,
    Privacy,
    ReleaseDeed,
    ReleaseState,
    SubstituteDeed,
    SubstituteState,
    can,
    reminder_due,
    reminders,
    step,
)

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
ZONES = ("Pacific/Tongatapu", "Africa/Lome", "America/Santiago", "Asia/Kolkata")


def test_an_offer_ends_once_and_for_good() -> None:
    assert {to for to in OFFER_STEPS.values() if to} == set(Outcome)
    for outcome in Outcome:
        assert not any(can(OFFER_STEPS, outcome, deed) for deed in OfferDeed)
    with pytest.raises(ValueError, match="does not apply"):
        step(OFFER_STEPS, Outcome.LAPSED, OfferDeed.CONFIRM)


def test_what_belongs_to_a_release_under_way_is_neither_set_nor_cleared() -> None:
    for deed in (Deed.SET, Deed.CLEAR, Deed.BIND):
        assert not can(DECISION_STEPS, Privacy.BOUND, deed)
    assert not can(DECISION_STEPS, Privacy.KNOWN, Deed.CLEAR)


def test_a_release_that_has_begun_is_not_taken_back() -> None:
    assert can(RELEASE_STEPS, ReleaseState.PLANNED, ReleaseDeed.CANCEL)
    assert not can(RELEASE_STEPS, ReleaseState.BEGUN, ReleaseDeed.CANCEL)
    assert not any(can(RELEASE_STEPS, ReleaseState.DONE, each) for each in ReleaseDeed)


def test_every_state_of_a_substitute_is_reached_and_the_last_ones_stay() -> None:
    reached = {SubstituteState.PROPOSED, *SUBSTITUTE_STEPS.values()}
    assert reached == set(SubstituteState)
    for state in (SubstituteState.OFFERED, SubstituteState.REFUSED, SubstituteState.TAKEN_BACK):
        assert not any(can(SUBSTITUTE_STEPS, state, deed) for deed in SubstituteDeed)


@given(
    hours=st.integers(1, 40 * 24),
    zone=st.sampled_from(ZONES),
    start=st.integers(0, 365 * 24),
)
def test_reminders_come_by_day_before_the_end_and_never_right_after_the_offer(
    hours: int, zone: str, start: int
) -> None:
    made = NOW + timedelta(hours=start)
    reply_by = made + timedelta(hours=hours)
    found = reminders(made, reply_by, zone)
    assert list(found) == sorted(found)
    for each in found:
        assert made + LEAST_AFTER_THE_OFFER <= each <= reply_by - timedelta(days=1)
        assert MORNING <= each.astimezone(ZoneInfo(zone)).time() <= EVENING


@given(hours=st.integers(24, 20 * 24), zone=st.sampled_from(ZONES), every=st.integers(1, 30))
def test_however_the_worker_looks_each_reminder_is_sent_once_and_none_at_night(
    hours: int, zone: str, every: int
) -> None:
    reply_by = NOW + timedelta(hours=hours)
    planned = len(reminders(NOW, reply_by, zone))
    sent, letters, at = 0, 0, NOW
    while at < reply_by + timedelta(days=1):
        due = reminder_due(NOW, reply_by, zone, sent, at)
        if due is not None:
            assert MORNING <= at.astimezone(ZoneInfo(zone)).time() <= EVENING
            assert sent < due <= planned
            sent, letters = due, letters + 1
        at += timedelta(hours=every)
    assert letters <= planned


def test_a_week_to_answer_has_two_reminders_and_a_day_has_none() -> None:
    end = datetime(2027, 3, 8, 22, 59, tzinfo=UTC)  # 23:59 in Rome
    evening = time(19)
    told = [each.astimezone(ZoneInfo("Europe/Rome")) for each in reminders(NOW, end, "Europe/Rome")]
    assert [(each.day, each.time()) for each in told] == [(5, evening), (7, evening)]
    assert reminders(NOW, NOW + timedelta(days=1), "UTC") == ()
