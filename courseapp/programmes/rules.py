"""What a file with a programme may hold, and what becomes of each session in it."""

from datetime import timedelta
from enum import StrEnum

MEGABYTE = 1024 * 1024
MOST_BYTES = MEGABYTE  # of one file
MOST_SESSIONS = 1000  # that one file may bring
MOST_ENTRIES = 5000  # of a calendar, before those of other times are left out
MOST_REPEATING = 100  # entries of a calendar with a rule that repeats them
MOST_COLUMNS = 60
MOST_CELL = 32_767  # letters: what a spreadsheet holds in a cell
MOST_REMARKS = 200
LONGEST_TITLE = 300
LONGEST_PLACE = 300
LONGEST_NAME = 120  # of a room or a track
LONGEST_LINK = 500
LONGEST_TEXT = 20_000
LONGEST_UID = 300
MOST_SPEAKERS = 100  # in one session
AROUND_THE_EVENT = timedelta(days=31)  # what lies further from its dates is not of it
KEPT_FOR = timedelta(days=7)  # a file that nobody confirms


class FileKind(StrEnum):
    """What a file is, by its content."""

    CALENDAR = "calendar"  # iCalendar, RFC 5545
    TABLE = "table"  # CSV, RFC 4180
    WORKBOOK = "workbook"  # XLSX
    SCHEDULE = "schedule"  # the schedule.json of frab, pretalx and others
    PROGRAMME = "programme"  # our own JSON


class ImportState(StrEnum):
    """Where an import stands. What was taken or thrown away holds no file any more."""

    WAITING = "waiting"
    TAKEN = "taken"
    THROWN_AWAY = "thrown_away"


class Verdict(StrEnum):
    """What importing an entry of a file would do."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"  # changed here and in the file, differently
    CANCELLED = "cancelled"  # by the file
    RESTORED = "restored"
    SAME = "same"
    OLDER = "older"  # than what was imported before
    LEFT = "left"  # nothing to do with it, for a reason that is said
    REFUSED = "refused"


WRITES = frozenset(
    {Verdict.NEW, Verdict.CHANGED, Verdict.CONFLICT, Verdict.CANCELLED, Verdict.RESTORED}
)


class Answer(StrEnum):
    """What an organiser decides about a conflict, or about a session that left the file."""

    KEEP = "keep"
    TAKE = "take"
