"""What is set for paper, as plain data: words and times are ready, templates only place them."""

from datetime import datetime, timedelta
from typing import Any

from courseapp.core import formats
from courseapp.countries.languages import language_name
from courseapp.events.published.states import AgendaPart
from courseapp.events.words import AGENDA_KINDS
from courseapp.papers.lettering import said
from courseapp.programmes.sheet import (
    Appearance,
    ProgrammeSheet,
    SheetDay,
    SheetSession,
    appearances,
    days_of,
    room_days,
    zones_of,
)

Plain = dict[str, Any]


def programme_document(sheet: ProgrammeSheet) -> Plain:
    """Return the whole programme by day, with its head."""
    return {**_head(sheet), "days": [_day(sheet, day) for day in days_of(sheet.sessions)]}


def speakers_document(sheet: ProgrammeSheet) -> Plain:
    """Return everybody who speaks, with her sessions and their times."""
    return {**_head(sheet), "speakers": [_appearance(each) for each in appearances(sheet)]}


def rooms_document(sheet: ProgrammeSheet) -> Plain:
    """Return a sheet for each room and day."""
    sheets = [{"room": said(each.room), **_day(sheet, each.day)} for each in room_days(sheet)]
    return {**_head(sheet), "sheets": sheets}


def zone_note(sheet: ProgrammeSheet) -> str:
    """Return whose clock the times are: that of Rome, which is CET, from 28 March CEST.

    Where sessions have several zones, each time names its own.
    """
    zones = zones_of(sheet)
    if len(zones) > 1:
        return "Each time is by the clock of the zone beside it."
    labels = _labels(sheet)
    return f"All times are by the clock in {formats.place_of_zone(sheet.zone)} ({labels})."


def _labels(sheet: ProgrammeSheet) -> str:
    days = days_of(sheet.sessions)
    found: list[str] = []
    last = ""
    for day in days:
        label = formats.zone_label(day.sessions[0].state.starts_at, sheet.zone)
        if label != last:
            found.append(f"from {formats.day(day.day, year=False)} {label}" if last else label)
        last = label
    return ", ".join(found) or "UTC"


def _head(sheet: ProgrammeSheet) -> Plain:
    return {
        "title": said(sheet.title),
        "facts": [each for each in (sheet.dates, sheet.place) if each],
        "initiative": said(sheet.initiative_name),
        "stamp": sheet.stamp,
        "short_stamp": f"Version {sheet.version}" if sheet.version else "Draft",
        "page": "Page ",
        "of": " of ",
        "zone_note": zone_note(sheet),
        "notice": "This event is made up, to show how the site works." if sheet.is_example else "",
    }


def _day(sheet: ProgrammeSheet, day: SheetDay) -> Plain:
    several = len(zones_of(sheet)) > 1
    zones = {formats.zone_label(each.state.starts_at, each.state.zone) for each in day.sessions}
    return {
        "title": day.title,
        "zone": "" if several or len(zones) > 1 else next(iter(zones)),
        "sessions": [_session(each, with_zone=several or len(zones) > 1) for each in day.sessions],
    }


def _session(each: SheetSession, *, with_zone: bool) -> Plain:
    state = each.state
    zone = formats.zone_label(state.starts_at, state.zone) if with_zone else ""
    facts = (state.track, state.module, language_name(state.language) if state.language else "")
    return {
        "time": _times(state.starts_local, state.ends_local),
        "zone": zone,
        "title": said(state.title),
        "cancelled": state.is_cancelled,
        "place": said(state.place),
        "facts": [said(fact) for fact in facts if fact],
        "speakers": [said(str(who)) for who in state.speakers],
        "agenda": [_part(state.starts_local, part) for part in state.agenda],
    }


def _part(starts: datetime, part: AgendaPart) -> Plain:
    kind = AGENDA_KINDS[part.kind]
    return {
        "time": formats.clock(starts + timedelta(minutes=part.starts_after)),
        "title": said(part.title or kind),
        "kind": kind if part.title else "",
        "speakers": [said(str(who)) for who in part.speakers],
    }


def _appearance(each: Appearance) -> Plain:
    return {
        "name": said(each.name),
        "organisation": said(each.organisation),
        "sessions": [_held(own) for own in each.sessions],
    }


def _held(own: SheetSession) -> Plain:
    state = own.state
    times = formats.time_range(state.starts_at, state.ends_at, state.zone)
    return {"title": said(state.title), "when": f"{formats.day(own.day, year=False)}, {times}"}


def _times(starts: datetime, ends: datetime) -> str:
    """``09:00 – 10:30``, with the day of an end that is another one."""
    after_midnight = ends.date() != starts.date() and ends.time() != ends.time().min
    until = formats.clock(ends)
    if ends.date() != starts.date() and not after_midnight:
        until = "24:00" if ends.date() - starts.date() == timedelta(days=1) else until
    day = f"{formats.day(ends.date(), year=False)}, " if after_midnight else ""
    return f"{formats.clock(starts)} {formats.DASH} {day}{until}"
