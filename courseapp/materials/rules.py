"""What kinds of materials there are, and who may read one at an instant."""

from collections.abc import Set
from datetime import datetime
from enum import StrEnum


class MaterialKind(StrEnum):
    """What it is."""

    SLIDES = "slides"
    PAPER = "paper"
    READING = "reading"
    RECORDING = "recording"
    LINK = "link"


class Audience(StrEnum):
    """To whom something is shown; organisers of the event see everything."""

    PUBLIC = "public"
    PARTICIPANTS = "participants"
    DELEGATIONS = "delegations"
    ORGANISERS = "organisers"


EVERYBODY = frozenset({Audience.PUBLIC})
ORGANISER = frozenset(Audience)
DELEGATION = frozenset({Audience.PUBLIC, Audience.PARTICIPANTS, Audience.DELEGATIONS})


def belongs_to(*, attends: bool, is_delegate: bool) -> Set[Audience]:
    """Return the audiences to which a person belongs who does not organise the event."""
    found = {Audience.PUBLIC}
    if attends or is_delegate:
        found.add(Audience.PARTICIPANTS)
    if is_delegate:
        found.add(Audience.DELEGATIONS)
    return found


def may_read(
    visible_to: Audience, visible_from: datetime | None, now: datetime, reader: Set[Audience]
) -> bool:
    """Return whether somebody of these audiences may read it at an instant.

    `visible_from` ends an embargo, None where there is none. It holds for everybody but organisers.
    """
    if Audience.ORGANISERS in reader:
        return True
    return visible_to in reader and (visible_from is None or visible_from <= now)
