"""Which messages an event can plan, when each is due, and where a planned one can go on to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """The messages, in the order in which somebody may get them."""

    DEADLINE = "deadline"
    LAST_DAY = "last_day"
    DOCUMENTS = "documents"
    TRAVEL = "travel"
    DAY_BEFORE = "day_before"
    JOIN_LINK = "join_link"
    THANKS = "thanks"


class Unit(StrEnum):
    """What a distance is counted in."""

    DAYS = "days"  # of the reader's calendar, at a time of her day
    HOURS = "hours"


class State(StrEnum):
    """Where a planned message stands."""

    PLANNED = "planned"
    SENT = "sent"
    CANCELLED = "cancelled"  # it is not to be sent any more: the plan has changed
    SKIPPED = "skipped"  # its time has passed without it


class Deed(StrEnum):
    """What happens to a planned message."""

    REPLAN = "replan"
    SEND = "send"
    CANCEL = "cancel"
    SKIP = "skip"


# What is not in this table is refused. What was sent stays sent: a later occasion has a row of
# its own.
STEPS: Mapping[tuple[State, Deed], State] = MappingProxyType(
    {
        (State.PLANNED, Deed.REPLAN): State.PLANNED,
        (State.PLANNED, Deed.SEND): State.SENT,
        (State.PLANNED, Deed.CANCEL): State.CANCELLED,
        (State.PLANNED, Deed.SKIP): State.SKIPPED,
        (State.CANCELLED, Deed.REPLAN): State.PLANNED,
        (State.SKIPPED, Deed.REPLAN): State.PLANNED,
    }
)


def step(state: State, deed: Deed) -> State:
    """Return where the deed leads. Raises ValueError where the table does not know it."""
    if (state, deed) not in STEPS:
        raise ValueError(f"{deed} does not apply to {state}")
    return STEPS[(state, deed)]


@dataclass(frozen=True)
class Timing:
    """How far from its occasion a message is due; `at` is a time of the reader's day.

    Days count by her calendar, so that a change of the clocks moves nothing. `at` means nothing
    where hours are counted.
    """

    amount: int
    unit: Unit = Unit.DAYS
    at: time = time(10)


@dataclass(frozen=True)
class Nature:
    """What is the same for a message in every event.

    `rest` is how long nobody is told the same again, however the event moves. `worth` is how long
    after its occasion it still helps; before most occasions, not at all. `early` says that a due
    time at night moves to the evening before rather than to the morning after.
    """

    timing: Timing
    after: bool = False
    early: bool = True
    rest: timedelta = timedelta(days=1)
    worth: timedelta = timedelta(0)


NATURES: Mapping[Kind, Nature] = MappingProxyType(
    {
        Kind.DEADLINE: Nature(Timing(7)),
        Kind.LAST_DAY: Nature(Timing(1)),
        Kind.DOCUMENTS: Nature(Timing(3)),
        Kind.TRAVEL: Nature(Timing(21), early=False, rest=timedelta(days=3)),
        Kind.DAY_BEFORE: Nature(Timing(1), early=False, rest=timedelta(hours=8)),
        Kind.JOIN_LINK: Nature(Timing(1, Unit.HOURS), rest=timedelta(hours=2)),
        Kind.THANKS: Nature(
            Timing(1), after=True, early=False, rest=timedelta(days=30), worth=timedelta(days=14)
        ),
    }
)
MOST_DAYS, MOST_HOURS = 120, 72
NOTE_CHARACTERS, LINK_CHARACTERS = 1000, 500


@dataclass(frozen=True)
class MessageRule:
    """A message as one event has it: whether at all, when, and what its organisers add.

    With `every_day`, the one before sessions comes before each day of them; else before the first
    and after a pause. `link` leads to an evaluation, in thanks.
    """

    kind: Kind
    timing: Timing
    is_on: bool = True
    every_day: bool = False
    note: str = ""
    link: str = ""


SHIPPED: Mapping[Kind, MessageRule] = MappingProxyType(
    {kind: MessageRule(kind, nature.timing) for kind, nature in NATURES.items()}
)
