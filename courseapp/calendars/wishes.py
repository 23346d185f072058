"""Which feed somebody asks for on the page about subscribing: by its name, or by choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from courseapp.calendars.feeds.addresses import Address
from courseapp.calendars.feeds.scopes import Scope, Shape, Wish, wish_of
from courseapp.events.lists.filters import filters_of
from courseapp.selection.rules import Language

FIRST_YEAR = 1990
LONGEST_YEAR = 12  # characters of what was typed that are said again

SHAPES: Mapping[Shape, str] = MappingProxyType(
    {
        Shape.SESSIONS: "Each session",
        Shape.OVERVIEW: "Each event as a whole",
        Shape.DEADLINES: "Deadlines for applications",
        Shape.ARCHIVE: "What was held in a year",
    }
)
HINTS: Mapping[Shape, str] = MappingProxyType(
    {
        Shape.SESSIONS: "With its time. This is what most people want.",
        Shape.OVERVIEW: "One entry from the first day to the last, to plan a year.",
        Shape.DEADLINES: "When applications open and close.",
        Shape.ARCHIVE: "What is over for more than three months.",
    }
)


@dataclass(frozen=True)
class Asked:
    """A feed with our words in a language; `no_year` is what was typed as its year and is none."""

    wish: Wish
    language: Language
    no_year: str = ""

    @property
    def address(self) -> Address:
        return Address(self.wish.name, self.language)


def asked_for(arguments: Mapping[str, str], this_year: int) -> Asked | None:
    """Return what a query asks for; None for the name of a feed that is none.

    An unknown word among the choices asks for nothing, as in the catalogue. `words` is the
    language of ours, for `language` is that of the events.
    """
    language = _language(arguments.get("words", ""))
    if arguments.get("feed"):
        wish = wish_of(arguments["feed"])
        return Asked(wish, language) if wish else None
    shape = next((each for each in Shape if each.value == arguments.get("shape")), Shape.SESSIONS)
    typed = arguments.get("year", "").strip()[:LONGEST_YEAR] if shape is Shape.ARCHIVE else ""
    year = _year(typed, this_year)
    series = wish_of(f"series/{arguments['series']}") if arguments.get("series") else None
    scope = series.scope if series else Scope(filters_of(_words(arguments)))
    if shape is not Shape.ARCHIVE:
        return Asked(Wish(shape, scope, 0), language)
    no_year = typed if typed and not year else ""
    return Asked(Wish(shape, scope, year or this_year), language, no_year)


def _words(arguments: Mapping[str, str]) -> Mapping[str, str]:
    """Filters stand in a path, which has its own idea of a slash: such a word asks for nothing."""
    return {name: text for name, text in arguments.items() if "/" not in text}


def _language(text: str) -> Language:
    return next((each for each in Language if each.value == text), Language.ENGLISH)


def _year(text: str, this_year: int) -> int:
    """Return the year, 0 for what is none that an archive could have."""
    known = text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= this_year
    return int(text) if known else 0
