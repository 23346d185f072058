"""What a calendar feed holds, before it is written as iCalendar (RFC 5545, RFC 7986).

An `Entry` is one session or one event; a `Feed` is a calendar somebody subscribes to.
Both refuse what could not be written truthfully, so that a feed is never half right.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

MOST_UID_OCTETS = 254


class EntryStatus(StrEnum):
    """The STATUS of an event (RFC 5545 §3.8.1.11)."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class Privacy(StrEnum):
    """The CLASS of an event (RFC 5545 §3.8.1.3): what a calendar that is shared shows to others."""

    PUBLIC = "public"
    PRIVATE = "private"


# Names of CSS Color Level 3, as COLOR wants them (RFC 7986 §5.9), with the code that Apple wants.
# They are neither pale nor nearly black, so that all can be told apart on either ground.
COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "teal": "#008080",
        "steelblue": "#4682b4",
        "seagreen": "#2e8b57",
        "slateblue": "#6a5acd",
        "chocolate": "#d2691e",
        "mediumvioletred": "#c71585",
        "royalblue": "#4169e1",
        "sienna": "#a0522d",
        "darkorchid": "#9932cc",
        "indianred": "#cd5c5c",
        "darkslategray": "#2f4f4f",
        "firebrick": "#b22222",
    }
)


@dataclass(frozen=True)
class Timed:
    """From one instant to a later one, both aware; `zone` is the IANA name of the venue's clock."""

    starts_at: datetime
    ends_at: datetime
    zone: str

    def __post_init__(self) -> None:
        require_aware(self.starts_at, self.ends_at)
        if self.ends_at.replace(microsecond=0) <= self.starts_at.replace(microsecond=0):
            raise ValueError(f"The end {self.ends_at} is not after the start {self.starts_at}.")

    @property
    def begins(self) -> datetime:
        """The first instant, in UTC."""
        return self.starts_at.astimezone(UTC)


@dataclass(frozen=True)
class AllDay:
    """Whole days, the last one included, without a zone (RFC 5545 §3.3.4)."""

    first_day: date
    last_day: date

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise ValueError(f"The last day {self.last_day} is before the first {self.first_day}.")

    @property
    def day_after(self) -> date:
        """The exclusive end that DTEND asks for (RFC 5545 §3.6.1)."""
        return self.last_day + timedelta(days=1)

    @property
    def begins(self) -> datetime:
        """Midnight UTC of the first day: a place in the order of entries, not an instant."""
        return datetime.combine(self.first_day, time(), UTC)


@dataclass(frozen=True)
class Position:
    """Degrees north and east (WGS 84)."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if abs(self.latitude) > 90 or abs(self.longitude) > 180:
            raise ValueError(f"{self.latitude}, {self.longitude} is no place on Earth.")


@dataclass(frozen=True)
class Link:
    """A resource that belongs to an entry: an absolute address, its media type and its name."""

    address: str
    media_type: str = ""
    title: str = ""


@dataclass(frozen=True)
class Entry:
    """One VEVENT. `uid` is for life and the same in every feed; `sequence` never falls.

    `changed_at` moves with every visible change and becomes both DTSTAMP and LAST-MODIFIED.
    `conference_url` is the way into the room: set it only for people who may join. `styled` is the
    description as safe HTML; `language` (BCP 47) is of a title that is all ours, and "" where it
    is an organiser's. `venue` names the place of `position`. `group` is what entries that belong
    together have in common (REFID), `record` the address of a machine's view (LINK), `concepts`
    are addresses of topics, and `colour` is a name of `COLOURS`.
    """

    uid: str
    sequence: int
    status: EntryStatus
    title: str
    when: Timed | AllDay
    created_at: datetime
    changed_at: datetime
    description: str = ""
    location: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    position: Position | None = None
    contact: str = ""
    conference_url: str = ""
    transparent: bool = False
    parent_uid: str = ""
    styled: str = ""
    language: str = ""
    venue: str = ""
    group: str = ""
    record: Link | None = None
    concepts: tuple[str, ...] = ()
    attachments: tuple[Link, ...] = ()
    image: Link | None = None
    colour: str = ""
    privacy: Privacy = Privacy.PUBLIC
    conference_label: str = "Join online"

    def __post_init__(self) -> None:
        require_aware(self.created_at, self.changed_at)
        for uid in (self.uid, self.parent_uid):
            require_plain_uid(uid)
        require_colour(self.colour)
        if not self.uid or self.sequence < 0:
            raise ValueError("An entry needs a UID and a SEQUENCE of 0 or more.")

    @property
    def order(self) -> tuple[datetime, str]:
        """Where the entry stands in a feed: by start, then UID."""
        return self.when.begins, self.uid

    @property
    def blocks_time(self) -> bool:
        """Whether the entry makes its reader busy (TRANSP, RFC 5545 §3.8.2.7)."""
        free = self.transparent or isinstance(self.when, AllDay)
        return not free and self.status is not EntryStatus.CANCELLED


@dataclass(frozen=True)
class Feed:
    """A calendar with its entries, in any order. `changed_at` counts deletions too.

    `source_url` is the feed's own address; leave it empty where the address is a secret.
    `language` (BCP 47) is that of its name and description, "" where they are an organiser's.
    """

    name: str
    changed_at: datetime
    entries: tuple[Entry, ...] = ()
    description: str = ""
    source_url: str = ""
    page_url: str = ""
    refresh: timedelta = field(default=timedelta(hours=1))
    language: str = ""
    colour: str = "teal"
    image: Link | None = None

    def __post_init__(self) -> None:
        require_aware(self.changed_at)
        require_colour(self.colour)
        uids = [entry.uid for entry in self.entries]
        if len(set(uids)) != len(uids):
            raise ValueError("Two entries of a feed have the same UID.")

    @property
    def in_order(self) -> tuple[Entry, ...]:
        """The entries by start, then UID: the same data are always the same octets."""
        return tuple(sorted(self.entries, key=lambda entry: entry.order))


def require_aware(*instants: datetime) -> None:
    """Raise ValueError for a datetime without a zone: it would be a floating time."""
    for instant in instants:
        if instant.utcoffset() is None:
            raise ValueError(f"{instant} has no time zone.")


def require_plain_uid(uid: str) -> None:
    """Raise ValueError unless `uid` is printable ASCII below 255 octets (RFC 7986 §5.3)."""
    if not uid.isascii() or (uid and not uid.isprintable()) or len(uid) > MOST_UID_OCTETS:
        raise ValueError(f"{uid!r} is no UID.")


def require_colour(name: str) -> None:
    """Raise ValueError for the name of a colour of which we do not know the code."""
    if name and name not in COLOURS:
        raise ValueError(f"{name!r} is no colour of ours.")
