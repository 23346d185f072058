"""Whether two printed names mean one organisation. Plain: no database.

Letters are folded, small words do not count, words may stand in another order, and an acronym
stands for the name that it abbreviates: "MoEFCC" for "Ministry of Environment, Forest and Climate
Change". Names of whole kinds, such as "University" alone, mean nobody. Two countries each have a
ministry of the environment: whoever compares makes sure of the country first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from courseapp.countries.names import folded

LONGEST_READ = 300
SHORTEST_ACRONYM, LONGEST_ACRONYM = 3, 10
FEWEST_WORDS = 3  # behind an acronym
SMALL_WORDS = frozenset(
    {"a", "an", "and", "at", "for", "in", "of", "on", "the", "to"}
    | {"au", "d", "de", "del", "des", "do", "dos", "da", "das", "du", "e", "el", "en", "et", "l"}
    | {"la", "las", "le", "les", "los", "pour", "para", "y", "der", "die", "fur", "und", "i", "v"}
)
# What says of which kind somebody's employer is, or that there is none, and nothing more.
KINDS = frozenset(
    {"agency", "authority", "bank", "company", "consultant", "consulting", "department", "employed"}
    | {"foundation", "freelance", "freelancer", "government", "independent", "institute", "na"}
    | {"ministere", "ministerio", "ministry", "n", "national", "ngo", "none", "office", "private"}
    | {"public", "retired", "school", "sector", "self", "state", "student", "unemployed"}
    | {"universidad", "universite", "university"}
)
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_PARTS = re.compile(r"\s+[-–—|/]\s+")
_PLURAL = re.compile(r"(?<=\w{4})(?<!s)s$")


@dataclass(frozen=True)
class Name:
    """A printed name as it is compared: the words of each way to say it, acronyms, patterns.

    A pattern fits the acronyms of one way to say it.
    """

    wordings: frozenset[frozenset[str]] = frozenset()
    acronyms: frozenset[str] = frozenset()
    patterns: tuple[re.Pattern[str], ...] = ()

    def says(self, other: "Name") -> bool:
        """Return whether both are one name in words, whatever their order; acronyms stand alone."""
        return bool(self.wordings & other.wordings)

    def means(self, other: "Name") -> bool:
        """Return whether both mean one organisation; the same whoever is asked."""
        if self.says(other):
            return True
        return self._abbreviates(other) or other._abbreviates(self)

    def _abbreviates(self, other: "Name") -> bool:
        return any(
            pattern.fullmatch(acronym) for acronym in self.acronyms for pattern in other.patterns
        )


def same_organisation(first: str, second: str, country: str = "") -> bool:
    """Return whether two names mean one organisation; `country` is the name of that of both."""
    return name_read(first, country).means(name_read(second, country))


@lru_cache(maxsize=20_000)
def name_read(printed: str, country: str = "") -> Name:
    """Return a printed name as it is compared; at its end, the name of its country is left out."""
    ways = [_words(each, country) for each in _ways(printed[:LONGEST_READ])]
    says = [words for words in ways if _significant(words) - KINDS]
    return Name(
        wordings=frozenset(frozenset(map(_singular, _significant(words))) for words in says),
        acronyms=frozenset(words[0] for words in says if _may_abbreviate(words)),
        patterns=tuple(_pattern(words) for words in says if _is_long(words)),
    )


def _ways(printed: str) -> Iterator[str]:
    """Yield the name, what stands in its brackets, and what stands before a dash."""
    outside = _BRACKETS.sub(" ", printed)
    yield outside
    yield from (inside for found in _BRACKETS.findall(printed) for inside in found if inside)
    first, *rest = _PARTS.split(outside.strip())
    if rest:
        yield first


def _words(text: str, country: str) -> tuple[str, ...]:
    words, place = folded(text).split(), folded(country).split()
    if place and len(words) > len(place) and words[-len(place) :] == place:
        words = words[: -len(place)]
    while len(words) > 1 and words[-1] in SMALL_WORDS:  # "Ministry of Energy of" the country
        words.pop()
    return tuple(words)


def _significant(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words) - SMALL_WORDS


def _singular(word: str) -> str:
    return _PLURAL.sub("", word)


def _may_abbreviate(words: tuple[str, ...]) -> bool:
    return len(words) == 1 and SHORTEST_ACRONYM <= len(words[0]) <= LONGEST_ACRONYM


def _is_long(words: tuple[str, ...]) -> bool:
    return sum(word not in SMALL_WORDS for word in words) >= FEWEST_WORDS


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what fits the acronyms of a name: small words may have their letter in it, or not."""
    letters = (re.escape(word[0]) + ("?" if word in SMALL_WORDS else "") for word in words)
    return re.compile("".join(letters))
