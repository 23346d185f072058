"""Countries and some of their parts by code (ISO 3166), and by what people call them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from courseapp.countries.tables import rows

_REPUBLIC_BEHIND = re.compile(r"^(?P<name>[^(,]+)\((?P<style>[^)]+)\)$")


@dataclass(frozen=True)
class Country:
    """A country or area; `region` and `subregion` are UN M49 and may be empty."""

    code: str  # ISO 3166-1 alpha-2
    alpha3: str
    name: str
    region: str
    subregion: str


@dataclass(frozen=True)
class Subdivision:
    """A state, province or prefecture that belongs to an initiative by itself."""

    code: str  # ISO 3166-2
    name: str

    @property
    def country_code(self) -> str:
        return self.code.partition("-")[0]


def country(code: str) -> Country:
    """Return the country with the alpha-2 code, in upper case. Raises KeyError if there is none."""
    return _countries()[code]


def is_country(code: str) -> bool:
    """Return whether this is the alpha-2 code of a country, in upper case."""
    return code in _countries()


def country_name(code: str | None) -> str:
    """Return the name for a code from the database; an empty text where there is none."""
    return country(code).name if code else ""


def subdivision(code: str) -> Subdivision:
    """Return the subdivision with the ISO 3166-2 code. Raises KeyError if we do not list it."""
    return _subdivisions()[code]


@lru_cache
def all_countries() -> tuple[Country, ...]:
    """Return every country, in the order of a list to choose from: accents make no difference."""
    return tuple(sorted(_countries().values(), key=lambda each: folded(each.name)))


@lru_cache
def all_subdivisions() -> tuple[Subdivision, ...]:
    """Return every subdivision we list, by name."""
    return tuple(sorted(_subdivisions().values(), key=lambda each: folded(each.name)))


@lru_cache
def choices() -> tuple[tuple[str, str], ...]:
    """Return (code, name) of every country, as a WTForms SelectField wants them."""
    return tuple((each.code, each.name) for each in all_countries())


def resolve(text: str) -> Country | None:
    """Return the country that the text names, or None.

    Understands the UN name, common other names, and codes of two or three capital letters.
    """
    stripped = text.strip()
    code = _by_code().get(stripped) or _by_name().get(folded(stripped))
    return country(code) if code else None


def resolve_subdivision(text: str) -> Subdivision | None:
    """Return the subdivision named as ``Arizona (USA)``, or None.

    The country must be the right one: ``Ontario (USA)`` names nothing.
    """
    name, _, parent = text.strip().removesuffix(")").partition("(")
    within = resolve(parent)
    if within is None:
        return None
    return _subdivisions_by_name().get((folded(name), within.code))


def folded(text: str) -> str:
    """Return the text to compare by: no case, accents, punctuation, nor a "the" in front."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(letter)
    )
    words = re.sub(r"[^\w\s]|_", " ", plain.replace(".", "").replace("&", " and ")).split()
    spelled = ["saint" if word == "st" else word for word in words]
    return " ".join(spelled[1:] if spelled[:1] == ["the"] and spelled[1:] else spelled)


@lru_cache
def _countries() -> dict[str, Country]:
    return {
        row["alpha2"]: Country(
            row["alpha2"], row["alpha3"], row["name"], row["region"], row["subregion"]
        )
        for row in rows("countries.csv")
    }


@lru_cache
def _subdivisions() -> dict[str, Subdivision]:
    return {row["code"]: Subdivision(row["code"], row["name"]) for row in rows("subdivisions.csv")}


@lru_cache
def _by_code() -> dict[str, str]:
    both = ((key, each.code) for each in all_countries() for key in (each.code, each.alpha3))
    return dict(both)


@lru_cache
def _by_name() -> dict[str, str]:
    aliases = {folded(row["alias"]): row["alpha2"] for row in rows("aliases.csv")}
    names = {folded(name): each.code for each in all_countries() for name in _spellings(each.name)}
    return aliases | names


def _spellings(name: str) -> Iterator[str]:
    """Yield ``Venezuela (Bolivarian Republic of)`` and the same the other way round."""
    yield name
    if turned := _REPUBLIC_BEHIND.match(name):
        yield f"{turned['style']} {turned['name']}"


@lru_cache
def _subdivisions_by_name() -> dict[tuple[str, str], Subdivision]:
    return {
        (folded(name), row["code"][:2]): subdivision(row["code"])
        for row in rows("subdivisions.csv")
        for name in (row["name"], row["alias"])
        if name
    }
