"""Minutes outside the day, by the clock on the wall where somebody follows a session."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.events.clock.local_hours import best_run, minutes_outside

ZONES = ("Pacific/Apia", "Asia/Kathmandu", "Australia/Lord_Howe", "Europe/Rome", "America/St_Johns")
MINUTE = timedelta(minutes=1)


def counted(starts_at: datetime, minutes: int, zone: str) -> int:
    """Look at the clock each minute."""
    walls = ((starts_at + n * MINUTE).astimezone(ZoneInfo(zone)) for n in range(minutes))
    return sum(not 8 <= wall.hour < 20 for wall in walls)


@given(
    st.integers(0, 2 * 366 * 1440),
    st.integers(1, 1440),
    st.sampled_from(ZONES),
)
def test_the_minutes_are_those_that_the_clock_shows(later: int, minutes: int, zone: str) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC) + later * MINUTE

    assert minutes_outside(at, at + minutes * MINUTE, zone) == counted(at, minutes, zone)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Europe/Rome", 28), ("Australia/Lord_Howe", 3), ("America/St_Johns", 14)],
)
def test_a_night_in_which_the_clocks_change_counts_what_passes(zone: str, day: int) -> None:
    month = 4 if zone.startswith("Australia") else 3
    at = datetime(2027, month, day, 0, 0, tzinfo=ZoneInfo(zone)).astimezone(UTC)

    for earlier in range(0, 24, 3):
        start = at - timedelta(hours=earlier)
        assert minutes_outside(start, start + timedelta(hours=24), zone) == counted(
            start, 1440, zone
        )


def test_the_run_that_suits_best_is_the_earliest_of_equals() -> None:
    morning = datetime(2023, 3, 15, 11, tzinfo=UTC), datetime(2023, 3, 15, 13, 30, tzinfo=UTC)
    evening = datetime(2023, 3, 16, 23, tzinfo=UTC), datetime(2023, 3, 17, 1, 30, tzinfo=UTC)

    assert best_run((morning, evening), "Europe/Berlin") == 0
    assert best_run((morning, evening), "Pacific/Auckland") == 1
    assert best_run((evening, morning), "America/New_York") == 1
    assert best_run((morning, morning), "Asia/Tokyo") == 0
