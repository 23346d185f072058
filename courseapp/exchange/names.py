"""Names of participants in one text, written so that reading it gives the same names."""

import re
from collections.abc import Sequence

from courseapp.countries.names import folded
from courseapp.countries.printed_lists import split_names

_SETTLES_WITHIN = 4
# "International Carbon Action Partnership (ICAP)": one word with capital letters or digits.
_ABBREVIATION = re.compile(r"^(?P<name>.*\S)\s*\((?P<short>[^()\s]{1,40})\)$", re.DOTALL)


def join_names(names: Sequence[str]) -> str:
    """Return the names with commas between; those with a comma inside stand in quotes.

    What `split_names` reads in the text, and this writes again, is the same text.
    """
    wanted = tuple(names)
    for _ in range(_SETTLES_WITHIN):
        text = _faithful(wanted)
        read = split_names(text)
        if read == wanted:
            return text
        wanted = read
    return ", ".join(wanted)


def name_and_short(printed: str) -> tuple[str, str]:
    """Return the name without the abbreviation behind it, and the abbreviation or nothing."""
    found = _ABBREVIATION.match(printed)
    if found is None or sum(c.isupper() or c.isdigit() for c in found["short"]) < 2:
        return printed, ""
    return found["name"], found["short"]


def name_key(name: str) -> str:
    """Return a name to compare by: no case, no accents, no abbreviation behind it.

    A name of signs alone is compared as it stands, so that it, too, finds its record again.
    """
    bare = name_and_short(name.strip())[0]
    return folded(bare) or bare.casefold()


def _faithful(names: tuple[str, ...]) -> str:
    """The first way of writing that is read as it is meant, or else the plainest."""
    plain = ", ".join(names)
    quoted = ", ".join(map(_quoted, names))
    ways = (plain, f"{plain}.", quoted, f"{quoted}.", "\n".join(names))
    return next((way for way in ways if split_names(way) == names), plain)


def _quoted(name: str) -> str:
    if split_names(name) == (name,):
        return name
    return f"“{name}”" if '"' in name else f'"{name}"'
