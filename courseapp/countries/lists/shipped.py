"""The lists that come with the product: facts with sources and dates, in `records/`."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256

from courseapp.countries.lists.dated import CountryList, Entry, Family, Membership, Period
from courseapp.countries.names import all_countries, folded
from courseapp.countries.tables import rows

REGIONS = "m49"  # the row that tells where all regions come from
KOSOVO = "XK"  # its region in countries.csv is ours, not the UN's


@lru_cache
def shipped_lists() -> dict[str, CountryList]:
    """Return every list by its key: the named ones first, then the regions of the world."""
    found = (*_named(), *_regions())
    return {each.key: each for each in found}


def region_key(name: str) -> str:
    """Return the key of the list of an M49 region or subregion."""
    return "m49-" + folded(name).replace(" ", "-")


def _named() -> Iterator[CountryList]:
    for row in rows("country_lists.csv"):
        if row["key"] != REGIONS:
            yield _list_of(row, tuple(_entries(row["key"])))


def _list_of(row: Mapping[str, str], entries: tuple[Entry, ...]) -> CountryList:
    return CountryList(
        key=row["key"],
        family=Family(row["family"]),
        title=row["title"],
        placed=row["placed"],
        entries=entries,
        source=row["source"],
        address=row["address"],
        about=row["about"],
        stated_on=_day(row["stated_on"]),
        known=Period(_day(row["known_from"]), _day(row["known_until"])),
        revised_on=_day(row["revised_on"]),
        version=_version(row["stated_on"], entries),
    )


def _entries(key: str) -> Iterator[Entry]:
    for row in _rows_by_list().get(key, ()):
        period = Period(_day(row["since"]), _day(row["until"]))
        for code in row["codes"].split():
            yield Entry(code, period, Membership(row["membership"]), row["note"])


@lru_cache
def _rows_by_list() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows("country_list_entries.csv"):
        found.setdefault(row["list"], []).append(row)
    return found


def _regions() -> Iterator[CountryList]:
    told = next(row for row in rows("country_lists.csv") if row["key"] == REGIONS)
    names = dict.fromkeys(name for each in all_countries() for name in (each.region,) if name)
    parts = {each.subregion: None for each in all_countries() if each.subregion}
    for name in (*sorted(names), *sorted(set(parts) - set(names))):
        own = {"key": region_key(name), "title": name, "placed": told["placed"].format(name=name)}
        yield _list_of({**told, **own}, tuple(_entries_in(name)))


def _entries_in(name: str) -> Iterator[Entry]:
    for each in all_countries():
        if not each.region or each.code == KOSOVO:
            yield Entry(each.code, membership=Membership.UNKNOWN, note="The UN places it nowhere.")
        elif name in (each.region, each.subregion):
            yield Entry(each.code)


def _version(stated_on: str, entries: tuple[Entry, ...]) -> str:
    """Return ``2026-11-24 3f9c01aa``: what was stated until when, and a mark of its contents."""
    told = "\n".join(f"{each.code} {each.membership} {each.period}" for each in entries)
    return f"{stated_on} {sha256(told.encode()).hexdigest()[:8]}"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
