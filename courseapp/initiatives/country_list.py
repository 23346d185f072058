"""All countries by part of the world, and those that a reader's words mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from courseapp.countries.names import (
    Country,
    all_countries,
    country,
    folded,
    is_country,
    spellings,
    subdivision,
)
from courseapp.initiatives.members import NO_REGION


@dataclass(frozen=True)
class ListedCountry:
    """A country in the list; `parts` are those of its parts that the words mean."""

    code: str
    name: str
    initiatives: int
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegionOfCountries:
    """The countries of one part of the world (UN M49), by name."""

    title: str
    countries: tuple[ListedCountry, ...]

    @property
    def with_initiatives(self) -> int:
        """How many of its countries have to do with an initiative."""
        return sum(bool(each.initiatives) for each in self.countries)


def listed_countries(text: str, counts: Mapping[str, int]) -> tuple[RegionOfCountries, ...]:
    """Return the countries that the text means, all of them for an empty one.

    A country is meant by its name, any other name that we know, its code, or the name of one of
    its parts. Accents and case make no difference; the beginning of each word is enough.
    """
    found = _meant(text) if text else {each.code: () for each in all_countries()}
    meant = sorted((country(code) for code in found), key=_place)
    return tuple(
        RegionOfCountries(title, tuple(_listed(each, counts, found[each.code]) for each in own))
        for title, own in groupby(meant, key=_region)
    )


def _meant(text: str) -> Mapping[str, tuple[str, ...]]:
    """Codes of countries, with the parts through which they are meant where their name is not."""
    words = [f" {word}" for word in folded(text).split()]
    named = {
        code for name, code in spellings() if words and all(word in f" {name}" for word in words)
    }
    fitting = named.union(_of_code(text))
    themselves = {code: () for code in fitting if is_country(code)}
    parts = sorted(fitting - set(themselves), key=lambda code: folded(subdivision(code).name))
    owners: dict[str, tuple[str, ...]] = {code[:2]: () for code in parts}
    for code in parts:
        owners[code[:2]] = (*owners[code[:2]], subdivision(code).name)
    return owners | themselves


def _of_code(text: str) -> Iterator[str]:
    code = text.strip().upper()
    return (each.code for each in all_countries() if code in {each.code, each.alpha3})


def _listed(each: Country, counts: Mapping[str, int], parts: tuple[str, ...]) -> ListedCountry:
    return ListedCountry(each.code, each.name, counts.get(each.code, 0), parts)


def _region(each: Country) -> str:
    return each.region or NO_REGION


def _place(each: Country) -> tuple[bool, str, str]:
    """By part of the world; what the UN places in none comes last."""
    return not each.region, each.region, folded(each.name)
