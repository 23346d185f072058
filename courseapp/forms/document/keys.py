"""Keys: made from the words once, and kept for life, for answers stand under them."""

import re
from collections.abc import Collection, Iterator

from courseapp.countries.names import folded

LONGEST = 40
# A key stands in addresses, in names of controls, and in exports.
KEY = re.compile(rf"[a-z][a-z0-9_]{{0,{LONGEST - 1}}}")


def is_key(text: str) -> bool:
    """Return whether the text can be a key."""
    return KEY.fullmatch(text) is not None


def free_key(words: str, taken: Collection[str], usual: str) -> str:
    """Return ``years_of_experience`` for “Years of experience”, with a number where it is taken.

    `usual` serves for words in a script that has no Latin letters in it.
    """
    plain = re.sub(r"[^a-z0-9]+", "_", folded(words)).strip("_")
    wanted = plain[: LONGEST - 5].rstrip("_") if plain[:1].isalpha() and plain else usual
    return next(each for each in _numbered(wanted) if each not in taken)


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    yield from (f"{wanted}_{number}" for number in range(2, 1000))
