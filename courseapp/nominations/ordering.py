"""What every change of nominations has in common: the lock, the order, who did it.

All of it waits on the row of the quota, so that two who name at once never exceed it, and the
ranks of those who count are always 1, 2, 3 and so on.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.events.facts.changing import log
from courseapp.nominations.models import FocalPoint, Nomination, Quota
from courseapp.nominations.ranking import Way, moved
from courseapp.nominations.rules import LARGEST_QUOTA, NominationState
from courseapp.nominations.timing import refusal

By = FocalPoint | Person
OUT_OF_THE_WAY = 10 * LARGEST_QUOTA  # where ranks wait while the order is written


def move_nominee(
    session: Session, now: datetime, nomination: Nomination, by: By, way: Way, seen: int
) -> None:
    """Let her change places with her neighbour in the order.

    `seen` is her rank as the page showed it. Raises Problem where the order changed meanwhile.
    """
    quota = nomination.quota
    hold_to_name(session, now, quota, by)
    require_counts(nomination)
    if nomination.rank != seen:
        raise Problem("The order changed a moment ago. This is how it stands now.")
    write_order(session, moved(order_of(quota), nomination, way))
    told = f"{quota.name} moved {nomination.full_name} {way} to rank {nomination.rank}"
    log_naming(session, now, quota, by, "rank nominee", told)


def hold_to_name(session: Session, now: datetime, quota: Quota, by: By) -> None:
    """Hold the quota. Raises Problem where nobody can be named now."""
    hold_quota(session, quota)
    reason = refusal(quota, now, by_organiser=isinstance(by, Person))
    if reason:
        raise Problem(reason)


def hold_quota(session: Session, quota: Quota) -> None:
    """Lock the quota, and read it and its nominations afresh."""
    lock(session, Quota, quota.id)
    own = select(Nomination).where(Nomination.quota_id == quota.id)
    session.scalars(own.execution_options(populate_existing=True)).all()
    session.refresh(quota, ["nominations"])


def order_of(quota: Quota) -> list[Nomination]:
    """Return who counts, by rank."""
    counts = (each for each in quota.nominations if each.rank is not None)
    return sorted(counts, key=lambda each: each.rank or 0)


def write_order(session: Session, order: Sequence[Nomination]) -> None:
    """Write the order; no two hold the same rank at any moment, so all step aside first."""
    session.flush()
    changed = [(number, each) for number, each in enumerate(order, 1) if each.rank != number]
    for number, each in changed:
        each.rank = OUT_OF_THE_WAY + number
    session.flush()
    for number, each in changed:
        each.rank = number
    session.flush()


def require_counts(nomination: Nomination) -> None:
    """Raise Problem for a nomination that was withdrawn."""
    if nomination.state is NominationState.WITHDRAWN:
        raise Problem(f"The nomination of {nomination.full_name} was withdrawn.")


def nomination_of(quota: Quota, nomination_id: int) -> Nomination:
    """Return somebody whom the jurisdiction nominated. Raises NotFound for another one's."""
    for each in quota.nominations:
        if each.id == nomination_id:
            return each
    raise NotFound


def called(by: By) -> str:
    """Return who acts, as the log and the organisers read it."""
    return by.called if isinstance(by, FocalPoint) else by.display_name


def log_naming(session: Session, now: datetime, quota: Quota, by: By, verb: str, told: str) -> None:
    """Write what happened, and by which focal point."""
    actor = by if isinstance(by, Person) else None
    via = f" (by {by.called})" if isinstance(by, FocalPoint) else ""
    log(session, quota.event, actor, now, verb, f"{told}{via}.")
    session.flush()
