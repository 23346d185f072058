"""Dates and times as people say them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.core import formats

JULY = datetime(2024, 7, 31, 10, 0, tzinfo=UTC)


def test_a_date_range_says_the_year_once() -> None:
    text = formats.date_range(date(2022, 8, 22), date(2022, 9, 2))
    assert text == "Mon 22 Aug – Fri 2 Sep 2022"


def test_a_date_range_over_new_year_says_both_years() -> None:
    text = formats.date_range(date(2026, 12, 28), date(2027, 1, 8))
    assert text == "Mon 28 Dec 2026 – Fri 8 Jan 2027"


def test_one_day_is_said_once() -> None:
    assert formats.date_range(date(2028, 2, 29), date(2028, 2, 29)) == "Tue 29 Feb 2028"


def test_the_label_of_a_zone_comes_from_the_instant() -> None:
    assert formats.instant(JULY, "Europe/Berlin") == "Wed 31 Jul 2024, 12:00 CEST"
    assert formats.instant(JULY - timedelta(days=180), "Europe/Berlin").endswith("CET")


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("Asia/Bangkok", "UTC+07:00"),
        ("Asia/Kathmandu", "UTC+05:45"),
        ("America/Sao_Paulo", "UTC-03:00"),
    ],
)
def test_a_zone_without_a_name_is_told_by_its_offset(zone: str, label: str) -> None:
    assert formats.zone_label(JULY, zone) == label


def test_anywhere_on_earth_is_the_zone_in_which_a_day_ends_last() -> None:
    last = datetime(2024, 8, 1, 11, 59, tzinfo=UTC)
    told = "Wed 31 Jul 2024, 23:59 anywhere on Earth (AoE, UTC−12)"
    assert formats.instant(last, formats.ANYWHERE) == told
    assert all(
        last.astimezone(ZoneInfo(zone)).date() >= date(2024, 7, 31)
        and (last + timedelta(minutes=1)).astimezone(ZoneInfo(zone)).date() > date(2024, 7, 31)
        for zone in available_timezones()
    )


def test_a_session_over_midnight_says_the_day_of_its_end() -> None:
    start = datetime(2023, 3, 15, 22, 30, tzinfo=UTC)
    text = formats.time_range(start, start + timedelta(hours=2), "UTC")
    assert text == "22:30 – Thu 16 Mar, 00:30 UTC"


def test_a_month_may_be_all_that_is_known() -> None:
    assert formats.month_and_year(2016, 6) == "June 2016"
    assert formats.month_and_year(2017, None) == "2017"


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=12, hours=5), "12 days left"),
        (timedelta(days=2), "2 days left"),
        (timedelta(hours=47), "47 hours left"),
        (timedelta(minutes=119), "119 minutes left"),
        (timedelta(seconds=61), "2 minutes left"),
        (timedelta(seconds=1), "1 minute left"),
        (timedelta(0), "closed"),
        (timedelta(days=-1), "closed"),
    ],
)
def test_what_is_left_is_said_in_the_unit_that_matters(left: timedelta, said: str) -> None:
    assert formats.days_left(JULY + left, JULY) == said


@given(st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=4000)))
def test_nothing_that_is_open_is_called_closed(left: timedelta) -> None:
    text = formats.days_left(JULY + left, JULY)
    assert int(text.split()[0]) >= 1
