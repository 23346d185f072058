"""What becomes of a message to the mailbox of replies. Plain Python."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Outcome(StrEnum):
    """What became of it. Only the first two act."""

    TAKEN = "taken"
    PROPOSED = "proposed"  # another time: it goes to the organiser
    OLDER = "older"  # a newer answer was taken already
    LATE = "late"  # the session is over, has moved since, or is not hers any more
    ANOTHER_SENDER = "another_sender"  # not from the address that was invited
    UNKNOWN = "unknown"  # no invitation of ours, or not by its own address
    UNREADABLE = "unreadable"  # no answer that a calendar program made
    TOO_LARGE = "too_large"
    AUTOMATIC = "automatic"  # a bounce, a holiday reply


# What can still be said of it to an organiser, in few words.
IN_WORDS: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.TAKEN: "Taken",
        Outcome.PROPOSED: "Another time proposed: sent on to you",
        Outcome.OLDER: "Older than her newest answer",
        Outcome.LATE: "Late: the session was over or had changed",
        Outcome.ANOTHER_SENDER: "Not from the address that was invited",
        Outcome.UNKNOWN: "Not an answer to an invitation of ours",
        Outcome.UNREADABLE: "Not made by a calendar program",
        Outcome.TOO_LARGE: "Too large",
        Outcome.AUTOMATIC: "An automatic message",
    }
)
# Who sends this is told so, once; see `receiving.telling`.
ANSWERED_KINDLY = frozenset(
    {
        Outcome.LATE,
        Outcome.ANOTHER_SENDER,
        Outcome.UNKNOWN,
        Outcome.UNREADABLE,
        Outcome.TOO_LARGE,
    }
)
