"""The programme as JSON in a shape of our own.

Local times are ISO 8601 without an offset, by the clock of `zone` (IANA); `starts_at` and
`ends_at` are the same instants in UTC.
"""

import json
from typing import Any

from courseapp.events.published.states import agenda_to_plain
from courseapp.programmes.reading.programmes import FORMAT
from courseapp.programmes.sheet import ProgrammeSheet, SheetSession

VERSION = 1


def programme_json(sheet: ProgrammeSheet) -> bytes:
    """Return the programme; what is not public stands only in that of its organisers."""
    document = {
        "format": FORMAT,
        "format_version": VERSION,
        "event": {
            "slug": sheet.slug,
            "title": sheet.title,
            "initiative": sheet.initiative_name,
            "place": sheet.place,
            "zone": sheet.zone,
            "starts_on": sheet.starts_on.isoformat() if sheet.starts_on else None,
            "ends_on": sheet.ends_on.isoformat() if sheet.ends_on else None,
        },
        "programme_version": sheet.version,
        "made_at": sheet.made_at.isoformat(),
        "sessions": [_session(sheet, each) for each in sheet.sessions],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _session(sheet: ProgrammeSheet, each: SheetSession) -> dict[str, Any]:
    state = each.state
    told: dict[str, Any] = {
        "uid": each.uid,
        "status": state.status.value,
        "title": state.title,
        "zone": state.zone,
        "starts_local": state.starts_local.isoformat(),
        "ends_local": state.ends_local.isoformat(),
        "starts_at": state.starts_at.isoformat(),
        "ends_at": state.ends_at.isoformat(),
        "room": each.room,
        "place": each.place,
        "track": state.track,
        "module": state.module,
        "language": state.language,
        "description": state.description,
        "repeat_group": state.repeat_group,
        "speakers": [
            {"name": who.name, "organisation": who.organisation} for who in state.speakers
        ],
        "agenda": agenda_to_plain(state.agenda),
    }
    if sheet.is_public:
        return told
    private = {"seats": each.seats, "join_link": each.join_link}
    return {**told, **private, "recording_link": each.recording_link}
