"""Public holidays at a venue."""

import subprocess
import sys
from datetime import date

import pytest

from courseapp.countries.holidays import public_holidays, weekend_of


def test_holidays_are_named_in_english_and_both_ends_count() -> None:
    found = public_holidays("IT", date(2027, 6, 2), date(2027, 8, 15))
    assert found == {
        date(2027, 6, 2): "Republic Day",
        date(2027, 8, 15): "Assumption Of Mary Day",
    }


def test_a_stretch_across_new_year_has_the_holidays_of_both_years() -> None:
    found = public_holidays("DE", date(2027, 12, 25), date(2028, 1, 1))
    assert list(found) == [date(2027, 12, 25), date(2027, 12, 26), date(2028, 1, 1)]


@pytest.mark.parametrize("country", ["XX", "", "it", "not a country"])
def test_an_unknown_country_has_no_holidays(country: str) -> None:
    assert public_holidays(country, date(2027, 1, 1), date(2027, 12, 31)) == {}


def test_a_stretch_that_ends_before_it_begins_has_none() -> None:
    assert public_holidays("IT", date(2027, 12, 31), date(2027, 1, 1)) == {}


def test_a_day_in_lieu_is_a_holiday_too() -> None:
    assert "in lieu" in public_holidays("TH", date(2027, 5, 3), date(2027, 5, 3))[date(2027, 5, 3)]


def test_the_library_is_not_loaded_before_somebody_asks() -> None:
    words = "import sys, courseapp.countries.holidays; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", words], check=False).returncode == 0


@pytest.mark.parametrize(
    ("country", "days"), [("IT", {5, 6}), ("SA", {4, 5}), ("XX", {5, 6}), ("", {5, 6})]
)
def test_the_weekend_is_that_of_the_country(country: str, days: set[int]) -> None:
    assert weekend_of(country) == days
