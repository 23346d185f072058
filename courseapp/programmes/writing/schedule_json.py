"""The programme as the schedule.json of frab and pretalx, which apps and screens of others read.

The schema is that of c3voc: ``schedule.conference.days[].rooms{name: [talk]}``.
"""

import json
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from courseapp.programmes.reading.schedules import WITHOUT_ROOM
from courseapp.programmes.sheet import ProgrammeSheet, SheetDay, SheetSession, days_of

SCHEMA = "https://c3voc.de/schedule/schema.json"


def schedule_json(sheet: ProgrammeSheet, address_of: Callable[[str], str]) -> bytes:
    """Return the schedule; `address_of` gives the absolute address of a path.

    Cancelled sessions are left out: the format cannot tell them.
    """
    held = [each for each in sheet.sessions if not each.state.is_cancelled]
    days = days_of(held)
    page = address_of(f"/events/{sheet.slug}")
    first = sheet.starts_on or (days[0].day if days else None)
    last = sheet.ends_on or (days[-1].day if days else None)
    conference = {
        "acronym": sheet.slug,
        "title": sheet.title,
        "start": first.isoformat() if first else "",
        "end": last.isoformat() if last else "",
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        "time_zone_name": sheet.zone,
        "rooms": [{"name": name} for name in sorted({_room(each) for each in held})],
        "tracks": [{"name": name} for name in _tracks(held)],
        "days": [_day(sheet, index, day, page) for index, day in enumerate(days, 1)],
    }
    schedule = {
        "url": page,
        "version": str(sheet.version or "draft"),
        "base_url": address_of("/"),
        "conference": conference,
    }
    document = {"$schema": SCHEMA, "generator": {"name": "courseapp"}, "schedule": schedule}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _day(sheet: ProgrammeSheet, index: int, day: SheetDay, page: str) -> dict[str, Any]:
    zone = ZoneInfo(sheet.zone)
    starts = datetime.combine(day.day, time.min, zone)
    rooms: dict[str, list[dict[str, Any]]] = {}
    for each in day.sessions:
        rooms.setdefault(_room(each), []).append(_talk(each, page))
    return {
        "index": index,
        "date": day.day.isoformat(),
        "day_start": starts.isoformat(),
        "day_end": datetime.combine(day.day + timedelta(days=1), time.min, zone).isoformat(),
        "rooms": rooms,
    }


def _talk(each: SheetSession, page: str) -> dict[str, Any]:
    state = each.state
    starts = state.starts_at.astimezone(ZoneInfo(state.zone))
    ends = state.ends_at.astimezone(ZoneInfo(state.zone))
    return {
        "guid": each.uid,
        "id": int(each.uid.replace("-", "")[:8], 16) if _is_uuid(each.uid) else 0,
        "date": starts.isoformat(),
        "start": f"{starts:%H:%M}",
        "end": ends.isoformat(),
        "duration": _duration(state.ends_at - state.starts_at),
        "room": _room(each),
        "slug": each.uid,
        "url": page,
        "title": state.title,
        "subtitle": "",
        "track": state.track or None,
        "type": "session",
        "language": state.language,
        "abstract": state.description,
        "description": "",
        "persons": [_person(number, who.name, who.organisation) for number, who in
                    enumerate(state.speakers, 1)],
        "links": [],
        "attachments": [],
    }  # fmt: skip


def _person(number: int, name: str, organisation: str) -> dict[str, Any]:
    return {"id": number, "name": name, "public_name": name, "organization": organisation}


def _tracks(held: list[SheetSession]) -> list[str]:
    return sorted({each.state.track for each in held if each.state.track})


def _room(each: SheetSession) -> str:
    return each.state.place or WITHOUT_ROOM


def _duration(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _is_uuid(uid: str) -> bool:
    return all(letter in "0123456789abcdef-" for letter in uid[:9]) and len(uid) == 36
