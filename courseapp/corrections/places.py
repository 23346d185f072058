"""The places of a record that can be reported, and what each is called.

A place is written ``part/key``: ``statements/starting-year`` is a field, ``memberships/ca-on`` a
thing of a list, ``memberships`` the list, ``head/summary`` a text of the head, ``record/whole`` all
of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from courseapp.initiatives.document.dates import told
from courseapp.initiatives.document.fields import BY_KEY, Field
from courseapp.initiatives.document.merging import FACTS, HEADS, Place
from courseapp.initiatives.document.record import (
    Count,
    Membership,
    Milestone,
    Passage,
    Publication,
    Record,
    Source,
)
from courseapp.initiatives.editing.kinds import LISTS, ONE_PASSAGE, place_name
from courseapp.initiatives.words import COUNTS, MEMBERSHIPS

RECORD = "record"
WHOLE = Place(RECORD, "whole")
# What is more than one place: all of the record, a list of it, or what is not there at all.
LARGER: Mapping[str, str] = MappingProxyType(
    {
        "whole": "The record as a whole",
        "missing": "What is missing",
        "themes": "The themes",
        "memberships": "The members and partners",
        "counts": "The numbers",
        "publications": "The publications",
        "passages": "The objectives and activities",
        "milestones": "The timeline",
        "sources": "The sources",
    }
)
HEAD_TITLES: Mapping[str, str] = MappingProxyType(
    {"name": "Name", "short_name": "Short name", "summary": "Summary"}
)
_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType({RECORD: LARGER, HEADS: HEAD_TITLES})


@dataclass(frozen=True)
class Subject:
    """Something of a record that can be wrong: a field, a thing of a list, or a text."""

    place: Place
    title: str
    field: Field | None = None
    thing: Any = None

    @property
    def can_go(self) -> bool:
        """Whether it may turn out not to belong into the record. A source is named by others."""
        return self.thing is not None and not isinstance(self.thing, Source)

    @property
    def can_end(self) -> bool:
        """Whether it lasts from a date to a date."""
        return isinstance(self.thing, Membership)


def place_from(text: str) -> Place:
    """Return the place that an address names; an empty text is the whole record."""
    part, _, key = text.partition("/")
    if part in LISTS and not key:
        return Place(RECORD, part)
    return Place(part, key) if text else WHOLE


def written(place: Place) -> str:
    """Return a place as addresses name it."""
    return f"{place.part}/{place.key}"


def editor_path(slug: str, place: Place) -> str:
    """Return the address at which the record's editors change a place."""
    record = f"/manage/{slug}/record"
    if place.part == FACTS:
        return f"{record}/fields/{place.key}"
    if place.part == HEADS:
        return f"{record}/name"
    if place.part in LISTS:
        return f"{record}/{place.part}/{place.key}"
    return f"{record}/{place.key}" if place.key in LISTS else record


def subject_at(record: Record, place: Place) -> Subject | None:
    """Return what stands at a place, or None where the record has no such place."""
    if place.part == FACTS:
        field = BY_KEY.get(place.key)
        return Subject(place, field.title, field=field) if field else None
    if place.part in _TEXTS:
        title = _TEXTS[place.part].get(place.key)
        return Subject(place, title) if title else None
    thing = thing_at(record, place)
    return Subject(place, title_of(thing), thing=thing) if thing else None


def thing_at(record: Record, place: Place) -> Any:
    """Return the thing of a list that stands at a place, or None."""
    if place.part not in LISTS:
        return None
    things = getattr(record, place.part)
    return next((each for each in things if each.key == place.key), None)


def title_of(thing: Any) -> str:
    """Return what a thing of a list is called."""
    return _TITLES[type(thing)](thing)


def name_of(member: Membership) -> str:
    """Return who belongs to the initiative, by our name where we have one."""
    return place_name(member.code) or member.organisation or member.printed or member.initiative


def _count_title(count: Count) -> str:
    what = f"{COUNTS[count.kind]} in {count.part}" if count.part else COUNTS[count.kind]
    return f"{what}, {told(count.as_of)}" if count.as_of else what


_TITLES: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {
        Membership: lambda each: f"{MEMBERSHIPS[each.kind]}: {name_of(each)}",
        Count: _count_title,
        Publication: lambda each: f"Publication: {each.title}",
        Passage: lambda each: f"{ONE_PASSAGE[each.kind]}: {each.title}",
        Milestone: lambda each: f"Timeline: {each.title}",
        Source: lambda each: f"Source: {each.title}",
    }
)
