"""What a rule is made of: tests of one fact each, and groups of them with and, or, not."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from courseapp.eligibility.facts import Cefr, FactKind
from courseapp.eligibility.rules import Joint
from courseapp.events.rules import Level

MEMBERS = "members:"  # before the slug of an initiative: the list of its members
OWN = "own:"  # before the number of a list that organisers keep


class Whose(StrEnum):
    """Which country of somebody is looked up in a list."""

    NATIONALITY = "nationality"  # one of several is enough
    EVERY_NATIONALITY = "every_nationality"
    WORK = "work_country"
    SEAT = "seat_country"


class ScopeKind(StrEnum):
    """How far to look for earlier events."""

    SERIES = "series"
    INITIATIVE = "initiative"


@dataclass(frozen=True)
class Scope:
    """The events of a series or of an initiative, by slug."""

    kind: ScopeKind
    slug: str


@dataclass(frozen=True)
class CountryOn:
    """A country of hers is on a list, by the list's key."""

    whose: Whose
    key: str


@dataclass(frozen=True)
class OrganisationIs:
    """Her organisation is of one of the types."""

    types: tuple[str, ...]


@dataclass(frozen=True)
class Experience:
    """Her years of experience are between both, each of them included; None sets no limit."""

    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Completed:
    """She completed an event of at least this level there."""

    level: Level
    scope: Scope


@dataclass(frozen=True)
class TookPart:
    """She took part there; `years` counts back from the year of the reference date."""

    scope: Scope
    years: int | None = None


@dataclass(frozen=True)
class Speaks:
    """She speaks the language (BCP 47) at least so well."""

    language: str
    level: Cefr


@dataclass(frozen=True)
class Invited:
    """The organisers invited her."""


@dataclass(frozen=True)
class Belongs:
    """The country where she works, or her organisation, belongs to the initiative (its slug)."""

    initiative: str


Test = CountryOn | OrganisationIs | Experience | Completed | TookPart | Speaks | Invited | Belongs


@dataclass(frozen=True)
class Group:
    """Conditions that belong together. Without members, "all" and "none" are so, "any" is not."""

    joint: Joint = Joint.ALL
    members: tuple["Condition", ...] = ()


Condition = Test | Group

_COUNTRY_FACTS = {
    Whose.NATIONALITY: FactKind.NATIONALITIES,
    Whose.EVERY_NATIONALITY: FactKind.NATIONALITIES,
    Whose.WORK: FactKind.WORK_COUNTRY,
    Whose.SEAT: FactKind.SEAT_COUNTRY,
}
_FACTS: dict[type[object], tuple[FactKind, ...]] = {
    OrganisationIs: (FactKind.ORGANISATION_TYPE,),
    Experience: (FactKind.EXPERIENCE_YEARS,),
    Completed: (FactKind.EARLIER,),
    TookPart: (FactKind.EARLIER,),
    Speaks: (FactKind.LANGUAGES,),
    Invited: (FactKind.IS_INVITED,),
    Belongs: (FactKind.WORK_COUNTRY, FactKind.ORGANISATION),
}


def every_test(condition: Condition) -> Iterator[Test]:
    """Yield every test of a condition, in its order."""
    if isinstance(condition, Group):
        for member in condition.members:
            yield from every_test(member)
    else:
        yield condition


def facts_for(test: Test) -> tuple[FactKind, ...]:
    """Return what a test wants to know."""
    if isinstance(test, CountryOn):
        return (_COUNTRY_FACTS[test.whose],)
    return _FACTS[type(test)]


def list_for(test: Test) -> str:
    """Return the key of the list that a test looks into; "" for none."""
    if isinstance(test, CountryOn):
        return test.key
    return f"{MEMBERS}{test.initiative}" if isinstance(test, Belongs) else ""


def depth(condition: Condition) -> int:
    """Return how deep groups lie in one another; a test is 0."""
    if not isinstance(condition, Group):
        return 0
    return 1 + max((depth(member) for member in condition.members), default=0)
