"""What a piece of a record says, and what it is called, in words for a person who compares."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from courseapp.exchange.columns import BY_PLACE
from courseapp.exchange.merging.counts import said_number
from courseapp.initiatives.document.dates import told
from courseapp.initiatives.document.fields import BY_KEY
from courseapp.initiatives.document.merging import HEADS, Place
from courseapp.initiatives.document.record import (
    Count,
    Membership,
    Milestone,
    Passage,
    Publication,
    Source,
    Statement,
)
from courseapp.initiatives.words import COUNTS, MEMBERSHIPS, MILESTONES, PASSAGES, value_words

_HEADS: Mapping[str, str] = MappingProxyType(
    {"slug": "Address", "name": "Name", "short_name": "Short name", "summary": "Summary"}
)
_PARTS: Mapping[str, str] = MappingProxyType(
    {
        "sources": "Source",
        "passages": "List",
        "memberships": "Member or partner",
        "counts": "Number",
        "publications": "Publication",
        "milestones": "Milestone",
    }
)


def place_words(place: Place) -> str:
    """Return what a piece is called: the platform's label where it has one."""
    if place in BY_PLACE:
        return BY_PLACE[place].header
    if place.part == HEADS:
        return _HEADS.get(place.key, place.key)
    if place.part == "statements":
        return BY_KEY[place.key].title
    return _PARTS.get(place.part, place.part)


def piece_words(place: Place, piece: Any) -> str:
    """Return what a piece says; empty where it is not there."""
    if piece is None:
        return ""
    if place.part == HEADS:
        return str(piece)
    things = piece if isinstance(piece, tuple) else (piece,)
    return "\n".join(_WORDS[type(each)](each) for each in things)


def _statement(each: Statement) -> str:
    words = value_words(each.field, each.value)
    note = f" ({each.note})" if each.note else ""
    return f"{words}{note} [{each.source}]"


def _source(each: Source) -> str:
    return ", ".join(filter(None, (f"{each.key}: {each.title}", each.address, told(each.date))))


def _passage(each: Passage) -> str:
    text = f"{each.title}: {each.text}" if each.text else each.title
    return f"{PASSAGES[each.kind]}: {text}"


def _membership(each: Membership) -> str:
    who = each.organisation or each.printed
    code = f" ({each.code})" if each.code else ""
    since = f"since {told(each.since)}" if each.since else ""
    until = f"until {told(each.until)}" if each.until else ""
    when = " ".join(filter(None, (since, until)))
    return ", ".join(filter(None, (f"{MEMBERSHIPS[each.kind]}: {who}{code}", when, each.note)))


def _count(each: Count) -> str:
    what = f"{COUNTS[each.kind]}, {each.part}" if each.part else COUNTS[each.kind]
    return ", ".join(filter(None, (f"{what}: {said_number(each)}", told(each.as_of), each.note)))


def _publication(each: Publication) -> str:
    year = str(each.year) if each.year else ""
    return ", ".join(filter(None, (each.title, year, each.organisation, each.about, each.link)))


def _milestone(each: Milestone) -> str:
    kind = f"{MILESTONES[each.kind]} (announced)" if each.announced else MILESTONES[each.kind]
    return ", ".join(filter(None, (f"{kind}: {each.title}", told(each.date), each.text)))


_WORDS: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {
        Statement: _statement,
        Source: _source,
        Passage: _passage,
        Membership: _membership,
        Count: _count,
        Publication: _publication,
        Milestone: _milestone,
    }
)
