"""A list of a record as editors read it: searched, filtered, a page at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from courseapp.core.paging import Page, page_of
from courseapp.countries.names import folded
from courseapp.initiatives.document.record import Membership, Record
from courseapp.initiatives.editing.kinds import LISTS, ListKind, Thing, place_name, told_value
from courseapp.initiatives.editing.memberships import Offer, offers_for
from courseapp.initiatives.members import is_unread

SIZE = 50


@dataclass(frozen=True)
class Wanted:
    """What an editor asked for."""

    text: str = ""
    kind: str = ""
    unread: bool = False

    @property
    def is_filtered(self) -> bool:
        return self != Wanted()

    @property
    def arguments(self) -> dict[str, str]:
        """The address's query, without what is not asked for."""
        asked = {"q": self.text, "kind": self.kind, "unread": "1" if self.unread else ""}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True)
class ListedThing:
    """One thing of a list. `offers` are places that its name may mean, where it is none."""

    thing: Thing
    title: str
    detail: str
    source: str
    place: str = ""
    is_unread: bool = False
    offers: tuple[Offer, ...] = ()


def listed_things(record: Record, part: str, wanted: Wanted, number: int) -> Page[ListedThing]:
    """Return one page of a list. Case and accents make no difference to a search."""
    kind = LISTS[part]
    chosen = [thing for thing in getattr(record, part) if _fits(kind, thing, wanted)]
    page = page_of(chosen, number, SIZE)
    items = [_listed(kind, thing) for thing in page.items]
    return Page(items, page.number, page.size, page.total)


def unread_names(record: Record) -> int:
    """Return how many members have a name that is no place we know."""
    return sum(is_unread(line) for line in record.memberships)


def _fits(kind: ListKind, thing: Thing, wanted: Wanted) -> bool:
    own_kind = str(getattr(thing, "kind", ""))
    if wanted.kind and own_kind and own_kind != wanted.kind:
        return False
    if wanted.unread and not (isinstance(thing, Membership) and is_unread(thing)):
        return False
    words = folded(wanted.text).split()
    said = folded(" ".join(_said(kind, thing))) if words else ""
    return all(word in said for word in words)


def _said(kind: ListKind, thing: Thing) -> Iterator[str]:
    for each in kind.inputs:
        value: Any = getattr(thing, each.name)
        yield told_value(each, value)
    yield getattr(thing, "source", thing.key)


def _listed(kind: ListKind, thing: Thing) -> ListedThing:
    title, detail = kind.named(thing), kind.detail(thing)
    if not isinstance(thing, Membership):
        return ListedThing(thing, title, detail, str(getattr(thing, "source", "")))
    unread = is_unread(thing)
    offers = offers_for(thing.printed) if unread else ()
    return ListedThing(thing, title, detail, thing.source, _place(thing), unread, offers)


def _place(line: Membership) -> str:
    """Return the place, unless its name stands in the printed one."""
    place = place_name(line.code) if line.code else ""
    own = folded(place.partition(", ")[0])
    return "" if own in folded(line.printed) else place
