"""Reads our own JSON (`writing.own_json`) back as sessions."""

from dataclasses import replace
from datetime import datetime

from courseapp.events.rules import SessionStatus
from courseapp.events.sessions.sittings import SpeakerPlan
from courseapp.programmes.parsed import Context, IncomingSession, Parsed
from courseapp.programmes.reading.plain_json import Plain, items, mapping, text, text_or_none
from courseapp.programmes.reading.sound_values import Collected
from courseapp.programmes.reading.zones import iana_zone
from courseapp.programmes.rules import MOST_ENTRIES, FileKind

FORMAT = "courseapp programme"
_SAID = (
    *("room", "place", "track", "module", "language", "description", "repeat_group"),
    *("join_link", "recording_link"),
)


def is_programme(document: object) -> bool:
    """Return whether a JSON document is one of ours."""
    return mapping(document).get("format") == FORMAT


def read_programme(document: object, context: Context) -> Parsed:
    """Return the sessions of one of our own files. The parts of a session are left out."""
    collected = Collected()
    for position, each in enumerate(items(mapping(document).get("sessions"))[:MOST_ENTRIES], 1):
        where, plain = f"session {position}", mapping(each)
        try:
            collected.take(_session(where, plain, context))
        except ValueError as error:
            collected.refuse(where, text(plain.get("title")), str(error))
            continue
        if items(plain.get("agenda")):
            title = text(plain.get("title"))
            collected.warn(where, title, "The parts of the session are not imported.")
    event = mapping(mapping(document).get("event"))
    source = f"programme {text(event.get('slug'))}".strip()[:300]
    found = {each.uid: each for each in collected.sessions}
    return Parsed(
        FileKind.PROGRAMME, source, tuple(found.values()), tuple(collected.remarks)
    ).bounded()


def _session(where: str, plain: Plain, context: Context) -> IncomingSession:
    zone = text(plain.get("zone"))
    seats = plain.get("seats")
    spoken = plain.get("speakers")
    said = {name: text_or_none(plain, name) for name in _SAID}
    incoming = IncomingSession(
        uid=text(plain.get("uid")) or where,
        where=where,
        title=text(plain.get("title")),
        zone=iana_zone(zone) or _unknown(zone) if zone else context.zone,
        starts_local=_wall(plain, "starts_local"),
        ends_local=_wall(plain, "ends_local"),
        speakers=tuple(_speaker(each) for each in items(spoken)) if spoken is not None else None,
        seats=seats if isinstance(seats, int) and not isinstance(seats, bool) else None,
        cancelled=plain.get("status") == SessionStatus.CANCELLED,
    )
    return replace(incoming, **said)  # type: ignore[arg-type]  # by name


def _unknown(zone: str) -> str:
    raise ValueError(f"We know no time zone “{zone[:60]}”.")


def _speaker(value: object) -> SpeakerPlan:
    told = mapping(value)
    return SpeakerPlan(text(told.get("name")), text(told.get("organisation")))


def _wall(plain: Plain, name: str) -> datetime:
    given = text(plain.get(name))
    try:
        return datetime.fromisoformat(given).replace(tzinfo=None, second=0, microsecond=0)
    except ValueError:
        raise ValueError(
            f"Its {name} “{given[:40]}” is no time such as 2027-03-22T09:00."
        ) from None
