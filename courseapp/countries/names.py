"""Countries and some of their parts by code (ISO 3166), and by what people call them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile

from courseapp.countries.tables import rows

LONGEST_NAME = 120  # letters; whatever is longer names nothing and is not even read

# "State of California" and "Aichi Prefecture", on folded text.
_KIND_OF_PART = re.compile(
    r"^(?:state|province|prefecture|region|department|canton|government|commonwealth) of "
    r"|^(?:estado|provincia|departamento) d(?:e|o|a|el) "
    r"| (?:state|province|prefecture|region|canton)$"
)


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

    Understands the UN name, the name in full, common other names, each of them turned round as
    ``Korea, Republic of`` or ``Korea (Republic of)``, two names of one country as
    ``Myanmar (Burma)``, and codes of two or three capital letters. Case and accents do not matter.
    The European Union is no country, nor is a part of one, such as Scotland.
    """
    code = _country_code(_legible(text))
    return country(code) if code else None


def resolve_subdivision(text: str) -> Subdivision | None:
    """Return the subdivision named as ``Arizona (USA)``, ``Arizona, USA`` or ``US-AZ``, or None.

    A country that is given must be the right one: ``Ontario (USA)`` names nothing. Without one the
    name must be the name of one subdivision only and of no country: ``Georgia`` is a country.
    """
    code = _subdivision_code(_legible(text))
    return subdivision(code) if code else None


def name_and_place(text: str) -> tuple[str, str]:
    """Return ``("Arizona", "USA")`` for ``Arizona (USA)`` and for ``Arizona, USA``.

    The place is empty where there is none.
    """
    return next(_names_and_places(text.strip()), (text.strip(), ""))


def folded(text: str) -> str:
    """Return the text to compare by: no case, accents, punctuation, nor a "the" in front."""
    spread = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", spread)
        if not unicodedata.combining(letter)
    )
    words = re.sub(r"[^\w\s]|_", " ", plain.replace(".", "").replace("&", " and ")).split()
    spelled = ["saint" if word == "st" else word for word in words]
    return " ".join(list(dropwhile("the".__eq__, spelled)) or spelled[-1:])


def without_kind(name: str) -> str:
    """Return ``georgia`` for the folded name ``state of georgia``; other names as they are."""
    return _KIND_OF_PART.sub("", name)


@lru_cache
def spellings() -> tuple[tuple[str, str], ...]:
    """Return every (folded name, code) that we know, of countries and then of subdivisions."""
    parts = ((name, code) for (name, _), code in _subdivisions_by_name().items())
    return (*_countries_by_name().items(), *parts)


def _legible(text: str) -> str:
    stripped = text.strip()
    return stripped if len(stripped) <= LONGEST_NAME else ""


def _names_and_places(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text divided at its last bracket, then at its last comma."""
    for cut, end in ((_last_bracket(text), -1), (text.rfind(","), None)):
        if cut > 0 and text[:cut].strip():
            yield text[:cut].strip(), text[cut + 1 : end].strip()


def _last_bracket(text: str) -> int:
    """Return where the bracket opens that closes at the end, or -1; brackets may hold brackets."""
    depth = 0
    for index in reversed(range(len(text) if text.endswith(")") else 0)):
        depth += (text[index] == ")") - (text[index] == "(")
        if depth == 0:
            return index
    return -1


@lru_cache(maxsize=4096)
def _country_code(printed: str) -> str | None:
    name, place = name_and_place(printed)
    found = _called(printed) or _countries_by_name().get(folded(f"{place} {name}"))
    if found or not place:
        return found
    return _called(name) if _called(name) == _called(place) else None


def _called(name: str) -> str | None:
    return _codes().get(name) or _countries_by_name().get(folded(name))


@lru_cache(maxsize=4096)
def _subdivision_code(printed: str) -> str | None:
    if printed in _subdivisions():
        return printed
    for name, place in _names_and_places(printed):
        if within := _country_code(place):
            return _part(folded(name), within)
    return _part(folded(printed), None)


def _part(name: str, within: str | None) -> str | None:
    """Return the code of the part called so; without a country only if the name says enough."""
    for spelled in (name, without_kind(name)):
        lone = _lone_names().get(spelled)
        if code := _subdivisions_by_name().get((spelled, within)) if within else lone:
            return code
    return None


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
def _codes() -> dict[str, str]:
    both = ((key, each.code) for each in all_countries() for key in (each.code, each.alpha3))
    return dict(both)


@lru_cache
def _countries_by_name() -> dict[str, str]:
    aliases = {folded(row["alias"]): row["alpha2"] for row in rows("aliases.csv")}
    in_full = {folded(row["name"]): row["alpha2"] for row in rows("official_names.csv")}
    return aliases | in_full | {folded(each.name): each.code for each in all_countries()}


@lru_cache
def _subdivisions_by_name() -> dict[tuple[str, str], str]:
    return {
        (folded(name), row["code"].partition("-")[0]): row["code"]
        for row in rows("subdivisions.csv")
        for name in (row["name"], *row["alias"].split(";"))
        if name
    }


@lru_cache
def _lone_names() -> dict[str, str]:
    """Names that say which subdivision is meant without its country."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for (name, _), code in _subdivisions_by_name().items():
        bearers[name].add(code)
    return {
        name: min(codes)
        for name, codes in bearers.items()
        if len(codes) == 1 and name not in _countries_by_name()
    }
