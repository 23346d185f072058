"""Phases by the clock, and the table of steps."""

from datetime import UTC, datetime, timedelta

import pytest

from courseapp.core.errors import Problem
from courseapp.review.phases import (
    ALLOWED,
    Dates,
    Doing,
    complaint_about,
    next_change,
    phase_at,
    refuse_unless,
)
from courseapp.review.rules import STEPS, Action, Phase, ReviewStatus, next_step

NOON = datetime(2027, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ALL = Dates(NOON, NOON + HOUR, NOON + 2 * HOUR)


@pytest.mark.parametrize(
    ("dates", "after", "phase"),
    [
        (Dates(), 0, Phase.ASSIGNING),
        (ALL, -1, Phase.ASSIGNING),
        (ALL, 0, Phase.REVIEWING),
        (ALL, 1, Phase.DISCUSSION),
        (ALL, 5, Phase.CLOSED),
        (Dates(NOON, None, NOON + HOUR), 1, Phase.CLOSED),
        (Dates(NOON, None, None), 9, Phase.REVIEWING),
        (Dates(NOON, NOON, NOON), 0, Phase.CLOSED),
    ],
)
def test_a_phase_begins_at_its_instant_and_lasts_until_the_next(
    dates: Dates, after: int, phase: Phase
) -> None:
    assert phase_at(dates, NOON + after * HOUR) is phase


def test_what_comes_next_is_the_first_that_has_not_begun() -> None:
    assert next_change(ALL, NOON) == (Phase.DISCUSSION, NOON + HOUR)
    assert next_change(ALL, NOON + 2 * HOUR) is None
    assert next_change(Dates(), NOON) is None


def test_dates_that_do_not_follow_each_other_are_refused_beside_their_field() -> None:
    assert complaint_about(ALL) is None
    assert complaint_about(Dates(None, NOON, None)) is None
    for wrong, field in (
        (Dates(NOON, NOON - HOUR, None), "discussion_on"),
        (Dates(NOON, None, NOON - HOUR), "closed_on"),
        (Dates(None, NOON, NOON - HOUR), "closed_on"),
    ):
        found = complaint_about(wrong)
        assert found is not None
        assert found[0] == field


def test_each_phase_says_what_it_allows() -> None:
    assert ALLOWED.keys() == set(Phase)
    assert ALLOWED[Phase.ASSIGNING] == frozenset()
    refuse_unless(Phase.REVIEWING, Doing.WRITE)
    with pytest.raises(Problem, match="when the discussion begins"):
        refuse_unless(Phase.REVIEWING, Doing.COMPARE)
    with pytest.raises(Problem, match="not open"):
        refuse_unless(Phase.CLOSED, Doing.WRITE)


def test_every_status_can_be_left_and_reached() -> None:
    assert {status for status, _ in STEPS} == set(ReviewStatus)
    assert {step.leads_to for step in STEPS.values()} == set(ReviewStatus)
    assert next_step(ReviewStatus.SUBMITTED, Action.SAVE) is None
    assert next_step(ReviewStatus.SET_ASIDE, Action.SUBMIT) is None
