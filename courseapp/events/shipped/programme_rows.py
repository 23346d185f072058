"""Makes the rows of a programme from its lines: rooms, tracks, sessions with what is in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from courseapp.core.ids import calendar_uid
from courseapp.events.clock.local_time import moment
from courseapp.events.models import AgendaItem, EventSession, Room, Speaker, Track
from courseapp.events.shipped.programme_lines import AgendaLine, RoomLine, SessionLine, SpeakerLine


@dataclass(frozen=True)
class ProgrammeRows:
    """All of it, not yet in the database."""

    rooms: list[Room]
    tracks: list[Track]
    sessions: list[EventSession]


def programme_rows(
    rooms: Sequence[RoomLine],
    tracks: Sequence[str],
    sessions: Sequence[SessionLine],
    event_zone: str | None,
    now: datetime,
) -> ProgrammeRows:
    """Return new rows. Raises KeyError where a session names no room or track of these."""
    own_rooms = {
        line.name: Room(position=place, name=line.name, capacity=line.capacity)
        for place, line in enumerate(rooms, start=1)
    }
    own_tracks = {
        name: Track(position=place, name=name) for place, name in enumerate(tracks, start=1)
    }
    sittings = [_session(each, event_zone, now, own_rooms, own_tracks) for each in sessions]
    return ProgrammeRows([*own_rooms.values()], [*own_tracks.values()], sittings)


def _session(
    line: SessionLine,
    event_zone: str | None,
    now: datetime,
    rooms: Mapping[str, Room],
    tracks: Mapping[str, Track],
) -> EventSession:
    zone = line.zone or event_zone or "UTC"
    return EventSession(
        calendar_uid=calendar_uid(),
        title=line.title,
        description=line.description,
        zone=zone,
        starts_local=line.starts,
        ends_local=line.ends,
        starts_at=moment(line.starts, zone).at,
        ends_at=moment(line.ends, zone).at,
        room=rooms[line.room] if line.room else None,
        place=line.place,
        track=tracks[line.track] if line.track else None,
        language=line.language,
        seats=line.seats,
        join_link=line.join_link,
        repeat_group=line.repeat_group,
        created_at=now,
        changed_at=now,
        **_parts(line),
    )


def _parts(line: SessionLine) -> dict[str, list[AgendaItem] | list[Speaker]]:
    """Who speaks in an item is a speaker of the session too, after those of the whole of it."""
    agenda = _agenda(line.agenda)
    whole = [_speaker(each) for each in line.speakers]
    speakers = [*whole, *(each for item in agenda for each in item.speakers)]
    for position, each in enumerate(speakers, start=1):
        each.position = position
    return {"agenda": agenda, "speakers": speakers}


def _agenda(lines: Sequence[AgendaLine]) -> list[AgendaItem]:
    starts = accumulate((line.minutes for line in lines), initial=0)
    return [
        AgendaItem(
            position=position,
            kind=line.kind,
            title=line.title,
            starts_after=after,
            minutes=line.minutes,
            speakers=[_speaker(each) for each in line.speakers],
        )
        for position, (line, after) in enumerate(zip(lines, starts, strict=False), start=1)
    ]


def _speaker(line: SpeakerLine) -> Speaker:
    return Speaker(name=line.name, organisation=line.organisation, presence=line.presence)
