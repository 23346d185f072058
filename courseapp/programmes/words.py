"""What imports of programmes are called on a page, and what a value of a session is in words."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from courseapp.core import formats
from courseapp.countries.languages import language_name
from courseapp.events.words import Standing
from courseapp.programmes.fields import Fields
from courseapp.programmes.rules import FileKind, Verdict

VERDICTS: Mapping[Verdict, Standing] = MappingProxyType(
    {
        Verdict.NEW: Standing("good", "New"),
        Verdict.CHANGED: Standing("info", "Changed"),
        Verdict.CONFLICT: Standing("wait", "Changed on both sides"),
        Verdict.CANCELLED: Standing("bad", "Cancelled"),
        Verdict.RESTORED: Standing("good", "Takes place again"),
        Verdict.SAME: Standing("neutral", "As it is"),
        Verdict.OLDER: Standing("neutral", "Older"),
        Verdict.LEFT: Standing("neutral", "Left out"),
        Verdict.REFUSED: Standing("bad", "Cannot be read"),
    }
)
COUNTED: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.NEW: "new",
        Verdict.CHANGED: "changed",
        Verdict.CONFLICT: "changed on both sides",
        Verdict.CANCELLED: "cancelled",
        Verdict.RESTORED: "to take place again",
        Verdict.SAME: "as it is",
        Verdict.OLDER: "older than what is here",
        Verdict.LEFT: "left out",
        Verdict.REFUSED: "that cannot be read",
    }
)
KINDS: Mapping[FileKind, str] = MappingProxyType(
    {
        FileKind.CALENDAR: "Calendar (iCalendar)",
        FileKind.TABLE: "Table (CSV)",
        FileKind.WORKBOOK: "Spreadsheet (XLSX)",
        FileKind.SCHEDULE: "Schedule (schedule.json)",
        FileKind.PROGRAMME: "Programme (our JSON)",
    }
)
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "title": "Title",
        "starts_local": "Start",
        "ends_local": "End",
        "zone": "Time zone",
        "room": "Room",
        "place": "Place",
        "track": "Track",
        "module": "Module",
        "language": "Language",
        "description": "Description",
        "speakers": "Speakers",
        "join_link": "Link to join",
        "recording_link": "Recording",
        "repeat_group": "Repeat group",
        "seats": "Seats",
        "cancelled": "Takes place",
    }
)


def value_in_words(fields: Fields, name: str) -> str:
    """Return one value of a session for a page; "" where there is none."""
    value = getattr(fields, name)
    return _WRITTEN.get(name, str)(value)


def when_in_words(fields: Fields) -> str:
    """Return ``Mon 22 Mar 2027, 09:00 – 10:30, Rome``."""
    starts, ends = fields.starts_local, fields.ends_local
    until = formats.clock(ends)
    if ends.date() != starts.date():
        until = f"{formats.day(ends.date(), year=False)}, {until}"
    times = f"{formats.clock(starts)} {formats.DASH} {until}"
    return f"{formats.day(starts.date())}, {times}, {formats.place_of_zone(fields.zone)}"


def _moment(value: Any) -> str:
    return f"{formats.day(value.date())}, {formats.clock(value)}"


def _speakers(value: Any) -> str:
    return ", ".join(f"{name} ({of})" if of else name for name, of in value)


_WRITTEN: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {
        "starts_local": _moment,
        "ends_local": _moment,
        "speakers": _speakers,
        "language": lambda value: language_name(value) if value else "",
        "seats": lambda value: str(value or ""),
        "cancelled": lambda value: "no, cancelled" if value else "yes",
    }
)
