"""Who could be the same person. Plain arithmetic: no database, and never every pair of all.

Applications are put together by what they share, and only those are compared. What is found is
a suggestion with its reasons; an organiser decides.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import combinations

from courseapp.intake.duplicates.consonants import consonants_of, is_arabic
from courseapp.intake.duplicates.spelling import sounds_of

ENOUGH = 3  # points from which a pair is suggested
MOST_TOGETHER = 30  # of a larger group only neighbours are compared
SHORTEST_LOCAL = 5  # letters of a local part that says who somebody is
NOBODYS = frozenset(
    {"admin", "contact", "climate", "director", "environment", "focalpoint", "general", "info"}
    | {"international", "minister", "ministry", "nationalfocalpoint", "office", "registration"}
    | {"secretariat", "secretary", "support", "training", "unfccc"}
)


class Reason(StrEnum):
    """Why two applications are suggested, or what speaks against it."""

    NAME = "name"
    CONSONANTS = "consonants"
    PART_OF_NAME = "part_of_name"
    ADDRESS = "address"
    BIRTH = "birth"
    COUNTRY = "country"
    OTHER_BIRTH = "other_birth"


POINTS = {
    Reason.NAME: 3,
    Reason.CONSONANTS: 2,  # with the country or the year it is enough
    Reason.PART_OF_NAME: 1,
    Reason.ADDRESS: 2,
    Reason.BIRTH: 1,
    Reason.COUNTRY: 1,
    Reason.OTHER_BIRTH: -3,
}


@dataclass(frozen=True)
class Applicant:
    """What is known of who applied: names in any script, and what else tells people apart.

    `countries` are ISO 3166-1 alpha-2; `birth_year` is empty where nobody asked.
    """

    id: int
    email: str
    names: tuple[str, ...]
    countries: frozenset[str] = frozenset()
    birth_year: str = ""

    @cached_property
    def sounds(self) -> frozenset[frozenset[str]]:
        """Each name as a set of sounds; a single word says too little."""
        return frozenset(each for each in map(sounds_of, self.names) if each)

    @cached_property
    def is_arabic(self) -> bool:
        """Whether one of the names is in Arabic letters."""
        return any(map(is_arabic, self.names))

    @cached_property
    def consonants(self) -> frozenset[frozenset[str]]:
        """Each name of two words or more by its consonants."""
        return frozenset(each for each in map(consonants_of, self.names) if len(each) > 1)

    @cached_property
    def local(self) -> str:
        """The address before the @ without dots and what stands after a plus; "" for offices'."""
        local = self.email.partition("@")[0].casefold().partition("+")[0]
        bare = "".join(c for c in local if c.isalnum())
        return "" if len(bare) < SHORTEST_LOCAL or bare in NOBODYS else bare


@dataclass(frozen=True)
class Suggestion:
    """Two applications by their ids, the smaller first, and why."""

    first: int
    second: int
    points: int
    reasons: tuple[Reason, ...]


def suggestions(applicants: Sequence[Applicant]) -> list[Suggestion]:
    """Return the pairs that could be one person, the surest first."""
    by_id = {each.id: each for each in applicants}
    found = (compared(by_id[one], by_id[other]) for one, other in _pairs(applicants))
    return sorted(
        (each for each in found if each.points >= ENOUGH),
        key=lambda each: (-each.points, each.first, each.second),
    )


def compared(one: Applicant, other: Applicant) -> Suggestion:
    """Return what two applicants share, whatever it is worth."""
    first, second = sorted((one, other), key=lambda each: each.id)
    reasons = tuple(_reasons(first, second))
    return Suggestion(first.id, second.id, sum(POINTS[each] for each in reasons), reasons)


def _reasons(one: Applicant, other: Applicant) -> Iterator[Reason]:
    if _same_name(one, other):
        yield Reason.NAME
    elif _same_consonants(one, other):
        yield Reason.CONSONANTS
    elif _shared_words(one, other):
        yield Reason.PART_OF_NAME
    if one.local and one.local == other.local:
        yield Reason.ADDRESS
    if one.birth_year and other.birth_year:
        yield Reason.BIRTH if one.birth_year == other.birth_year else Reason.OTHER_BIRTH
    if one.countries & other.countries:
        yield Reason.COUNTRY


def _same_name(one: Applicant, other: Applicant) -> bool:
    """All words of the shorter name stand in the longer one, and there are two at least.

    A name of one word is the same only as itself.
    """
    return any(
        a == b or (len(a & b) >= 2 and (a <= b or b <= a)) for a in one.sounds for b in other.sounds
    )


def _same_consonants(one: Applicant, other: Applicant) -> bool:
    """One name is in Arabic letters and the other one is not, and both could be said alike."""
    if one.is_arabic is other.is_arabic:
        return False
    return any(a <= b or b <= a for a in one.consonants for b in other.consonants)


def _shared_words(one: Applicant, other: Applicant) -> bool:
    return any(a & b for a in one.sounds for b in other.sounds)


def _pairs(applicants: Sequence[Applicant]) -> set[tuple[int, int]]:
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    has_arabic = any(each.is_arabic for each in applicants)
    for each in applicants:
        keys = (*_keys(each), *(_consonant_keys(each) if has_arabic else ()))
        for key in set(keys):
            groups[key].append(each.id)
    return {pair for ids in groups.values() for pair in _within(sorted(ids))}


def _within(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    reach = len(ids) if len(ids) <= MOST_TOGETHER else 2
    for place, one in enumerate(ids):
        for other in ids[place + 1 : place + reach]:
            yield one, other


def _consonant_keys(each: Applicant) -> Iterator[tuple[str, ...]]:
    """Yield two words of each name by their consonants, where some names are in Arabic letters."""
    for name in each.consonants:
        for pair in combinations(sorted(name), 2):
            yield "consonants", *pair


def _keys(each: Applicant) -> Iterator[tuple[str, ...]]:
    """Yield what the applicant is put together by with others."""
    if each.local:
        yield "address", each.local
    for sounds in each.sounds:
        words = sorted(sounds)
        yield "name", *words
        for place, word in enumerate(words):
            for later in words[place + 1 :]:
                yield "words", word, later
        for country in each.countries if each.birth_year else ():
            for word in words:
                yield "birth", each.birth_year, country, word
