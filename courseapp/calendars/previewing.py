"""What will appear in somebody's calendar, as rows of a page in her own zone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from types import MappingProxyType
from zoneinfo import ZoneInfo

from courseapp.calendars.formats.texts import plain_text
from courseapp.calendars.rules import AllDay, Entry, EntryStatus
from courseapp.core import formats

FORMS: Mapping[str, str] = MappingProxyType(
    {
        ".json": "jCal, for programs (JSON)",
        ".xml": "xCal, for programs (XML)",
        ".atom": "Atom, for readers of news",
        ".csv": "Table for a spreadsheet (CSV)",
    }
)
STANDINGS: Mapping[EntryStatus, tuple[str, str]] = MappingProxyType(
    {
        EntryStatus.CANCELLED: ("bad", "Cancelled"),
        EntryStatus.TENTATIVE: ("wait", "Not yet confirmed"),
    }
)
CHANGED = ("info", "Changed")  # SEQUENCE counts what moved an entry or called it off


@dataclass(frozen=True)
class PreviewRow:
    """An entry as its reader will see it; `iso` is its start in UTC, "" for whole days.

    `tone` and `standing` are "" where all is as it was announced.
    """

    title: str
    day: str
    time: str
    iso: str
    place: str
    is_cancelled: bool
    tone: str = ""
    standing: str = ""


def preview_rows(entries: Iterable[Entry], zone: str | None) -> list[PreviewRow]:
    """Return the entries in the reader's zone, an IANA name; in each entry's own where unknown."""
    return [_row(each, zone) for each in entries]


def _row(entry: Entry, zone: str | None) -> PreviewRow:
    day, time, iso = _when(entry, zone)
    tone, standing = STANDINGS.get(entry.status, CHANGED if entry.sequence else ("", ""))
    cancelled = entry.status is EntryStatus.CANCELLED
    title, place = plain_text(entry.title), plain_text(entry.location)
    return PreviewRow(title, day, time, iso, place, cancelled, tone, standing)


def _when(entry: Entry, zone: str | None) -> tuple[str, str, str]:
    when = entry.when
    if isinstance(when, AllDay):
        return formats.date_range(when.first_day, when.last_day), "", ""
    own = zone or when.zone
    local = when.starts_at.astimezone(ZoneInfo(own))
    iso = f"{when.starts_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    time = formats.time_range(when.starts_at, when.ends_at, own)
    return formats.day(local.date()), time, iso
