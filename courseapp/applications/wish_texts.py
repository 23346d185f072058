"""The modules that somebody wishes for, as the one text that is kept of them, and in words."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

BETWEEN = ","  # typed wishes are ids of modules in their order; an empty one keeps its place
NO_MODULES: Mapping[str, str] = MappingProxyType({})


def typed_wishes(wishes: Sequence[str]) -> str:
    """Return wishes as one text; empty ones at the end are no wishes."""
    return BETWEEN.join(each.strip().replace(BETWEEN, "") for each in wishes).rstrip(BETWEEN)


def read_wishes(text: str) -> tuple[str, ...]:
    """Return the wishes of a text, empty ones in their places."""
    return tuple(text.split(BETWEEN)) if text else ()


def wishes_in_words(text: str, titles: Mapping[str, str]) -> str:
    """Return ``2. Caps, then 1. Basics``: the wishes in their order."""
    named = (titles.get(each, "a module that is gone") for each in read_wishes(text) if each)
    return ", then ".join(named)
