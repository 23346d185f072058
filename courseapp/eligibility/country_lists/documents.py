"""A list kept by hand as one immutable value, and as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from courseapp.countries.lists.dated import (
    ALWAYS,
    CountryList,
    Entry,
    Family,
    Membership,
    Period,
)
from courseapp.countries.names import country_name, folded
from courseapp.eligibility.composed.conditions import OWN

MOST_ENTRIES = 600


@dataclass(frozen=True)
class ListDocument:
    """What organisers keep of a list. `copied_from` says in words which list it began as."""

    about: str = ""
    source: str = ""
    copied_from: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def in_order(self) -> tuple[Entry, ...]:
        """The entries by name of the country, then by time."""
        return tuple(sorted(self.entries, key=_place))


def own_key(list_id: int) -> str:
    """Return the key by which rules name a list that is kept by hand."""
    return f"{OWN}{list_id}"


def id_of_key(key: str) -> int | None:
    """Return the number in the key of such a list; None for the key of another."""
    number = key.removeprefix(OWN)
    is_own = key.startswith(OWN) and number.isascii() and number.isdecimal() and len(number) < 10
    return int(number) if is_own else None


def as_country_list(
    key: str, name: str, owner: str, document: ListDocument, number: int, saved_on: date
) -> CountryList:
    """Return the list as rules read it; `owner` is what its initiative is called."""
    return CountryList(
        key=key,
        family=Family.OWN,
        title=name,
        placed=f"on the list “{name}” of {owner}",
        entries=document.entries,
        source=document.source or f"Kept by the organisers of {owner}",
        about=document.about,
        stated_on=saved_on,
        version=f"version {number}",
    )


def to_plain(document: ListDocument) -> dict[str, Any]:
    """Return the list as values of JSON."""
    return {
        "about": document.about,
        "source": document.source,
        "copied_from": document.copied_from,
        "entries": [_entry_written(each) for each in document.entries],
    }


def from_plain(plain: Mapping[str, Any]) -> ListDocument:
    """Return the list that `to_plain` wrote."""
    entries = tuple(_entry_read(each) for each in plain["entries"])
    return ListDocument(plain["about"], plain["source"], plain["copied_from"], entries)


def _entry_written(entry: Entry) -> dict[str, str]:
    told = {
        "code": entry.code,
        "since": entry.period.since.isoformat() if entry.period.since else "",
        "until": entry.period.until.isoformat() if entry.period.until else "",
        "membership": entry.membership.value if entry.membership is not Membership.IN else "",
        "note": entry.note,
    }
    return {name: text for name, text in told.items() if text}


def _entry_read(plain: Mapping[str, str]) -> Entry:
    since, until = _day(plain.get("since", "")), _day(plain.get("until", ""))
    period = Period(since, until) if since or until else ALWAYS
    membership = Membership(plain.get("membership", Membership.IN))
    return Entry(plain["code"], period, membership, plain.get("note", ""))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _place(entry: Entry) -> tuple[str, date]:
    return folded(country_name(entry.code)), entry.period.since or date.min
