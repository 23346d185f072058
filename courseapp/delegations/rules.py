"""How inviting a delegation goes on, and what becomes of a person it names."""

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from courseapp.asking.rules import BOTH, Party, Step, Steps

NOTE_CHARACTERS = 2000
LARGEST_SIZE = 200
USUAL_SIZE = 2


class DelegationStatus(StrEnum):
    """Where inviting a delegation stands."""

    LISTED = "listed"  # the organisers want it; no letter has gone out
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class DelegationAction(StrEnum):
    """What moves it on."""

    INVITE = "invite"
    REMIND = "remind"  # again, with a new link
    ACCEPT = "accept"
    DECLINE = "decline"


_S, _A = DelegationStatus, DelegationAction

# A delegation may change its mind both ways; the organisers write down what they were told by
# telephone.
STEPS = Steps(
    {
        (_S.LISTED, _A.INVITE): Step(_S.INVITED),
        (_S.LISTED, _A.ACCEPT): Step(_S.ACCEPTED),
        (_S.LISTED, _A.DECLINE): Step(_S.DECLINED),
        (_S.INVITED, _A.REMIND): Step(_S.INVITED),
        (_S.INVITED, _A.ACCEPT): Step(_S.ACCEPTED, BOTH),
        (_S.INVITED, _A.DECLINE): Step(_S.DECLINED, BOTH),
        (_S.ACCEPTED, _A.REMIND): Step(_S.ACCEPTED),
        (_S.ACCEPTED, _A.DECLINE): Step(_S.DECLINED, BOTH),
        (_S.DECLINED, _A.INVITE): Step(_S.INVITED),
        (_S.DECLINED, _A.ACCEPT): Step(_S.ACCEPTED, BOTH),
    },
    DelegationAction,
)
ANSWERED = frozenset({_S.ACCEPTED, _S.DECLINED})
# Letters to the delegations of an event go to these.
WRITTEN_TO = frozenset({_S.INVITED, _S.ACCEPTED})


def letter_to_write(status: DelegationStatus) -> DelegationAction:
    """Return whether the next letter invites, or reminds and brings a new link."""
    reminds = STEPS.next_step(status, DelegationAction.REMIND, Party.ORGANISER)
    return DelegationAction.REMIND if reminds else DelegationAction.INVITE


class DelegateState(StrEnum):
    """Where a person stands whom a delegation named."""

    NAMED = "named"  # within the size of the delegation: comes
    ASKED = "substitute_asked"  # is to come for somebody else; the organisers decide
    APPROVED = "approved"  # comes for somebody else
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class DelegateAction(StrEnum):
    """What moves a person on."""

    WITHDRAW = "withdraw"
    APPROVE = "approve"
    REFUSE = "refuse"


# Whom the delegation itself names comes at once; for a substitute the organisers decide, and
# until then the earlier person stays.
DELEGATE_STEPS: Mapping[tuple[DelegateState, DelegateAction], DelegateState] = MappingProxyType(
    {
        (DelegateState.NAMED, DelegateAction.WITHDRAW): DelegateState.WITHDRAWN,
        (DelegateState.APPROVED, DelegateAction.WITHDRAW): DelegateState.WITHDRAWN,
        (DelegateState.ASKED, DelegateAction.WITHDRAW): DelegateState.WITHDRAWN,
        (DelegateState.ASKED, DelegateAction.APPROVE): DelegateState.APPROVED,
        (DelegateState.ASKED, DelegateAction.REFUSE): DelegateState.REFUSED,
    }
)
# Who takes one of the seats.
COMING = frozenset({DelegateState.NAMED, DelegateState.APPROVED})
# Who stands on the list of the delegation, and so cannot be named again.
ON_LIST = COMING | {DelegateState.ASKED}


def has_begun(first_day: date | None, zone: str, now: datetime) -> bool:
    """Return whether the first day, local in the IANA zone, has come; not where nobody knows it."""
    return first_day is not None and now >= datetime.combine(first_day, time(), ZoneInfo(zone))
