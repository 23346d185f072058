"""Reads the schedule.json of frab, pretalx and others (the schema of c3voc) as sessions.

``schedule.conference.days[].rooms{name: [talk]}``; a talk has ``guid``, ``date`` (ISO 8601 with an
offset), ``duration`` (``HH:MM``), ``title``, ``track``, ``language``, ``persons[].public_name``.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from courseapp.events.sessions.sittings import SpeakerPlan
from courseapp.programmes.parsed import Context, IncomingSession, Parsed
from courseapp.programmes.reading.plain_json import (
    Plain,
    items,
    mapping,
    number,
    text,
    text_or_none,
)
from courseapp.programmes.reading.sound_values import Collected
from courseapp.programmes.reading.zones import iana_zone, moment_or_none, told_in
from courseapp.programmes.rules import MOST_ENTRIES, FileKind

WITHOUT_ROOM = "(no room)"  # the format has no session without a room
_DURATION = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})")


def is_schedule(document: object) -> bool:
    """Return whether a JSON document has the shape of a schedule."""
    return bool(items(_conference(document).get("days")))


def read_schedule(document: object, context: Context) -> Parsed:
    """Return the talks of a schedule; times are told in the zone that it names, or the event's."""
    conference = _conference(document)
    collected = Collected()
    zone = iana_zone(text(conference.get("time_zone_name"))) or context.zone
    for count, (where, room, talk) in enumerate(_talks(conference)):
        if count == MOST_ENTRIES:
            collected.refuse("", "", f"It has more than {MOST_ENTRIES:,} entries.")
            break
        title = text(talk.get("title"))
        try:
            collected.take(_session(where, room, talk, zone))
        except ValueError as error:
            collected.refuse(where, title, str(error))
    source = text(conference.get("acronym")) or text(conference.get("title"))
    return Parsed(
        FileKind.SCHEDULE,
        f"schedule {source}".strip()[:300],
        tuple(_each_once(collected)),
        tuple(collected.remarks),
    ).bounded()


def _each_once(collected: Collected) -> Iterator[IncomingSession]:
    seen: set[str] = set()
    for incoming in collected.sessions:
        if incoming.uid in seen:
            collected.refuse(incoming.where, incoming.title, "Its guid is in the file twice.")
            continue
        seen.add(incoming.uid)
        yield incoming


def _conference(document: object) -> Plain:
    outer = mapping(document)
    schedule = mapping(outer.get("schedule")) or outer
    return mapping(schedule.get("conference")) or schedule


def _talks(conference: Plain) -> Iterator[tuple[str, str, Plain]]:
    """The talks with their room, and where they stand."""
    for day_number, day in enumerate(items(conference.get("days")), 1):
        rooms = mapping(mapping(day).get("rooms"))
        for room, talks in rooms.items():
            for position, talk in enumerate(items(talks), 1):
                where = f"day {day_number}, {room[:60]}, talk {position}"
                yield where, room, {"date": mapping(day).get("date"), **mapping(talk)}


def _session(where: str, room: str, talk: Plain, zone: str) -> IncomingSession:
    starts = _start(talk, zone)
    zone, (local, ends) = told_in(zone, starts, starts + _length(talk))
    return IncomingSession(
        uid=text(talk.get("guid")) or text(talk.get("code")) or text(talk.get("id")) or where,
        where=where,
        title=" – ".join(filter(None, (text(talk.get("title")), text(talk.get("subtitle"))))),
        zone=zone,
        starts_local=local,
        ends_local=ends,
        room=_room(room, talk),
        track=text_or_none(talk, "track"),
        language=text_or_none(talk, "language"),
        description=_description(talk),
        speakers=tuple(_speakers(talk)) if "persons" in talk else None,
        recording_link=_recording(talk),
        cancelled=text(talk.get("status")).casefold() in {"cancelled", "canceled"},
        sequence=number(talk.get("sequence")),
    )


def _room(room: str, talk: Plain) -> str | None:
    """The room; the one that our own files name for want of another is none."""
    named = room or text_or_none(talk, "room")
    return "" if named == WITHOUT_ROOM else named


def _start(talk: Plain, zone: str) -> datetime:
    """The instant of the start. Raises ValueError with what is wrong."""
    given = text(talk.get("date"))
    if len(given) == len("2027-03-22"):
        given = f"{given}T{text(talk.get('start'))}"
    try:
        at = datetime.fromisoformat(given)
    except ValueError:
        raise ValueError(f"Its date “{given[:40]}” is no date and time.") from None
    if at.tzinfo is None:
        return _wall(at, zone)
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"Its date “{given[:40]}” cannot be right.") from None


def _wall(wall: datetime, zone: str) -> datetime:
    from_zone = moment_or_none(wall, zone)
    if from_zone is None:
        raise ValueError(f"{wall:%Y-%m-%d %H:%M} does not exist in {zone}.")
    return from_zone


def _length(talk: Plain) -> timedelta:
    given = talk.get("duration")
    if isinstance(given, int) and not isinstance(given, bool) and 0 < given <= 24 * 60:
        return timedelta(minutes=given)
    found = _DURATION.fullmatch(text(given).strip())
    if found is None:
        raise ValueError(f"Its duration “{text(given)[:40]}” is none. It should be like 01:30.")
    days, hours, minutes = (int(each or 0) for each in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def _description(talk: Plain) -> str | None:
    said = [text(talk[name]).strip() for name in ("abstract", "description") if name in talk]
    return "\n\n".join(dict.fromkeys(filter(None, said))) if said else None


def _speakers(talk: Plain) -> Iterator[SpeakerPlan]:
    for person in items(talk.get("persons")):
        told = mapping(person)
        name = text_or_none(told, "public_name", "name", "full_public_name", "display_name")
        organisation = text_or_none(told, "organization", "organisation", "company", "affiliation")
        yield SpeakerPlan(name or text(person), organisation or "")


def _recording(talk: Plain) -> str | None:
    links = (mapping(each) for each in items(talk.get("links")))
    recordings = (text(each.get("url")) for each in links if each.get("type") == "recording")
    recording = mapping(talk.get("recording"))
    named = text_or_none(talk, "video_download_url", "recording_url")
    return named or text(recording.get("url")) or next(recordings, None)
