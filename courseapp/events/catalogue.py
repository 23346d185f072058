"""Series, events and sessions as plain values, before they are rows; and how files tell them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from courseapp.events.rules import Access, EventKind, EventStatus, Level, Mode

_VOCABULARIES: Mapping[str, type[StrEnum]] = {
    "kind": EventKind,
    "status": EventStatus,
    "mode": Mode,
    "level": Level,
    "access": Access,
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
class SpeakerLine:
    """Who speaks."""

    name: str
    organisation: str = ""


@dataclass(frozen=True)
class SessionLine:
    """One sitting; `starts` and `ends` are wall clock times of `zone`, or of the event's zone."""

    title: str
    starts: datetime
    ends: datetime
    zone: str | None = None
    place: str = ""
    join_link: str = ""
    repeat_group: str = ""
    speakers: tuple[SpeakerLine, ...] = ()


@dataclass(frozen=True)
class CallLine:
    """When applications are taken: wall clock times of `zone`."""

    opens: datetime
    closes: datetime
    zone: str


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
    is_example: bool = False
    zone: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    year: int | None = None
    month: int | None = None
    year_inferred: bool = False
    venue: str = ""
    city: str = ""
    country: str | None = None
    description: str = ""
    audience: str = ""
    seats: int | None = None
    reply_days: int = 7
    grace_minutes: int = 0
    participants_stated: int | None = None
    participant_countries_stated: int | None = None
    source: str = ""
    call: CallLine | None = None
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


def written_in(file: str) -> Any:
    """Return what a file of `records/` says, as YAML reads it."""
    return yaml.safe_load(
        (resources.files("courseapp.events") / "records" / file).read_text("utf-8")
    )


def with_known_words(line: dict[str, Any]) -> dict[str, Any]:
    """Return the line with members of the vocabularies for its words. Raises ValueError."""
    return line | {word: kind(line[word]) for word, kind in _VOCABULARIES.items() if word in line}


def speakers_named(names: Iterable[str], organisation: str = "") -> tuple[SpeakerLine, ...]:
    """Return speakers of one organisation."""
    return tuple(SpeakerLine(name, organisation) for name in names)


def _event(line: dict[str, Any]) -> EventLine:
    sessions = tuple(_session(each) for each in line.pop("sessions", ()))
    return EventLine(**with_known_words(line), sessions=sessions)


def _session(line: dict[str, Any]) -> SessionLine:
    times = {name: datetime.fromisoformat(line[name]) for name in ("starts", "ends")}
    return SessionLine(**line | times)
