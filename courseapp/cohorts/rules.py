"""Where proposals and cohorts stand, which steps lead on, and who may approve: plain tables."""

from collections.abc import Collection
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType


class Unscored(StrEnum):
    """What counts for an application that nobody has reviewed."""

    NOTHING = "nothing"  # no points
    MEAN = "mean"  # the mean of those that were reviewed


class ProposalState(StrEnum):
    """How far a proposal is."""

    WAITING = "waiting"  # for the worker
    SOLVED = "solved"  # the cohort stands, reasons are still being worked out
    EXPLAINED = "explained"
    IMPOSSIBLE = "impossible"  # with ways out
    FAILED = "failed"


class CohortState(StrEnum):
    """Where a cohort stands that organisers put together."""

    OPEN = "open"
    LOCKED = "locked"
    APPROVED = "approved"


class CohortAction(StrEnum):
    """What organisers do with a cohort."""

    ADJUST = "adjust"
    LOCK = "lock"
    UNLOCK = "unlock"
    APPROVE = "approve"


# What is not here is refused: once approved, nothing changes but by a new cohort.
STEPS = MappingProxyType(
    {
        (CohortState.OPEN, CohortAction.ADJUST): CohortState.OPEN,
        (CohortState.OPEN, CohortAction.LOCK): CohortState.LOCKED,
        (CohortState.LOCKED, CohortAction.UNLOCK): CohortState.OPEN,
        (CohortState.LOCKED, CohortAction.APPROVE): CohortState.APPROVED,
    }
)
UNFINISHED = frozenset({ProposalState.WAITING, ProposalState.SOLVED})
HAS_RESULT = frozenset({ProposalState.SOLVED, ProposalState.EXPLAINED})


def leads_to(state: CohortState, action: CohortAction) -> CohortState | None:
    """Return where the action leads, or None where it is refused."""
    return STEPS.get((state, action))


def approvers(
    hands: Collection[int], organisers: Collection[int], administrators: Collection[int]
) -> frozenset[int]:
    """Return who may approve a cohort: an organiser who had no hand in it.

    `hands` made, changed or locked it. Only where every organiser had a hand in it, or there is
    one alone, it is an administrator's turn; never somebody's whose cohort it is.
    """
    others = frozenset(organisers) - frozenset(hands)
    return others or frozenset(administrators) - frozenset(hands)


def usual_seed(slug: str, day: str) -> str:
    """Return the seed where organisers set none: known to all before anybody can draw.

    `day` is the day as of which people are judged, as ``2027-04-15``. Anybody can make it anew:
    the first 16 letters of SHA-256 of both, with a blank between.
    """
    return sha256(f"{slug} {day}".encode()).hexdigest()[:16]
