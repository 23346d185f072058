"""The steps of an import, what becomes of its rows, and what a file may hold."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

MEGABYTE = 1024 * 1024
MOST_BYTES = 30 * MEGABYTE  # of one file
MOST_CELL = 1_000_000  # letters of a cell that are looked at
MOST_TEXT = 50_000  # letters of a text that a record holds
MOST_LINE = 20_000  # letters of a cell with words, lines, a number or a date
MOST_NAMES = 2_000  # names in one list of participants
MOST_ROWS = 20_000
# Names that stand in addresses where the name of a record would stand.
RESERVED_SLUGS = frozenset({"compare", "events", "import", "initiatives", "new", "people"})


class FileFormat(StrEnum):
    """What a file is, by its content."""

    PAGE = "page"  # text copied from a page of the platform
    CSV = "csv"
    JSON = "json"
    YAML = "yaml"


class TextEncoding(StrEnum):
    """How the bytes of a file are letters. Anything but UTF-8 is somebody's clear choice."""

    UTF_8 = "utf-8"
    WINDOWS_1252 = "windows-1252"


class Origin(StrEnum):
    """What a row says of where its facts come from, and so how it is brought in."""

    PLATFORM = "platform"  # the platform's own entry: one source
    TABLE = "table"  # our own table: its cells may come from several sources
    RECORD = "record"  # a whole record with its sources


class Verdict(StrEnum):
    """What importing a row would do, or why it is not offered."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    OLDER = "older"  # than what is held of the same source: left out unless asked for
    NOT_YOURS = "not_yours"
    FAULT = "fault"


class Result(StrEnum):
    """What became of a row when the file was imported."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left_out"


class ImportState(StrEnum):
    """Where an import stands."""

    WAITING = "waiting"
    READING = "reading"
    READY = "ready"  # the dry run is there, somebody decides
    IMPORTING = "importing"
    DONE = "done"
    FAILED = "failed"
    THROWN_AWAY = "thrown_away"


class ImportAction(StrEnum):
    """What a person or the worker does with an import."""

    READ = "read"
    READ_ON = "read_on"  # after a crash: from the beginning again
    PRESENT = "present"
    REFUSE = "refuse"
    READ_OTHERWISE = "read_otherwise"  # in another encoding
    TAKE = "take"
    FINISH = "finish"
    GIVE_BACK = "give_back"  # something broke: nothing was imported
    THROW_AWAY = "throw_away"


class Who(StrEnum):
    """Whose step it is."""

    EDITOR = "editor"
    WORKER = "worker"


class Step(NamedTuple):
    """Where an action leads, and whose it is."""

    leads_to: ImportState
    who: Who


_S, _A = ImportState, ImportAction
STEPS: Mapping[tuple[ImportState, ImportAction], Step] = MappingProxyType(
    {
        (_S.WAITING, _A.READ): Step(_S.READING, Who.WORKER),
        (_S.READING, _A.READ_ON): Step(_S.READING, Who.WORKER),
        (_S.READING, _A.PRESENT): Step(_S.READY, Who.WORKER),
        (_S.READING, _A.REFUSE): Step(_S.FAILED, Who.WORKER),
        (_S.READY, _A.READ_OTHERWISE): Step(_S.WAITING, Who.EDITOR),
        (_S.FAILED, _A.READ_OTHERWISE): Step(_S.WAITING, Who.EDITOR),
        (_S.READY, _A.TAKE): Step(_S.IMPORTING, Who.EDITOR),
        (_S.IMPORTING, _A.FINISH): Step(_S.DONE, Who.WORKER),
        (_S.IMPORTING, _A.GIVE_BACK): Step(_S.READY, Who.WORKER),
        (_S.WAITING, _A.THROW_AWAY): Step(_S.THROWN_AWAY, Who.EDITOR),
        (_S.READING, _A.THROW_AWAY): Step(_S.THROWN_AWAY, Who.EDITOR),
        (_S.READY, _A.THROW_AWAY): Step(_S.THROWN_AWAY, Who.EDITOR),
        (_S.FAILED, _A.THROW_AWAY): Step(_S.THROWN_AWAY, Who.EDITOR),
    }
)
WORKS = frozenset({_S.WAITING, _S.READING, _S.IMPORTING})  # a page about it looks again
HAS_DRY_RUN = frozenset({_S.READY, _S.IMPORTING, _S.DONE})


def begins_in(action: ImportAction) -> frozenset[ImportState]:
    """Return the states in which an action can be taken."""
    return frozenset(state for state, each in STEPS if each is action)


def leads_to(action: ImportAction) -> ImportState:
    """Return where an action leads: the same from wherever it is taken."""
    return next(step.leads_to for (_, each), step in STEPS.items() if each is action)
