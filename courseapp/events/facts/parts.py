"""What an event has several of: languages, and who stands behind it. Plain values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from courseapp.core.errors import Problem
from courseapp.countries.languages import language_called, language_name, similar_language
from courseapp.countries.names import country_name, resolve
from courseapp.events.rules import OrganisationRole

MOST_LANGUAGES = 20
MOST_ORGANISATIONS = 20
_NOT_WITHIN_BRACKETS = re.compile(r"[,;\n](?![^(]*\))")
# 43.77, 11.25 or 43.77° N 11.25° E or 35.28 S; 139.57 E; degrees only, no minutes.
_DEGREES = r"([+-]?\d{1,3}(?:\.\d{1,15})?)\s*°?\s*"
_COORDINATES = re.compile(rf"{_DEGREES}([NS]?)[\s,;/]+{_DEGREES}([EW]?)", re.IGNORECASE)


@dataclass(frozen=True)
class LanguagePlan:
    """A language by its BCP 47 tag, spoken at the event or interpreted into."""

    language: str
    is_interpretation: bool = False

    def __str__(self) -> str:
        name = language_name(self.language)
        return f"{name} (interpreted)" if self.is_interpretation else name


@dataclass(frozen=True)
class OrganisationPlan:
    """Who stands behind an event: an organisation by name, or a country by its alpha-2 code."""

    role: OrganisationRole
    name: str = ""
    country: str | None = None

    @property
    def called(self) -> str:
        return self.name or country_name(self.country)


def read_languages(text: str) -> tuple[str, ...]:
    """Return the tags of ``French, Portuguese (Brazil)``, each once. Raises Problem."""
    names = [each.strip() for each in _NOT_WITHIN_BRACKETS.split(text) if each.strip()]
    if len(names) > MOST_LANGUAGES:
        raise Problem(f"Name at most {MOST_LANGUAGES} languages.")
    return tuple(dict.fromkeys(_tag(each) for each in names))


def languages_text(tags: Iterable[str]) -> str:
    """Return what `read_languages` reads back."""
    return ", ".join(language_name(each) for each in tags)


def named(role: OrganisationRole, text: str) -> OrganisationPlan:
    """Return who is meant: a country where the text is the name of one, else an organisation.

    The code of a country may be the acronym of an organisation, unless it takes the chair.
    """
    country = resolve(text)
    is_code = country is not None and text in {country.code, country.alpha3}
    if country is not None and (role is OrganisationRole.CO_CHAIR or not is_code):
        return OrganisationPlan(role, country=country.code)
    return OrganisationPlan(role, name=text)


def read_coordinates(text: str) -> tuple[float | None, float | None]:
    """Return latitude and longitude (degrees, WGS 84) of ``43.77, 11.25``; None of an empty text.

    Raises Problem where the text is no point on Earth.
    """
    if not text.strip():
        return None, None
    found = _COORDINATES.fullmatch(text.strip())
    if found is None:
        raise Problem("Enter two numbers, north first and then east, for example 43.77, 11.25.")
    north, south_sign, east, west_sign = found.groups()
    latitude = -float(north) if south_sign.upper() == "S" else float(north)
    longitude = -float(east) if west_sign.upper() == "W" else float(east)
    return latitude, longitude


def coordinates_text(latitude: float | None, longitude: float | None) -> str:
    """Return what `read_coordinates` reads back; "" where no point is known."""
    if latitude is None or longitude is None:
        return ""
    return f"{_number(latitude)}, {_number(longitude)}"


def _number(value: float) -> str:
    return f"{value:.10f}".rstrip("0").rstrip(".")


def _tag(name: str) -> str:
    tag = language_called(name)
    if tag is None:
        similar = similar_language(name)
        ask = f" Did you mean {similar}?" if similar else " Use its English name."
        raise Problem(f"We know no language “{name[:60]}”.{ask}")
    return tag
