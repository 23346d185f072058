"""What a reader of the directory asks for: read from an address, and written back into one.

Several values of one facet mean any of them; several facets mean all of them. A value that no
record has is kept and finds nothing: it may be a word that a source once printed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlencode

from courseapp.core.typed_text import one_line, paragraphs
from courseapp.countries.names import all_countries, country, folded, is_country
from courseapp.initiatives.document.vocabularies import (
    ACTIVITIES,
    COVERAGE,
    FUNCTIONS,
    LEAD_TYPES,
    THEMES,
    Vocabulary,
)

LONGEST_SEARCH = 100
LONGEST_VALUE = 300
MOST_VALUES = 20  # of one facet: nobody presses more, and an address has an end

Arguments = Mapping[str, Sequence[str]]


class Facet(StrEnum):
    """By what the directory is filtered; each is called so in addresses."""

    THEME = "theme"
    COUNTRY = "country"
    FUNCTION = "function"
    ACTIVITY = "activity"
    COVERAGE = "coverage"
    LEAD = "lead"


class Order(StrEnum):
    """What comes first."""

    NAME = ""
    CHANGED = "changed"
    MEMBERS = "members"


class FacetWords(NamedTuple):
    """What a facet is called, and its list of words; countries have ISO 3166 in place of one."""

    title: str
    vocabulary: Vocabulary | None


FACETS: Mapping[Facet, FacetWords] = MappingProxyType(
    {
        Facet.THEME: FacetWords("Theme", THEMES),
        Facet.COUNTRY: FacetWords("Member country", None),
        Facet.FUNCTION: FacetWords("Function", FUNCTIONS),
        Facet.ACTIVITY: FacetWords("Activity", ACTIVITIES),
        Facet.COVERAGE: FacetWords("Where it works", COVERAGE),
        Facet.LEAD: FacetWords("Type of lead", LEAD_TYPES),
    }
)
ORDERS: Mapping[Order, str] = MappingProxyType(
    {Order.NAME: "name", Order.CHANGED: "newest change", Order.MEMBERS: "members"}
)


@dataclass(frozen=True)
class Choice:
    """One value of one facet: a key of its vocabulary, an unmapped word, or a country's code."""

    facet: Facet
    value: str

    @property
    def label(self) -> str:
        """What people call the value; an unmapped word is called what it is."""
        vocabulary = FACETS[self.facet].vocabulary
        return vocabulary.label(self.value) if vocabulary else country(self.value).name

    @property
    def words(self) -> str:
        """Return ``Theme: Transport``."""
        return f"{FACETS[self.facet].title}: {self.label}"


@dataclass(frozen=True)
class Wanted:
    """What a reader asked for."""

    text: str = ""
    choices: tuple[Choice, ...] = ()
    order: Order = Order.NAME

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order was asked for."""
        return bool(self.text or self.choices)

    def values(self, facet: Facet) -> tuple[str, ...]:
        """Return the values that were chosen of a facet."""
        return tuple(choice.value for choice in self.choices if choice.facet is facet)

    def without(self, choice: Choice) -> "Wanted":
        """Return the same without one choice."""
        return replace(self, choices=tuple(each for each in self.choices if each != choice))

    def searching(self, text: str) -> "Wanted":
        """Return the same with another text to search for."""
        return replace(self, text=text)

    @property
    def cleared(self) -> "Wanted":
        """Everything, in the same order."""
        return Wanted(order=self.order)

    def ordered(self, order: Order) -> "Wanted":
        """Return the same in another order."""
        return replace(self, order=order)

    @property
    def arguments(self) -> dict[str, list[str]]:
        """The query of the address, as `url_for` takes it; what is not asked for is left out."""
        asked = {"q": [self.text], "sort": [self.order.value]}
        asked |= {facet.value: list(self.values(facet)) for facet in Facet}
        return {name: values for name, values in asked.items() if any(values)}

    @property
    def query(self) -> str:
        """The same as text: ``theme=transport&theme=energy-supply``."""
        return urlencode(self.arguments, doseq=True)


@dataclass(frozen=True)
class CountedChoice:
    """A value with the number of records that it would give, the other facets staying."""

    choice: Choice
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class FacetList:
    """The values of one facet from which a reader may choose."""

    facet: Facet
    title: str
    values: tuple[CountedChoice, ...]

    @property
    def chosen(self) -> tuple[CountedChoice, ...]:
        return tuple(value for value in self.values if value.is_chosen)

    @property
    def others(self) -> tuple[CountedChoice, ...]:
        return tuple(value for value in self.values if not value.is_chosen)


def wanted_from(arguments: Arguments) -> Wanted:
    """Read the query of an address; a code that is no country's is left out."""
    text = one_line(_last(arguments, "q"))[:LONGEST_SEARCH].strip()
    choices = (choice for facet in Facet for choice in _choices(facet, arguments))
    order = _last(arguments, "sort")
    return Wanted(text, tuple(choices), Order(order) if order in set(Order) else Order.NAME)


def facet_lists(wanted: Wanted, counts: Mapping[Choice, int]) -> tuple[FacetList, ...]:
    """Return each facet that has values: those that some record has, and those chosen."""
    lists = (
        FacetList(facet, words.title, tuple(_counted(wanted, facet, counts)))
        for facet, words in FACETS.items()
    )
    return tuple(each for each in lists if each.values)


def known_values(facet: Facet) -> tuple[str, ...]:
    """Return every value of a facet that is no unmapped word, in the order of its list."""
    vocabulary = FACETS[facet].vocabulary
    terms = vocabulary.terms if vocabulary else ()
    return tuple(term.key for term in terms) or tuple(each.code for each in all_countries())


def _last(arguments: Arguments, name: str) -> str:
    return next(reversed(arguments.get(name, ())), "")


def _choices(facet: Facet, arguments: Arguments) -> Iterator[Choice]:
    texts = (paragraphs(text)[:LONGEST_VALUE].strip() for text in arguments.get(facet.value, ()))
    meant = (text.upper() if facet is Facet.COUNTRY else text for text in texts if text)
    sound = (text for text in meant if facet is not Facet.COUNTRY or is_country(text))
    for value in list(dict.fromkeys(sound))[:MOST_VALUES]:
        yield Choice(facet, value)


def _counted(wanted: Wanted, facet: Facet, counts: Mapping[Choice, int]) -> Iterator[CountedChoice]:
    chosen = [choice for choice in wanted.choices if choice.facet is facet]
    found = [choice for choice, count in counts.items() if choice.facet is facet and count]
    for choice in _in_order(facet, dict.fromkeys((*found, *chosen))):
        yield CountedChoice(choice, counts.get(choice, 0), choice in chosen)


def _in_order(facet: Facet, choices: Iterable[Choice]) -> list[Choice]:
    """In the order of the list; unmapped words come after it, as in a dictionary."""
    position = {value: place for place, value in enumerate(known_values(facet))}
    after = len(position)
    return sorted(
        choices, key=lambda each: (position.get(each.value, after), folded(each.label), each.value)
    )
