"""Who may apply, how a focal point is asked, and where somebody stands who was nominated."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from courseapp.applications.rules import Status
from courseapp.asking.rules import Step, Steps

NOTE_CHARACTERS = 2000
REASON_CHARACTERS = 1000
LARGEST_QUOTA = 200
USUAL_QUOTA = 2
# Each nomination is a letter to an address that somebody typed; nobody needs more than these.
MOST_PER_PLACE, MOST_BESIDES = 3, 10
ANONYMOUS = "…"


class Need(StrEnum):
    """Whether people need a nomination to apply for an event."""

    OPEN = "open"  # everybody may apply; nominations make no difference
    MARKED = "marked"  # everybody may apply; who is nominated carries a mark
    ONLY = "only"  # nobody else may apply


class PointStatus(StrEnum):
    """Where asking a focal point stands."""

    LISTED = "listed"  # no letter has gone out
    INVITED = "invited"
    REVOKED = "revoked"  # her link was taken back


class PointAction(StrEnum):
    """What organisers do about a focal point."""

    INVITE = "invite"
    REMIND = "remind"  # again, with a new link
    REVOKE = "revoke"


_S, _A = PointStatus, PointAction
POINT_STEPS = Steps(
    {
        (_S.LISTED, _A.INVITE): Step(_S.INVITED),
        (_S.INVITED, _A.REMIND): Step(_S.INVITED),
        (_S.INVITED, _A.REVOKE): Step(_S.REVOKED),
        (_S.REVOKED, _A.INVITE): Step(_S.INVITED),
    },
    PointAction,
)


def letter_to_write(status: PointStatus) -> PointAction:
    """Return whether the next letter asks, or reminds and brings a new link."""
    return PointAction.REMIND if status is PointStatus.INVITED else PointAction.INVITE


class NominationState(StrEnum):
    """Whether a nomination counts. Withdrawn ones stay, so that it can be read what was."""

    NAMED = "named"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """Where somebody stands who was nominated, as far as her focal point may know it."""

    INVITED = "invited"
    BEGUN = "begun"
    APPLIED = "applied"
    WAITING = "waiting"
    OFFERED = "offered"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    TURNED_DOWN = "turned_down"
    LAPSED = "lapsed"
    GIVEN_UP = "given_up"  # the organisers gave the seat to somebody else
    LEFT = "left"  # she took her application back
    TAKEN_BACK = "taken_back"  # the nomination does not count any more


# The status of an application is what its writer may know; so may her focal point. What is
# prepared and not released is no status. Whatever is not in this table is "has applied".
_OF_APPLICATION: Mapping[Status, Standing] = MappingProxyType(
    {
        Status.DRAFT: Standing.BEGUN,
        Status.OFFERED: Standing.OFFERED,
        Status.CONFIRMED: Standing.CONFIRMED,
        Status.WAITING: Standing.WAITING,
        Status.DECLINED: Standing.DECLINED,
        Status.TURNED_DOWN: Standing.TURNED_DOWN,
        Status.LAPSED: Standing.LAPSED,
        Status.GIVEN_UP: Standing.GIVEN_UP,
        Status.WITHDRAWN: Standing.LEFT,
    }
)
# As long as it stands so, her focal point may still send somebody else.
REPLACEABLE = frozenset({Standing.INVITED, Standing.BEGUN, Standing.APPLIED, Standing.LEFT})
HAS_SENT = frozenset(Standing) - {Standing.INVITED, Standing.BEGUN, Standing.TAKEN_BACK}


def standing_of(state: NominationState, status: Status | None) -> Standing:
    """Return where she stands; `status` is that of her application, None where there is none."""
    if state is NominationState.WITHDRAWN:
        return Standing.TAKEN_BACK
    if status is None:
        return Standing.INVITED
    return _OF_APPLICATION.get(status, Standing.APPLIED)


def statuses_of(standing: Standing) -> frozenset[Status | None]:
    """Return the statuses of an application, None for none at all, that mean the standing."""
    named, every = NominationState.NAMED, (None, *Status)
    return frozenset(each for each in every if standing_of(named, each) is standing)


def most_ever(size: int) -> int:
    """Return how many people may ever be named under a quota, withdrawn ones counted."""
    return size * MOST_PER_PLACE + MOST_BESIDES


def masked(email: str) -> str:
    """Return an address that its owner recognises and nobody else learns: ``k…@gov.to``."""
    name, _, domain = email.rpartition("@")
    return f"{name[:1]}{ANONYMOUS}@{domain}" if name else ANONYMOUS
