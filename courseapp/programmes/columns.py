"""The columns of a table with sessions: what they are called, and what else people call them.

The same table is given out, offered as a template, and read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class ColumnKey(StrEnum):
    """What a column holds."""

    TITLE = "title"
    DAY = "day"
    START = "start"
    END = "end"
    END_DAY = "end_day"
    DURATION = "duration"
    ZONE = "zone"
    ROOM = "room"
    PLACE = "place"
    TRACK = "track"
    MODULE = "module"
    SPEAKERS = "speakers"
    DESCRIPTION = "description"
    LANGUAGE = "language"
    SEATS = "seats"
    REPEAT_GROUP = "repeat_group"
    STATUS = "status"
    JOIN_LINK = "join_link"
    RECORDING_LINK = "recording_link"
    UID = "uid"


@dataclass(frozen=True)
class Column:
    """One column: its header, what to write into it, other headers, its width in letters."""

    key: ColumnKey
    header: str
    meaning: str
    example: str
    also: tuple[str, ...] = ()
    width: int = 14
    is_private: bool = False  # never given to the public
    is_read_only: bool = False  # understood, but not in our own tables


COLUMNS: tuple[Column, ...] = (
    Column(
        ColumnKey.TITLE,
        "Title",
        "What the session is called. Needed.",
        "Set the cap",
        ("session", "session title", "name", "talk", "subject", "summary"),
        42,
    ),
    Column(
        ColumnKey.DAY,
        "Day",
        "On which day it begins: 2027-03-22, or 22 March 2027. Needed.",
        "2027-03-22",
        ("date", "start date", "starts on", "datum"),
    ),
    Column(
        ColumnKey.START,
        "Start",
        "By the clock there: 09:00 or 2:30 PM. Needed.",
        "09:00",
        ("start time", "starts", "from", "begin", "begins", "time"),
        9,
    ),
    Column(
        ColumnKey.END,
        "End",
        "By the clock there: 10:30. Needed, or a duration.",
        "10:30",
        ("end time", "ends", "to", "until", "finish"),
        9,
    ),
    Column(
        ColumnKey.END_DAY,
        "End day",
        "Only where it ends on another day.",
        "",
        ("end date", "ends on"),
    ),
    Column(
        ColumnKey.DURATION,
        "Duration",
        "In place of the end: 90 or 1:30.",
        "",
        ("length", "minutes"),
        is_read_only=True,
    ),
    Column(
        ColumnKey.ZONE,
        "Time zone",
        "Whose clock: Europe/Rome. Empty: that of the event.",
        "",
        ("zone", "timezone", "tz"),
        18,
    ),
    Column(
        ColumnKey.ROOM,
        "Room",
        "A room of the venue. A new name makes a new room.",
        "Sala Rossa",
        ("hall",),
        18,
    ),
    Column(
        ColumnKey.PLACE,
        "Place",
        "Where it is in no room of the venue.",
        "",
        ("location", "venue", "where"),
        18,
    ),
    Column(
        ColumnKey.TRACK,
        "Track",
        "The line of sessions to which it belongs. A new name makes a new track.",
        "Design",
        ("stream",),
        18,
    ),
    Column(ColumnKey.MODULE, "Module", "The title of a module of the event.", "", width=18),
    Column(
        ColumnKey.SPEAKERS,
        "Speakers",
        "One in each line of the cell: Mai Trần (Ministry of Environment). Or divided by ;",
        "Mai Trần (Ministry of Environment)\nJosé García",
        ("speaker", "presenter", "presenters", "persons", "trainers", "trainer"),
        40,
    ),
    Column(
        ColumnKey.DESCRIPTION,
        "Description",
        "What it is about. Everybody reads it.",
        "",
        ("abstract", "about", "details"),
        50,
    ),
    Column(
        ColumnKey.LANGUAGE,
        "Language",
        "As a code: en, fr, zh-Hans.",
        "en",
        ("lang",),
        10,
    ),
    Column(
        ColumnKey.SEATS,
        "Seats",
        "A whole number, where it is limited.",
        "",
        ("capacity",),
        8,
        is_private=True,
    ),
    Column(
        ColumnKey.REPEAT_GROUP,
        "Repeat group",
        "The same word at sessions that are the same one, held again.",
        "",
        ("repeated",),
    ),
    Column(ColumnKey.STATUS, "Status", "Empty, or “cancelled”.", "", ("state",), 11),
    Column(
        ColumnKey.JOIN_LINK,
        "Link to join",
        "For confirmed people only; never on public pages.",
        "",
        ("join link", "meeting link", "online link", "zoom link", "conference link"),
        30,
        is_private=True,
    ),
    Column(
        ColumnKey.RECORDING_LINK,
        "Recording",
        "The address of the recording.",
        "",
        ("recording link", "video"),
        30,
        is_private=True,
    ),
    Column(
        ColumnKey.UID,
        "ID",
        "Leave it as it is: by it the session is found again.",
        "",
        ("uid", "guid", "identifier", "code"),
        38,
    ),
)
WRITTEN = tuple(each for each in COLUMNS if not each.is_read_only)
PUBLIC = tuple(each for each in WRITTEN if not each.is_private)


def column_called(header: str) -> Column | None:
    """Return the column that a header means, whatever its case and blanks; None for another."""
    return _BY_NAME.get(_folded(header))


def _folded(text: str) -> str:
    return " ".join(text.replace("_", " ").strip("\ufeff *:").split()).casefold()


def _names() -> dict[str, Column]:
    also = {_folded(name): each for each in COLUMNS for name in each.also}
    return also | {_folded(each.header): each for each in COLUMNS}


_BY_NAME: Mapping[str, Column] = MappingProxyType(_names())
