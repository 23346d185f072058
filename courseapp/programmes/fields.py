"""What a file can say of a session, as values to compare: here, there, and when last taken."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from courseapp.countries.names import folded
from courseapp.events.models import Event, EventSession
from courseapp.events.rules import Presence, SessionStatus
from courseapp.events.sessions.sittings import SpeakerPlan
from courseapp.programmes.parsed import IncomingSession

Spoken = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Fields:
    """A session in plain values. `seats` is 0 where there is no limit; speakers are (name, of)."""

    title: str
    zone: str
    starts_local: datetime
    ends_local: datetime
    room: str = ""
    place: str = ""
    track: str = ""
    module: str = ""
    language: str = ""
    description: str = ""
    speakers: Spoken = ()
    join_link: str = ""
    recording_link: str = ""
    repeat_group: str = ""
    seats: int = 0
    cancelled: bool = False


NAMES = tuple(each.name for each in fields(Fields))
_SAID = (
    *("track", "module", "language", "description", "join_link", "recording_link"),
    *("repeat_group", "seats"),
)
_TIMES = ("starts_local", "ends_local")
_WHEN = ("zone", *_TIMES)
_TOGETHER = (_WHEN, *((name,) for name in NAMES if name not in _WHEN))


@dataclass(frozen=True)
class Known:
    """The names that an event has already: another spelling of one means the same."""

    rooms: Mapping[str, str]
    tracks: Mapping[str, str]
    modules: Mapping[str, str]

    @classmethod
    def of(cls, event: Event) -> "Known":
        """Return the rooms, tracks and modules of an event."""
        return cls(
            _by_name(each.name for each in event.rooms),
            _by_name(each.name for each in event.tracks),
            _by_name(each.title for each in event.modules),
        )


@dataclass(frozen=True)
class Merged:
    """What three states give: each side's own changes, and the names of what both changed."""

    fields: Fields
    conflicts: tuple[str, ...]


def fields_here(sitting: EventSession) -> Fields:
    """Return a session as it is planned. Who speaks only in a part of it is not told."""
    return Fields(
        title=sitting.title,
        zone=sitting.zone,
        starts_local=sitting.starts_local,
        ends_local=sitting.ends_local,
        room=sitting.room.name if sitting.room else "",
        place=sitting.place,
        track=sitting.track.name if sitting.track else "",
        module=sitting.module.title if sitting.module else "",
        language=sitting.language,
        description=sitting.description,
        speakers=tuple(
            (each.name, each.organisation)
            for each in sitting.speakers
            if each.agenda_item_id is None
        ),
        join_link=sitting.join_link,
        recording_link=sitting.recording_link,
        repeat_group=sitting.repeat_group,
        seats=sitting.seats or 0,
        cancelled=sitting.status is SessionStatus.CANCELLED,
    )


def fields_there(
    incoming: IncomingSession, known: Known, sitting: EventSession | None = None
) -> Fields:
    """Return a session as a file has it; what the file does not say is as it is here."""
    here = fields_here(sitting) if sitting is not None else None
    start = here or Fields("", incoming.zone, incoming.starts_local, incoming.ends_local)
    said = {name: getattr(incoming, name) for name in _SAID}
    told = {name: value for name, value in said.items() if value is not None}
    room, place = _where(incoming, known, start)
    there = replace(
        start,
        title=incoming.title,
        zone=incoming.zone,
        starts_local=incoming.starts_local,
        ends_local=incoming.ends_local,
        cancelled=incoming.cancelled,
        room=room,
        place=place,
        speakers=_speakers(incoming, sitting, start),
        **told,
    )
    track = known.tracks.get(folded(there.track), there.track)
    module = known.modules.get(folded(there.module), start.module)
    return replace(there, track=track, module=module if there.module else "")


def merged(base: Fields | None, here: Fields, there: Fields) -> Merged:
    """Return both sides' changes since `base`; of what both changed, what is here.

    Without a base the file was never taken before: then it says how things are. Start, end and
    zone are one value: half of a move would be another one.
    """
    if base is None:
        return Merged(there, ())
    found = here
    conflicts: list[str] = []
    for names in _TOGETHER:
        old, mine, theirs = (_values(each, names) for each in (base, here, there))
        if mine == old:
            found = replace(found, **dict(zip(names, theirs, strict=True)))
        elif theirs not in (old, mine):
            conflicts += [name for name in names if getattr(here, name) != getattr(there, name)]
    return Merged(found, tuple(conflicts))


def _values(given: Fields, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(given, name) for name in names)


def taking(one: Fields, other: Fields, names: Sequence[str]) -> Fields:
    """Return `one` with the named values of `other`; start, end and zone belong together."""
    chosen = {*names, *(_WHEN if set(_WHEN) & set(names) else ())}
    return replace(one, **{name: getattr(other, name) for name in chosen})


def differing(one: Fields, other: Fields) -> tuple[str, ...]:
    """Return the names of the values that are not the same."""
    return tuple(name for name in NAMES if getattr(one, name) != getattr(other, name))


def to_plain(given: Fields) -> dict[str, Any]:
    """Return the values as JSON can hold them."""
    times = {name: getattr(given, name).isoformat() for name in _TIMES}
    return {**asdict(given), **times, "speakers": [list(each) for each in given.speakers]}


def from_plain(plain: Mapping[str, Any]) -> Fields:
    """Return the values that `to_plain` was given."""
    times = {name: datetime.fromisoformat(plain[name]) for name in _TIMES}
    spoken = tuple((name, of) for name, of in plain["speakers"])
    return Fields(**{**plain, **times, "speakers": spoken})


def speaker_plans(given: Fields, before: Sequence[SpeakerPlan]) -> tuple[SpeakerPlan, ...]:
    """Return who speaks; whoever spoke before keeps what is known of how she does."""
    known = {folded(each.name): each.presence for each in before}
    return tuple(
        SpeakerPlan(name, of, known.get(folded(name), Presence.UNSAID))
        for name, of in given.speakers
    )


def _where(incoming: IncomingSession, known: Known, start: Fields) -> tuple[str, str]:
    """Room and place. A place that is called like a room is that room."""
    room = known.rooms.get(folded(incoming.room), incoming.room) if incoming.room else incoming.room
    place = incoming.place
    if place and not room and folded(place) in known.rooms:
        return known.rooms[folded(place)], ""
    return start.room if room is None else room, start.place if place is None else place


def _speakers(incoming: IncomingSession, sitting: EventSession | None, start: Fields) -> Spoken:
    """Who speaks in the whole of it: a file does not tell those of its parts apart."""
    if incoming.speakers is None:
        return start.speakers
    rows = sitting.speakers if sitting is not None else []
    whole = {folded(each.name) for each in rows if each.agenda_item_id is None}
    parts = {folded(each.name) for each in rows if each.agenda_item_id is not None} - whole
    return tuple(
        (each.name, each.organisation)
        for each in incoming.speakers
        if folded(each.name) not in parts
    )


def _by_name(names: Iterable[str]) -> dict[str, str]:
    return {folded(each): each for each in names}
