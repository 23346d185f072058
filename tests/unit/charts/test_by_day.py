"""How many a day: every day a column, or every week where the days are too many."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.charts.by_day import FOOT, MOST_BARS, MOST_COLUMNS, RIGHT, TOP, by_day

FIRST = date(2027, 3, 1)


def test_nothing_is_drawn_of_nothing() -> None:
    assert by_day({}).bars == ()
    assert by_day({FIRST: 0}).bars == ()


def test_a_quiet_day_keeps_its_place() -> None:
    chart = by_day({FIRST: 2, FIRST + timedelta(days=2): 4}, {"deadline": FIRST})
    (one, two) = chart.bars
    assert (one.told, two.told) == ("1 Mar: 2", "3 Mar: 4")
    assert two.left - one.left > 2 * chart.across
    assert two.height == pytest.approx(2 * one.height, abs=0.2)
    assert [line.text for line in chart.lines] == ["deadline"]
    assert chart.description == "6 in all, from 1 Mar to 3 Mar; most on 3 Mar: 4."


def test_many_days_are_drawn_as_weeks_from_monday_on() -> None:
    counts = {FIRST + timedelta(days=each): 1 for each in range(MOST_COLUMNS + 1)}
    chart = by_day(counts, {"long after": date(2029, 1, 1)})
    assert chart.is_by_week
    assert {bar.day.weekday() for bar in chart.bars} == {0}
    assert sum(bar.number for bar in chart.bars) == len(counts)
    assert chart.lines == ()


@given(
    st.dictionaries(st.dates(date(2025, 1, 1), date(2028, 1, 1)), st.integers(0, 9000), max_size=30)
)
def test_every_column_stands_on_the_sheet(counts: dict[date, int]) -> None:
    chart = by_day(counts)
    assert len(chart.bars) <= max(MOST_BARS, MOST_COLUMNS)
    for bar in chart.bars:
        assert chart.start <= bar.left
        assert bar.left + chart.across <= RIGHT + 0.5
        assert TOP <= bar.top < FOOT


def test_less_than_none_is_refused() -> None:
    with pytest.raises(ValueError, match="never"):
        by_day({FIRST: -1})
