"""What is known of somebody who applies or thinks of it. What is empty is unknown, never no."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from courseapp.events.rules import Level

NOTHING_SAID: Mapping[str, str] = MappingProxyType({})


class Cefr(StrEnum):
    """How well somebody speaks a language (Common European Framework), or that it is her first."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"
    NATIVE = "native"

    @property
    def height(self) -> int:
        """Higher is better."""
        return list(Cefr).index(self)


class FactKind(StrEnum):
    """What a rule may want to know of somebody."""

    NATIONALITIES = "nationalities"
    WORK_COUNTRY = "work_country"
    SEAT_COUNTRY = "seat_country"
    ORGANISATION = "organisation"
    ORGANISATION_TYPE = "organisation_type"
    EXPERIENCE_YEARS = "experience_years"
    LANGUAGES = "languages"
    EARLIER = "earlier"
    IS_INVITED = "is_invited"


@dataclass(frozen=True)
class Earlier:
    """An event in which somebody took part before.

    `event`, `series` and `initiative` are slugs, "" where there is none; `completed` is None
    where nobody noted whether she stayed to the end.
    """

    event: str = ""
    series: str = ""
    initiative: str = ""
    level: Level | None = None
    year: int | None = None
    completed: bool | None = None


@dataclass(frozen=True)
class Facts:
    """Everything that rules look at.

    Countries are ISO 3166-1 alpha-2, `organisation_type` a key of `ORGANISATION_TYPES`,
    `languages` go by BCP 47 tag. `earlier` is None where nobody looked, and empty where she took
    part in nothing. `replies` are what she answered to rules that ask, by the key of the rule.
    """

    nationalities: tuple[str, ...] = ()
    work_country: str | None = None
    seat_country: str | None = None
    organisation: str = ""
    organisation_type: str | None = None
    experience_years: int | None = None
    languages: Mapping[str, Cefr] | None = None
    earlier: tuple[Earlier, ...] | None = None
    is_invited: bool | None = None
    replies: Mapping[str, str] = field(default_factory=lambda: NOTHING_SAID)
