"""Series, events and sessions as plain values, before they are rows; and how files tell them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from courseapp.events.facts.parts import LanguagePlan, OrganisationPlan
from courseapp.events.rules import (
    Access,
    EventKind,
    EventStatus,
    Level,
    Mode,
    OrganisationRole,
    RepeatRule,
    Selection,
)
from courseapp.events.shipped.programme_lines import RoomLine, SessionLine

_VOCABULARIES: Mapping[str, type[StrEnum]] = {
    "kind": EventKind,
    "status": EventStatus,
    "mode": Mode,
    "level": Level,
    "access": Access,
    "selection": Selection,
}


@dataclass(frozen=True)
class SeriesLine:
    """Numbered editions of the same thing; `initiative` is the slug of one."""

    slug: str
    initiative: str
    title: str
    since: int | None = None
    activity: str = ""


@dataclass(frozen=True)
class CallLine:
    """When applications are taken: wall clock times of `zone`."""

    opens: datetime | None
    closes: datetime
    zone: str


@dataclass(frozen=True)
class ModuleLine:
    """A part for which people apply; their numbers are their order."""

    title: str
    level: Level | None = None
    prerequisite: str = ""
    seats: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class RepeatLine:
    """What holds for the sessions that name this group."""

    name: str
    rule: RepeatRule


@dataclass(frozen=True)
class EventLine:
    """An event. It belongs to its series' initiative, or to `initiative` where it has no series."""

    slug: str
    title: str
    kind: EventKind
    status: EventStatus
    series: str | None = None
    initiative: str | None = None
    edition: int | None = None
    mode: Mode | None = None
    level: Level | None = None
    access: Access | None = None
    selection: Selection | None = None
    is_example: bool = False
    zone: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    year: int | None = None
    month: int | None = None
    year_inferred: bool = False
    decisions_on: date | None = None
    venue: str = ""
    city: str = ""
    country: str | None = None
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    region_focus: str = ""
    link: str = ""
    notice: str = ""
    visas_needed: bool = False
    is_capacity_development: bool = False
    languages: tuple[LanguagePlan, ...] = ()
    organisations: tuple[OrganisationPlan, ...] = ()
    topics: tuple[str, ...] = ()
    modules_min: int | None = None
    modules_max: int | None = None
    description: str = ""
    audience: str = ""
    seats: int | None = None
    reply_days: int = 7
    grace_minutes: int = 0
    participants_stated: int | None = None
    participant_countries_stated: int | None = None
    source: str = ""
    call: CallLine | None = None
    modules: tuple[ModuleLine, ...] = ()
    repeats: tuple[RepeatLine, ...] = ()
    expected: tuple[tuple[str, int], ...] = ()  # people by country, ISO 3166-1 alpha-2
    rooms: tuple[RoomLine, ...] = ()
    tracks: tuple[str, ...] = ()
    sessions: tuple[SessionLine, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """What one file of the catalogue tells."""

    series: tuple[SeriesLine, ...]
    events: tuple[EventLine, ...]


@lru_cache
def real_catalogue() -> Catalogue:
    """Return the series and events that public documents tell of.

    Raises ValueError or TypeError where the file has an unknown key or word.
    """
    written = written_in("catalogue.yaml")
    return Catalogue(
        series=tuple(SeriesLine(**line) for line in written["series"]),
        events=tuple(_event(line) for line in written["events"]),
    )


@lru_cache
def written_in(file: str) -> Any:
    """Return what a file of `records/` says, as YAML reads it; nobody changes it."""
    return yaml.safe_load(
        (resources.files("courseapp.events.shipped") / "records" / file).read_text("utf-8")
    )


def with_known_words(line: dict[str, Any]) -> dict[str, Any]:
    """Return the line with members of the vocabularies for its words. Raises ValueError."""
    return line | {word: kind(line[word]) for word, kind in _VOCABULARIES.items() if word in line}


def parts_of(line: dict[str, Any]) -> dict[str, Any]:
    """Return what an event of a file has several of, as plain values, and take it out of the line.

    `roles` maps a role to names or to countries by code, `interpreted` holds tags of languages,
    `expected` maps countries to people and `rooms` names to how many each holds.
    """
    spoken = (LanguagePlan(tag) for tag in line.pop("languages", ()))
    interpreted = (LanguagePlan(tag, True) for tag in line.pop("interpreted", ()))
    roles = line.pop("roles", {})
    return {
        "languages": (*spoken, *interpreted),
        "organisations": tuple(
            _organisation(OrganisationRole(role), who) for role in roles for who in roles[role]
        ),
        "topics": tuple(line.pop("topics", ())),
        "modules": tuple(ModuleLine(**with_known_words(each)) for each in line.pop("modules", ())),
        "repeats": tuple(
            RepeatLine(each["name"], RepeatRule(each["rule"])) for each in line.pop("repeats", ())
        ),
        "expected": tuple(line.pop("expected", {}).items()),
        "rooms": tuple(RoomLine(*each) for each in line.pop("rooms", {}).items()),
        "tracks": tuple(line.pop("tracks", ())),
    }


def _organisation(role: OrganisationRole, who: str) -> OrganisationPlan:
    is_code = len(who) == 2 and who.isupper()
    return OrganisationPlan(role, country=who) if is_code else OrganisationPlan(role, name=who)


def _event(line: dict[str, Any]) -> EventLine:
    sessions = tuple(_session(each) for each in line.pop("sessions", ()))
    call, parts = _call(line.pop("call", None)), parts_of(line)
    return EventLine(**with_known_words(line), **parts, call=call, sessions=sessions)


def _call(line: dict[str, Any] | None) -> CallLine | None:
    if line is None:
        return None
    opens = datetime.fromisoformat(line["opens"]) if "opens" in line else None
    return CallLine(opens, datetime.fromisoformat(line["closes"]), line["zone"])


def _session(line: dict[str, Any]) -> SessionLine:
    times = {name: datetime.fromisoformat(line[name]) for name in ("starts", "ends")}
    return SessionLine(**line | times)
