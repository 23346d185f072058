"""Looking before and after, where something may stop being somebody's.

A service that may take something from somebody says so around the change. Whoever keeps what
people had, as their calendars do, looks once before it and once after it, in the same
transaction, and needs no knowledge of the service.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session


class Bond(StrEnum):
    """What ties people to the dates in their calendars, and what the id beside it is of."""

    ROLES = "roles"  # of a person
    ORGANISES = "organises"  # an event, and knows of it while it is a draft
    SPEAKS = "speaks"  # at an event
    REVIEWS = "reviews"  # for an event
    ATTENDS = "attends"  # an event: a seat, or the hope of one
    APPLIED = "applied"  # an application


# Looks now, and returns what looks again once the change is made.
Witness = Callable[[Session, datetime, Bond, int], Callable[[], None]]
_witnesses: list[Witness] = []


def connect(witness: Witness) -> None:
    """Let `witness` look; twice is as good as once."""
    if witness not in _witnesses:
        _witnesses.append(witness)


@contextmanager
def watched(session: Session, now: datetime, bond: Bond, about: int) -> Iterator[None]:
    """Run a change that may take something from people with this bond, or give it back.

    What raises an error took nothing, so nobody looks again.
    """
    look_again = [witness(session, now, bond, about) for witness in _witnesses]
    yield
    for each in look_again:
        each()
