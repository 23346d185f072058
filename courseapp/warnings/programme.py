"""A programme as far as something can be wrong in it. Plain values: no database, no web."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Protocol

from courseapp.countries.holidays import SATURDAY_AND_SUNDAY
from courseapp.events.rules import Mode, Presence
from courseapp.speakers.rules import Window

NOT_SAVED = 0  # the id of a session that is only planned in a form


class Running(Protocol):
    """What has a start and an end: aware instants, half-open."""

    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...


@dataclass(frozen=True)
class Span:
    """A time between two aware instants, half-open."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Turn:
    """Somebody who speaks, in the whole of a session or in one item of its agenda.

    `person` is her folded name.
    """

    name: str
    person: str
    presence: Presence
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Part:
    """A module as far as a session of it can lie outside. Dates are local and inclusive."""

    title: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class Item:
    """A session. `place` is its room or where else it is, "" for none; `capacity` is the room's.

    `seats` are those of the session, or of its module; None where neither says. Sessions of one
    `repeat_group` are runs of the same, and people choose.
    """

    id: int
    title: str
    zone: str
    starts_local: datetime
    ends_local: datetime
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    capacity: int | None = None
    track: str = ""
    seats: int | None = None
    has_link: bool = False
    repeat_group: str = ""
    module: Part | None = None
    turns: tuple[Turn, ...] = ()
    breaks: tuple[Span, ...] = ()

    @property
    def called(self) -> str:
        return f"“{self.title}”"

    @cached_property
    def facts(self) -> tuple[int, str]:
        """Which session it is, and when: what warnings about its time depend on."""
        return self.id, f"{self.starts_at.isoformat()}/{self.ends_at.isoformat()}"


@dataclass(frozen=True)
class Spot:
    """Where an event is. Degrees of WGS 84; `country` is ISO 3166-1 alpha-2."""

    city: str = ""
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Elsewhere:
    """A turn of a speaker at another event.

    `title` is "" where the organiser may not know which event it is. What others plan is theirs:
    unless `is_own`, of the same initiative, neither its hours nor its distance are told.
    """

    event_id: int
    session_id: int
    title: str
    when: str
    mode: Mode | None
    spot: Spot
    turn: Turn
    is_own: bool = True

    @property
    def called(self) -> str:
        return f"“{self.title}” ({self.when})" if self.title else "another event"


@dataclass(frozen=True)
class ClockTime:
    """Another time that the event has, as entered, such as its deadline."""

    called: str
    local: datetime
    zone: str


@dataclass(frozen=True)
class Frame:
    """What the event says of all its sessions. Dates are local, both inclusive."""

    mode: Mode | None = None
    zone: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    venue: str = ""
    spot: Spot = Spot()
    country_name: str = ""
    seats: int | None = None
    closes_on: date | None = None  # the last day on which people can apply, where they apply
    decisions_on: date | None = None
    visas_needed: bool = False
    clock_times: tuple[ClockTime, ...] = ()

    @property
    def is_online(self) -> bool:
        return self.mode in {Mode.ONLINE, Mode.HYBRID}

    @property
    def is_in_person(self) -> bool:
        return self.mode in {Mode.IN_PERSON, Mode.HYBRID}


@dataclass(frozen=True)
class Crowd:
    """People who take part from one country, and the zone in which they usually are."""

    country: str
    zone: str
    people: int


@dataclass(frozen=True)
class Programme:
    """All that is looked at together.

    `available` are the times at which speakers can speak, by folded name; who is not in it
    always can. `holidays` are the public holidays at the venue, `weekend` its days of rest as
    `date.weekday` counts them.
    """

    frame: Frame
    items: Sequence[Item]
    elsewhere: Sequence[Elsewhere] = ()
    crowds: Sequence[Crowd] = ()
    available: Mapping[str, Sequence[Window]] = field(default_factory=dict)
    holidays: Mapping[date, str] = field(default_factory=dict)
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
