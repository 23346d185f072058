"""The IANA time zones that people choose from, and those of a country.

Names and places come from the tzdata package, so that every machine offers the same ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib import resources
from itertools import groupby
from zoneinfo import ZoneInfo

from courseapp.core.formats import ANYWHERE, place_of_zone
from courseapp.countries.names import country, folded

ZoneChoices = Mapping[str, tuple[tuple[str, str], ...]]

_UNIVERSAL = "UTC"
_NOT_FOR_PEOPLE = frozenset({"Factory"})  # tzdata's "no zone has been set"
# Where the people of a country with several zones usually are: in that of its capital.
_CAPITALS = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "FM": "Pacific/Pohnpei",
    "PS": "Asia/Hebron",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}
_WITHOUT_A_LINE = {"XK": ("Europe/Belgrade",)}  # no ISO code, so not in zone.tab


@dataclass(frozen=True)
class _Place:
    country_code: str
    zone: str


def known_zone(name: str) -> bool:
    """Return whether `name` is an IANA zone; old names such as Asia/Calcutta are known too."""
    return name in _known()


def zones_of(country_code: str) -> tuple[str, ...]:
    """Return the zones of a country, its first one first; empty where nobody lives."""
    listed = tuple(place.zone for place in _places() if place.country_code == country_code)
    return listed or _WITHOUT_A_LINE.get(country_code, ())


def usual_zone(country_code: str) -> str:
    """Return the zone of a country's capital; "" where nobody lives."""
    listed = zones_of(country_code)
    return _CAPITALS.get(country_code) or (listed[0] if listed else "")


def zone_choices(at: datetime, including: str | None = None) -> ZoneChoices:
    """Return zones by continent as (name, label), as a WTForms SelectField wants them.

    A label is ``Rome, Italy (UTC+01:00)`` with the offset at the aware instant `at`.
    `including` adds a zone that somebody has but that is not listed, such as an old name.
    """
    kept = including if including and known_zone(including) else _UNIVERSAL
    return {
        continent: tuple((name, zone_label(name, at)) for name in names)
        for continent, names in _in_order(kept)
    }


def zone_label(name: str, at: datetime) -> str:
    """Return ``Rome, Italy (UTC+01:00)``: a zone's place and its offset at an aware instant."""
    if name == _UNIVERSAL:
        return "UTC"
    if name == ANYWHERE:
        place = place_of_zone(name)
        return place[0].upper() + place[1:]
    return f"{_place(name)} ({offset(name, at)})"


def offset(name: str, at: datetime) -> str:
    """Return the zone's distance from UTC at an aware instant: ``UTC+05:45``."""
    east = at.astimezone(ZoneInfo(name)).strftime("%z")
    return f"UTC{east[:3]}:{east[3:5]}"


@lru_cache(maxsize=64)
def _in_order(including: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Continents with their zones, both by alphabet: the order never changes, offsets do."""
    listed = {place.zone for place in _places()} | {_UNIVERSAL, including}
    in_order = sorted(listed, key=lambda name: (_continent(name), folded(_place(name))))
    return tuple((title, tuple(names)) for title, names in groupby(in_order, key=_continent))


def _place(name: str) -> str:
    city = place_of_zone(name)
    code = _countries_of_zones().get(name)
    if code is None or folded(country(code).name) == folded(city):
        return city
    return f"{city}, {country(code).name}"


def _continent(name: str) -> str:
    return name.partition("/")[0] if "/" in name else "Universal time"


@lru_cache
def _known() -> frozenset[str]:
    listed = (resources.files("tzdata") / "zones").read_text("ascii").split()
    return frozenset(listed) - _NOT_FOR_PEOPLE


@lru_cache
def _places() -> tuple[_Place, ...]:
    text = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("ascii")
    fields = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return tuple(_Place(each[0], each[2]) for each in fields)


@lru_cache
def _countries_of_zones() -> dict[str, str]:
    return {place.zone: place.country_code for place in _places()}
