"""The stages of an example world and when things happened."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.events.clock.local_time import moment
from courseapp.scenarios.stages import Stage, timeline

START = datetime(2026, 11, 1, tzinfo=UTC)
instants = st.integers(0, 5_000_000).map(lambda minutes: START + timedelta(minutes=minutes))


def test_each_stage_holds_the_ones_before_it() -> None:
    assert Stage.SELECTED.reaches(Stage.APPLIED)
    assert Stage.SELECTED.reaches(Stage.SELECTED)
    assert not Stage.SELECTED.reaches(Stage.CONFIRMED)


@given(instants, st.sampled_from(Stage))
def test_everything_happened_in_its_order_and_before_now(now: datetime, stage: Stage) -> None:
    times = timeline(stage, now)
    assert times.published_at < times.opened_at < times.last_application_at < now
    assert times.decided_at <= now
    closes_at = moment(times.call.closes, times.call.zone).at
    assert times.last_application_at < closes_at
    if stage.reaches(Stage.SELECTED):
        assert closes_at < times.decided_at - timedelta(days=1)


@pytest.mark.parametrize("stage", Stage)
def test_applications_are_open_until_they_are_reviewed(stage: Stage) -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    call = timeline(stage, now).call
    is_open = moment(call.closes, call.zone).at > now
    assert is_open == (not stage.reaches(Stage.REVIEWED))
