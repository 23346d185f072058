"""The programme of an event as plain values, before it is rows: rooms, sessions, agenda."""

from dataclasses import dataclass
from datetime import datetime

from courseapp.events.rules import AgendaKind, Presence


@dataclass(frozen=True)
class RoomLine:
    """A room, and how many people it holds."""

    name: str
    capacity: int | None = None


@dataclass(frozen=True)
class SpeakerLine:
    """Who speaks, and how."""

    name: str
    organisation: str = ""
    presence: Presence = Presence.UNSAID


@dataclass(frozen=True)
class AgendaLine:
    """A part of a session, in minutes; the first begins with it, each follows the one before."""

    kind: AgendaKind
    minutes: int
    title: str = ""
    speakers: tuple[SpeakerLine, ...] = ()


@dataclass(frozen=True)
class SessionLine:
    """One sitting; `starts` and `ends` are wall clock times of `zone`, or of the event's zone.

    `room` and `track` are names of the event's own; `language` is BCP 47.
    """

    title: str
    starts: datetime
    ends: datetime
    zone: str | None = None
    room: str = ""
    place: str = ""
    track: str = ""
    language: str = ""
    seats: int | None = None
    join_link: str = ""
    repeat_group: str = ""
    description: str = ""
    speakers: tuple[SpeakerLine, ...] = ()
    agenda: tuple[AgendaLine, ...] = ()
