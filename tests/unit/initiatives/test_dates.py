"""Partial dates: as precise as a source is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.initiatives.document.dates import (
    ends_before_it_starts,
    is_partial_date,
    position_of,
    told,
    year_of,
)


@pytest.mark.parametrize("text", ["", "2022", "2022-04", "2022-04-12", "2024-02-29"])
def test_days_months_and_years_that_exist_are_partial_dates(text: str) -> None:
    assert is_partial_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "2022-02-30",
        "2023-02-29",
        "2022-13",
        "2022-00",
        "22",
        "12 April 2022",
        "1799",
        "NULL",
        "٢٠٢٧",
    ],
)
def test_what_exists_in_no_calendar_is_none(text: str) -> None:
    assert not is_partial_date(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [("2022-04-12", "12 April 2022"), ("2016-06", "June 2016"), ("2016", "2016"), ("", "")],
)
def test_a_partial_date_is_told_as_precisely_as_it_is(text: str, words: str) -> None:
    assert told(text) == words


@pytest.mark.parametrize(
    ("since", "until", "impossible"),
    [
        ("2020", "2019", True),
        ("2020-06", "2020-05", True),
        ("2020-06-02", "2020-06-01", True),
        ("2020-06", "2020", False),
        ("2020", "2020-06", False),
        ("2020", "2020", False),
        ("", "2019", False),
        ("2020", "", False),
        ("", "", False),
    ],
)
def test_a_period_ends_not_before_it_starts(since: str, until: str, impossible: bool) -> None:
    assert ends_before_it_starts(since, until) is impossible


@given(st.dates(), st.dates())
def test_later_days_stand_farther_on_the_axis(one: object, other: object) -> None:
    first, second = sorted((str(one), str(other)))
    if is_partial_date(first) and is_partial_date(second):
        assert (position_of(first) or 0) <= (position_of(second) or 0)


@given(st.dates())
def test_a_year_stands_in_the_middle_of_its_days(day: object) -> None:
    text = str(day)
    if is_partial_date(text):
        assert year_of(text) == int(position_of(text) or 0)
        assert position_of(text[:4]) == int(text[:4]) + 0.5
