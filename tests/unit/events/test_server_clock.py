"""The server's clock beside a deadline."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.core.formats import ANYWHERE
from courseapp.events.clock.server_clock import SHOWN_BEFORE, ServerClock, server_clock, time_left

ROME = "Europe/Rome"
CLOSES = datetime(2027, 4, 15, 21, 59, tzinfo=UTC)
SCRIPT = Path(__file__).parents[3] / "static" / "js" / "clock.js"
LARGEST_SCRIPT_BYTES = 1024


def shown(now: datetime, until: datetime = CLOSES, zone: str = ROME) -> ServerClock:
    found = server_clock(now, until, zone)
    assert found is not None
    return found


def test_it_shows_seconds_the_zone_and_how_long_is_left() -> None:
    clock = shown(datetime(2027, 4, 15, 12, 3, 22, 999_999, tzinfo=UTC))
    assert (clock.time, clock.label, clock.left) == ("14:03:22", "CEST", "9 h 56 min left")
    assert (clock.offset, clock.until - clock.at) == (7200, 35_737_001)


@pytest.mark.parametrize(
    ("before", "is_shown"),
    [
        (SHOWN_BEFORE + timedelta(microseconds=1), False),
        (SHOWN_BEFORE, True),
        (timedelta(0), True),
        (timedelta(microseconds=-1), False),
    ],
)
def test_it_is_shown_in_the_last_two_days_and_at_the_very_deadline(
    before: timedelta, is_shown: bool
) -> None:
    assert (server_clock(CLOSES - before, CLOSES, ROME) is not None) is is_shown


def test_without_a_deadline_there_is_no_clock() -> None:
    assert server_clock(CLOSES, None, ROME) is None


def test_where_the_clocks_change_before_the_deadline_it_is_told_in_utc() -> None:
    closes = datetime(2027, 10, 31, 22, 59, tzinfo=UTC)  # the night after which CEST is CET
    clock = shown(closes - timedelta(hours=30), closes)
    assert (clock.time, clock.label, clock.offset) == ("16:59:00", "UTC", 0)
    assert shown(closes - timedelta(hours=20), closes).label == "CET"


def test_anywhere_on_earth_has_a_clock_too() -> None:
    clock = shown(CLOSES, zone=ANYWHERE)
    assert (clock.time, clock.label) == ("09:59:00", "anywhere on Earth (AoE, UTC−12)")


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(hours=47, minutes=12), "47 h 12 min left"),
        (timedelta(hours=1), "1 h 0 min left"),
        (timedelta(minutes=59, seconds=59, microseconds=1), "1 h 0 min left"),
        (timedelta(minutes=14, seconds=1), "15 min left"),
        (timedelta(microseconds=1), "1 min left"),
        (timedelta(0), "0 min left"),
        (timedelta(seconds=-1), "0 min left"),
    ],
)
def test_minutes_are_counted_as_begun(left: timedelta, said: str) -> None:
    assert time_left(CLOSES, CLOSES - left) == said


@given(st.timedeltas(timedelta(0), SHOWN_BEFORE))
def test_the_minutes_left_are_never_fewer_than_there_are(left: timedelta) -> None:
    *hours, minutes = time_left(CLOSES, CLOSES - left).replace(" min left", "").split(" h ")
    told = timedelta(hours=int(hours[0]) if hours else 0, minutes=int(minutes))
    assert timedelta(0) <= told - left < timedelta(minutes=1)


def test_its_script_is_tiny() -> None:
    assert SCRIPT.stat().st_size < LARGEST_SCRIPT_BYTES
