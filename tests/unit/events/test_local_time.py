"""Wall clock times and the instants they mean, also in the two odd nights of the year."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from courseapp.core.errors import Problem
from courseapp.events.clock.local_time import local_date, moment, which_of_two

wall = datetime.fromisoformat  # what a clock on the wall shows

ZONES = (
    "Europe/Rome",
    "Asia/Tokyo",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour
    "Pacific/Apia",  # skipped a whole day
    "Africa/Casablanca",  # goes back for Ramadan
    "Asia/Kathmandu",
    "America/Havana",  # changes at midnight
    "UTC",
)
zones = st.sampled_from(ZONES)
wall_clocks = st.datetimes(wall("1990-01-01T00:00"), wall("2100-12-30T00:00")).map(
    lambda at: at.replace(second=0, microsecond=0)
)


def refusal(local: datetime, zone: str) -> str:
    with pytest.raises(Problem) as caught:
        moment(local, zone)
    return caught.value.message


def test_a_time_means_the_instant_of_its_zone() -> None:
    found = moment(wall("2027-08-23T09:00"), "Europe/Rome")

    assert found.at == datetime(2027, 8, 23, 7, 0, tzinfo=UTC)
    assert not found.comes_twice
    assert which_of_two(found) == ""


def test_the_same_time_of_day_is_another_instant_after_the_clocks_change() -> None:
    before = moment(wall("2027-10-29T09:00"), "Europe/Rome")
    after = moment(wall("2027-11-01T09:00"), "Europe/Rome")

    assert (before.at.hour, after.at.hour) == (7, 8)


def test_a_time_that_the_clocks_skip_is_refused_with_the_next_that_exists() -> None:
    assert refusal(wall("2027-03-28T02:30"), "Europe/Rome") == (
        "On Sun 28 Mar 2027 the clocks in Rome go from 02:00 to 03:00; 02:30 does not exist. "
        "Enter 03:00 or later."
    )


def test_half_an_hour_can_be_missing_too() -> None:
    text = refusal(wall("2027-10-03T02:15"), "Australia/Lord_Howe")

    assert "the clocks in Lord Howe go from 02:00 to 02:30; 02:15 does not exist" in text


def test_a_whole_day_can_be_missing() -> None:
    assert refusal(wall("2011-12-30T10:00"), "Pacific/Apia") == (
        "In Apia the clocks go from Fri 30 Dec 2011, 00:00 to Sat 31 Dec 2011, 00:00; "
        "Fri 30 Dec 2011, 10:00 does not exist. Enter Sat 31 Dec 2011, 00:00 or later."
    )


@pytest.mark.parametrize(
    ("minute", "exists"), [(119, True), (120, False), (179, False), (180, True)]
)
def test_the_gap_has_exact_edges(minute: int, exists: bool) -> None:
    local = wall("2027-03-28T00:00") + timedelta(minutes=minute)

    if exists:
        assert moment(local, "Europe/Rome").local == local
    else:
        assert "Enter 03:00 or later" in refusal(local, "Europe/Rome")


def test_of_a_time_that_comes_twice_the_first_is_meant_and_said() -> None:
    found = moment(wall("2027-10-31T02:30"), "Europe/Rome")

    assert found.at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert found.comes_twice
    assert which_of_two(found) == (
        "On Sun 31 Oct 2027 the clocks in Rome go back, so 02:30 comes twice. "
        "We take the first: 00:30 UTC."
    )


@pytest.mark.parametrize("zone", ["", "Europe/Paradise", "CEST", "../etc/passwd", "Europe", "\x00"])
def test_a_zone_that_does_not_exist_is_refused(zone: str) -> None:
    assert "We know no time zone" in refusal(wall("2027-08-23T09:00"), zone)


@pytest.mark.parametrize("year", [1, 227, 1989, 2101, 9999])
def test_a_year_that_can_only_be_a_slip_is_refused(year: int) -> None:
    assert f"The year {year} cannot be right" in refusal(
        wall(f"{year:04}-08-23T09:00"), "Asia/Tokyo"
    )


def test_the_date_of_an_instant_is_that_of_the_zone() -> None:
    evening = datetime(2027, 8, 22, 22, 30, tzinfo=UTC)

    assert local_date(evening, "Europe/Rome") == date(2027, 8, 23)
    assert local_date(evening, "America/New_York") == date(2027, 8, 22)


@given(wall_clocks, zones)
def test_the_instant_shows_the_wall_clock_again_or_the_time_does_not_exist(
    local: datetime, zone: str
) -> None:
    back = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))
    if back.replace(tzinfo=None) == local:
        shown = moment(local, zone).at.astimezone(ZoneInfo(zone))
        assert shown.replace(tzinfo=None, fold=0) == local
    else:
        assert "does not exist" in refusal(local, zone)


@given(wall_clocks, st.timedeltas(timedelta(minutes=1), timedelta(days=3)), zones)
def test_later_on_the_wall_is_later_in_time(local: datetime, gap: timedelta, zone: str) -> None:
    later = local + gap.__class__(minutes=gap.total_seconds() // 60)
    try:
        first, second = moment(local, zone), moment(later, zone)
    except Problem:
        assume(False)
    assert first.at < second.at


@given(wall_clocks, zones)
def test_of_two_readings_the_earlier_is_taken(local: datetime, zone: str) -> None:
    try:
        found = moment(local, zone)
    except Problem:
        assume(False)
    other = local.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(UTC)
    assert found.at <= other
    assert found.comes_twice == (found.at < other)
