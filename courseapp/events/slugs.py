"""Addresses that a person can read out: plain letters, the year in them."""

import re
import unicodedata
from collections.abc import Container
from itertools import count

LONGEST = 100  # leaves room for a number behind
_FALLBACK = "event"
# Letters that Unicode does not take apart into a plain one and a mark.
_SPELLED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)


def slug_for(title: str, year: int | None) -> str:
    """Return ``icap-summer-school-2027`` for a title: ASCII letters, digits and hyphens.

    The year is added unless the title has it. A title in another script leaves ``event-2027``.
    """
    words = plain_words(title) or [_FALLBACK]
    if year is not None and str(year) not in words:
        words.append(str(year))
    return _shortened(words)


def free_slug(wanted: str, taken: Container[str]) -> str:
    """Return the wanted slug, or the first of ``wanted-2``, ``wanted-3`` … that is free."""
    if wanted not in taken:
        return wanted
    return next(slug for number in count(2) if (slug := f"{wanted}-{number}") not in taken)


def plain_words(text: str) -> list[str]:
    """Return the words of a text in small ASCII letters; what has no such letters is left out."""
    spelled = unicodedata.normalize("NFKD", text.casefold().translate(_SPELLED))
    ascii_only = spelled.encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", ascii_only.replace("'", ""))


def _shortened(words: list[str]) -> str:
    """Join the words; of a long title the words before the last, the year, make room."""
    while len(words) > 2 and len("-".join(words)) > LONGEST:
        del words[-2]
    return "-".join(words)[:LONGEST].strip("-")
