"""Outputs in words."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from courseapp.events.rules import EventKind, Mode
from courseapp.events.words import KINDS, MODES
from courseapp.reports.fit import Found, Mark
from courseapp.reports.rules import Evidence

UNKNOWN = "Unknown"
NOT_STATED = "Not stated"


class MarkWords(NamedTuple):
    """A tone of the status tag, and its word."""

    tone: str
    word: str


MARKS: Mapping[Mark, MarkWords] = MappingProxyType(
    {
        Mark.FOUND: MarkWords("good", "Found"),
        Mark.NOTHING: MarkWords("wait", "No output found"),
        Mark.CANNOT_TELL: MarkWords("neutral", "Cannot be told"),
    }
)


def mode_words(mode: Mode | None) -> str:
    """Return what a mode is called, also where nobody states it."""
    return MODES[mode] if mode else NOT_STATED


def number_of(count: int, what: str) -> str:
    """Return ``1 course`` or ``2 courses``."""
    return _counted(count, what, f"{what}s")


def took_part(people: int | None, countries: int | None) -> str:
    """Return ``28 people, 1 country``; empty where no source states a number."""
    told = (
        _counted(people, "person", "people") if people is not None else "",
        _counted(countries, "country", "countries") if countries is not None else "",
    )
    return ", ".join(filter(None, told))


def kinds_in_words(kinds: Iterable[tuple[EventKind, int]]) -> str:
    """Return ``2 courses, 1 side event``; empty for none."""
    return ", ".join(number_of(count, KINDS[kind].lower()) for kind, count in kinds)


def found_in_words(found: Found) -> str:
    """Return ``2 courses, 1 publication``; empty for nothing."""
    publications = number_of(found.publications, "publication") if found.publications else ""
    return ", ".join(filter(None, (kinds_in_words(found.kinds), publications)))


def evidence_in_words(evidence: Evidence) -> str:
    """Return ``courses, seminars and publications``; empty where no output speaks for it."""
    named = [f"{KINDS[kind].lower()}s" for kind in evidence.kinds]
    named += ["publications"] if evidence.publications else []
    *first, last = named or [""]
    return f"{', '.join(first)} and {last}" if first else last


def hours(value: float) -> str:
    """Return ``22.5``: hours without zeros that say nothing."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
