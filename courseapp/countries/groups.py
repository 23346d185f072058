"""Regions of the UN's statistics (M49) and groups of countries, each as of a date."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from courseapp.countries.names import all_countries
from courseapp.countries.tables import rows


@dataclass(frozen=True)
class CountryGroup:
    """A named group. `codes` are ISO 3166-1 alpha-2, as they stood on `as_of`."""

    key: str
    label: str
    as_of: date
    codes: frozenset[str]


@lru_cache
def country_groups() -> dict[str, CountryGroup]:
    """Return the groups by key, in the order in which people look for them."""
    return {
        row["key"]: CountryGroup(
            row["key"],
            row["label"],
            date.fromisoformat(row["as_of"]),
            frozenset(row["codes"].split()),
        )
        for row in rows("groups.csv")
    }


@lru_cache
def regions() -> dict[str, tuple[str, ...]]:
    """Return the M49 regions by name, each with its subregions, by alphabet."""
    found: dict[str, set[str]] = {}
    for each in all_countries():
        if each.region:
            found.setdefault(each.region, set()).add(each.subregion)
    return {region: tuple(sorted(filter(None, found[region]))) for region in sorted(found)}


@lru_cache
def countries_in(region: str) -> frozenset[str]:
    """Return the countries of an M49 region or subregion; empty for another name."""
    return frozenset(
        each.code for each in all_countries() if region in (each.region, each.subregion)
    )
