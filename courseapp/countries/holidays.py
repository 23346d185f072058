"""Public holidays of a country, by date: the one place that knows the library they come from."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import Any

ENGLISH = "en_US"
SATURDAY_AND_SUNDAY = frozenset({5, 6})


def public_holidays(country: str, first: date, last: date) -> Mapping[date, str]:
    """Return the public holidays of a whole country from `first` to `last`, both inclusive.

    `country` is an ISO 3166-1 alpha-2 code. The names are English where the source has them;
    days in lieu are included, holidays of single provinces are not. Empty for a country that
    the source does not know, and where `last` lies before `first`.
    """
    found: dict[date, str] = {}
    for year in range(first.year, last.year + 1):
        found |= {day: name for day, name in _of_year(country, year) if first <= day <= last}
    return dict(sorted(found.items()))


@lru_cache(maxsize=256)
def weekend_of(country: str) -> frozenset[int]:
    """Return the days of rest of each week as `date.weekday` counts them, Monday being 0.

    Saturday and Sunday for a country that the source does not know.
    """
    source = _source()
    if country not in source.list_supported_countries(include_aliases=False):
        return SATURDAY_AND_SUNDAY
    return frozenset(source.country_holidays(country).weekend)


@lru_cache(maxsize=256)
def _of_year(country: str, year: int) -> tuple[tuple[date, str], ...]:
    source = _source()
    if country not in source.list_supported_countries(include_aliases=False):
        return ()
    known = source.country_holidays(country, years=[year], language=ENGLISH)
    return tuple(known.items())


def _source() -> Any:
    """Load the library at first use: at the start of a web process it would only cost time."""
    return import_module("holidays")
