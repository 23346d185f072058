"""Regions of the UN's statistics (M49) and groups of countries, read from the dated lists."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from courseapp.countries.lists.dated import CountryList, Membership
from courseapp.countries.lists.shipped import shipped_lists
from courseapp.countries.names import all_countries

GROUPS = ("ldc", "sids", "lldc")


@dataclass(frozen=True)
class CountryGroup:
    """A named group. `codes` are ISO 3166-1 alpha-2, as they stood on `as_of`.

    Who looks for something finds too what may belong: of whom the list cannot tell, it is in.
    """

    key: str
    label: str
    as_of: date
    codes: frozenset[str]


@lru_cache
def country_groups() -> dict[str, CountryGroup]:
    """Return the groups by key, in the order in which people look for them.

    Each stands as of the last day of which its source tells.
    """
    return {key: _group(shipped_lists()[key]) for key in GROUPS}


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


def _group(listed: CountryList) -> CountryGroup:
    on = listed.stated_on or date.min
    out = {*listed.codes(on, Membership.OUT)}
    codes = frozenset(each.code for each in all_countries() if each.code not in out)
    return CountryGroup(listed.key, listed.title, on, codes)
