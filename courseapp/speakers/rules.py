"""How asking a speaker goes on, and when she can."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from courseapp.asking.rules import BOTH, Step, Steps
from courseapp.events.names import folded_name

LONGEST_FOLDED_NAME = 300
MOST_WINDOWS = 60
BIOGRAPHY_CHARACTERS = 4000
NOTE_CHARACTERS = 2000


class EngagementStatus(StrEnum):
    """Where asking a speaker for one event stands."""

    LISTED = "listed"  # the organisers want her; nobody has asked yet
    ASKED = "asked"  # asked in person, by telephone, in a letter of their own
    INVITED = "invited"  # our letter with her link went out
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # the organisers took it back


class EngagementAction(StrEnum):
    """What moves it on."""

    ASK = "ask"
    INVITE = "invite"
    REMIND = "remind"  # again, with a new link
    CONFIRM = "confirm"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


_S, _A = EngagementStatus, EngagementAction

# A speaker may change her mind both ways, for that is what happens; what the organisers took
# back, only they can begin anew.
STEPS = Steps(
    {
        (_S.LISTED, _A.ASK): Step(_S.ASKED),
        (_S.LISTED, _A.INVITE): Step(_S.INVITED),
        (_S.LISTED, _A.CONFIRM): Step(_S.CONFIRMED),
        (_S.LISTED, _A.DECLINE): Step(_S.DECLINED),
        (_S.ASKED, _A.INVITE): Step(_S.INVITED),
        (_S.ASKED, _A.CONFIRM): Step(_S.CONFIRMED),
        (_S.ASKED, _A.DECLINE): Step(_S.DECLINED),
        (_S.ASKED, _A.WITHDRAW): Step(_S.WITHDRAWN),
        (_S.INVITED, _A.REMIND): Step(_S.INVITED),
        (_S.INVITED, _A.CONFIRM): Step(_S.CONFIRMED, BOTH),
        (_S.INVITED, _A.DECLINE): Step(_S.DECLINED, BOTH),
        (_S.INVITED, _A.WITHDRAW): Step(_S.WITHDRAWN),
        (_S.CONFIRMED, _A.REMIND): Step(_S.CONFIRMED),
        (_S.CONFIRMED, _A.DECLINE): Step(_S.DECLINED, BOTH),
        (_S.CONFIRMED, _A.WITHDRAW): Step(_S.WITHDRAWN),
        (_S.DECLINED, _A.INVITE): Step(_S.INVITED),
        (_S.DECLINED, _A.CONFIRM): Step(_S.CONFIRMED, BOTH),
        (_S.DECLINED, _A.WITHDRAW): Step(_S.WITHDRAWN),
        (_S.WITHDRAWN, _A.ASK): Step(_S.ASKED),
        (_S.WITHDRAWN, _A.INVITE): Step(_S.INVITED),
    },
    EngagementAction,
)
# Whoever has answered has a time at which she did.
ANSWERED = frozenset({_S.CONFIRMED, _S.DECLINED})
# Letters to the speakers of an event go to these.
WRITTEN_TO = frozenset({_S.INVITED, _S.CONFIRMED})


@dataclass(frozen=True)
class Window:
    """A time at which a speaker can speak: aware instants, half-open."""

    starts_at: datetime
    ends_at: datetime


def is_available(windows: Sequence[Window], starts_at: datetime, ends_at: datetime) -> bool:
    """Return whether a session lies within what she said; who said nothing always can.

    Windows that touch or overlap count as one: from 9 to 10 and from 10 to 12 is from 9 to 12.
    """
    if not windows:
        return True
    reached = starts_at
    for each in sorted(windows, key=lambda window: window.starts_at):
        if each.starts_at <= reached < each.ends_at:
            reached = each.ends_at
    return reached >= ends_at


def stored_fold(name: str) -> str:
    """Return the folded name as far as the database keeps it."""
    return folded_name(name)[:LONGEST_FOLDED_NAME]
