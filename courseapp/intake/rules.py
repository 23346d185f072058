"""Limits and closed words of the organisers' work with applications."""

from datetime import timedelta
from enum import StrEnum

PAGE_SIZE = 50
MOST_LISTED = 20_000  # of one event; more than that is no list to page through
MOST_COLUMNS = 20
MOST_TAGS = 100  # of an event
MOST_SAVED = 60  # filters of an event that one person may use
LONGEST_NAME = 60
LONGEST_NOTE = 5_000
LONGEST_SEARCH = 100
LONGEST_SOURCE = 300  # letters: where an application comes from
UNDO_FOR = timedelta(minutes=30)  # how long the last tagging can be undone


class Change(StrEnum):
    """What tagging does to applications."""

    ADD = "add"
    REMOVE = "remove"


class Same(StrEnum):
    """Whether two applications are those of one person."""

    YES = "yes"
    NO = "no"
