"""A session as it is frozen when a programme is published: plain values, and their JSON form."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from courseapp.events.rules import AgendaKind, Presence, SessionStatus


@dataclass(frozen=True)
class SpokenBy:
    """Who speaks, as printed."""

    name: str
    organisation: str = ""
    presence: Presence = Presence.UNSAID

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})" if self.organisation else self.name


@dataclass(frozen=True)
class AgendaPart:
    """A part of a session; `starts_after` and `minutes` are minutes from the session's start."""

    kind: AgendaKind
    title: str
    starts_after: int
    minutes: int
    speakers: tuple[SpokenBy, ...] = ()


@dataclass(frozen=True)
class SessionState:
    """What everybody is told of a session. Local times are wall clock times of `zone`."""

    status: SessionStatus
    title: str
    zone: str
    starts_local: datetime
    ends_local: datetime
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    track: str = ""
    module: str = ""
    language: str = ""
    repeat_group: str = ""
    description: str = ""
    speakers: tuple[SpokenBy, ...] = ()
    agenda: tuple[AgendaPart, ...] = ()

    @property
    def is_cancelled(self) -> bool:
        return self.status is SessionStatus.CANCELLED


STATE_FIELDS = tuple(field.name for field in fields(SessionState))
States = Mapping[str, SessionState]  # by the session's UID


def state_to_plain(state: SessionState) -> dict[str, Any]:
    """Return the state as JSON can hold it; instants and local times as ISO 8601."""
    return {name: _plain(value) for name, value in asdict(state).items()}


def state_from_plain(plain: Mapping[str, Any]) -> SessionState:
    """Return what `state_to_plain` was given. Raises KeyError, TypeError or ValueError."""
    times = ("starts_local", "ends_local", "starts_at", "ends_at")
    told = dict(plain)
    told |= {name: datetime.fromisoformat(plain[name]) for name in times}
    told["status"] = SessionStatus(plain["status"])
    told["speakers"] = speakers_from_plain(plain["speakers"])
    told["agenda"] = agenda_from_plain(plain["agenda"])
    return SessionState(**told)


def speakers_to_plain(speakers: Sequence[SpokenBy]) -> list[dict[str, Any]]:
    """Return the speakers as JSON can hold them."""
    return [_plain(asdict(each)) for each in speakers]


def speakers_from_plain(plain: Sequence[Mapping[str, Any]]) -> tuple[SpokenBy, ...]:
    """Return the speakers that `speakers_to_plain` was given."""
    return tuple(SpokenBy(**{**each, "presence": Presence(each["presence"])}) for each in plain)


def agenda_to_plain(agenda: Sequence[AgendaPart]) -> list[dict[str, Any]]:
    """Return the agenda as JSON can hold it."""
    return [_plain(asdict(each)) for each in agenda]


def agenda_from_plain(plain: Sequence[Mapping[str, Any]]) -> tuple[AgendaPart, ...]:
    """Return the agenda that `agenda_to_plain` was given."""
    return tuple(
        AgendaPart(
            **{
                **each,
                "kind": AgendaKind(each["kind"]),
                "speakers": speakers_from_plain(each["speakers"]),
            }
        )
        for each in plain
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
