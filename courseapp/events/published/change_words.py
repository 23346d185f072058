"""The changes of a programme in words, for pages and letters alike."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.core.translations import gettext
from courseapp.countries.languages import language_name
from courseapp.events.published.changes import Change, ChangeKind
from courseapp.events.published.states import SessionState

UTC = "UTC"


class KindWords(NamedTuple):
    """A kind of change: a tone of the status tag, its word, and the word within a sentence."""

    tone: str
    word: str
    lower: str


KINDS: Mapping[ChangeKind, KindWords] = MappingProxyType(
    {
        ChangeKind.NEW: KindWords("good", "New", "new"),
        ChangeKind.MOVED: KindWords("wait", "Moved", "moved"),
        ChangeKind.CANCELLED: KindWords("bad", "Cancelled", "cancelled"),
        ChangeKind.RESTORED: KindWords("good", "Takes place after all", "restored"),
        ChangeKind.CHANGED: KindWords("info", "Changed", "changed"),
    }
)
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "title": "Title",
        "zone": "Time zone",
        "place": "Place",
        "track": "Track",
        "module": "Module",
        "language": "Language",
        "repeat_group": "Repeat group",
        "description": "Description",
        "speakers": "Speakers",
        "agenda": "Agenda",
    }
)
TOO_LONG_TO_QUOTE = frozenset({"description", "agenda"})


@dataclass(frozen=True)
class FieldChange:
    """One field that is not as it was; both texts are empty where they are too long to quote."""

    label: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class ChangeLine:
    """One changed session. `when` and `was` are the same times in each zone that matters.

    `was` is empty unless the session moved.
    """

    uid: str
    kind: ChangeKind
    tone: str
    word: str
    title: str
    when: tuple[str, ...]
    was: tuple[str, ...]
    fields: tuple[FieldChange, ...]


def change_lines(
    changes: Iterable[Change], reader_zone: str | None = None
) -> tuple[ChangeLine, ...]:
    """Return each change as its reader needs it; `reader_zone` is an IANA name, if known."""
    return tuple(_line(each, reader_zone) for each in changes)


def counted(changes: Sequence[Change]) -> str:
    """Return ``1 moved, 1 cancelled``: how many sessions changed in which way."""
    found = Counter(each.kind for each in changes)
    return ", ".join(f"{found[kind]} {KINDS[kind].lower}" for kind in ChangeKind if found[kind])


def times_told(state: SessionState, reader_zone: str | None = None) -> tuple[str, ...]:
    """Return day and times of a session in its zone, in UTC and in the reader's, each once."""
    return times_between(state.starts_at, state.ends_at, state.zone, reader_zone)


def times_between(
    starts_at: datetime, ends_at: datetime, own_zone: str, reader_zone: str | None = None
) -> tuple[str, ...]:
    """Return day and times between two instants in a zone, in UTC and in the reader's, each once.

    The day is said again only where it is another.
    """
    found: dict[tuple[str, str], str] = {}
    first = formats.day(starts_at.astimezone(ZoneInfo(own_zone)).date())
    for zone in filter(None, (own_zone, UTC, reader_zone)):
        day = formats.day(starts_at.astimezone(ZoneInfo(zone)).date())
        times = formats.time_range(starts_at, ends_at, zone)
        told = times if found and day == first else f"{day}, {times}"
        own = gettext(", your time") if found and zone == reader_zone else ""
        found.setdefault((day, times.rsplit(" ", 1)[0]), told + own)
    return tuple(found.values())


def _line(change: Change, reader_zone: str | None) -> ChangeLine:
    words = KINDS[change.kind]
    moved = change.before is not None and change.kind is ChangeKind.MOVED
    return ChangeLine(
        uid=change.uid,
        kind=change.kind,
        tone=words.tone,
        word=words.word,
        title=change.title,
        when=times_told(change.after, reader_zone),
        was=times_told(change.before, reader_zone) if moved and change.before else (),
        fields=_fields(change),
    )


def _fields(change: Change) -> tuple[FieldChange, ...]:
    before = change.before
    if before is None:
        return ()
    return tuple(_field(name, before, change.after) for name in change.fields)


def _field(name: str, before: SessionState, after: SessionState) -> FieldChange:
    if name in TOO_LONG_TO_QUOTE:
        return FieldChange(FIELDS[name])
    return FieldChange(FIELDS[name], _text(before, name), _text(after, name))


def _text(state: SessionState, name: str) -> str:
    value = getattr(state, name)
    if name == "language":
        return language_name(value) if value else ""
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
