"""The states of a message on its way, and when to try again."""

from datetime import timedelta
from enum import StrEnum


class MessageState(StrEnum):
    """Where a message is: waiting, in the hands of one worker, gone, or given up."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
)
# A worker that died with a message in its hands is given up after this long.
CLAIM_LIFETIME = timedelta(minutes=5)
# What goes with a message is waited for a few minutes; then the message goes without it.
TRIES_TO_MAKE = 3


def wait_before(attempt: int) -> timedelta | None:
    """Return how long to wait after the failed attempt (counted from 1), or None to give up."""
    return BACK_OFF[attempt - 1] if attempt <= len(BACK_OFF) else None


def has_patience(tries: int, attempt: int) -> bool:
    """Return whether a message waits for its file after so many tries to make it.

    Never on its last attempt: then it goes out without.
    """
    return tries < TRIES_TO_MAKE and wait_before(attempt) is not None
