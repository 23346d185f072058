"""Somebody nominated is not to be sent after all: withdrawn, or replaced by somebody else."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.core.errors import Problem
from courseapp.nominations import letters
from courseapp.nominations.models import FocalPoint, Nomination
from courseapp.nominations.nominating import found_again, named_under, new_nominee
from courseapp.nominations.ordering import (
    By,
    hold_quota,
    hold_to_name,
    log_naming,
    order_of,
    require_counts,
    write_order,
)
from courseapp.nominations.people import standing_now
from courseapp.nominations.plans import NomineePlan
from courseapp.nominations.ranking import without
from courseapp.nominations.rules import REPLACEABLE, NominationState
from courseapp.nominations.words import STANDINGS


def withdraw_nominee(session: Session, now: datetime, nomination: Nomination, by: By) -> None:
    """Let her nomination not count any more, and tell her; twice is once.

    An application that she has begun stays hers. Organisers can always do this; for a focal point
    raises Problem where the last day is over, or she was decided on already.
    """
    quota = nomination.quota
    if isinstance(by, FocalPoint):
        hold_to_name(session, now, quota, by)
    else:
        hold_quota(session, quota)
    if nomination.state is NominationState.WITHDRAWN:
        return
    _require_undecided(session, nomination, by)
    order = without(order_of(quota), nomination)
    _take_back(session, now, nomination)
    quota.used -= 1
    write_order(session, order)
    letters.tell_withdrawal(session, now, nomination)
    told = f"{quota.name} withdrew {nomination.full_name}"
    log_naming(session, now, quota, by, "withdraw nominee", told)


def replace_nominee(
    session: Session, now: datetime, nomination: Nomination, by: By, plan: NomineePlan
) -> Nomination:
    """Return somebody else in her place and with her rank; both are written to.

    Sent twice, the second finds the other one. Raises Problem as `withdraw_nominee` does, and
    where the other one is nominated already.
    """
    quota = nomination.quota
    hold_to_name(session, now, quota, by)
    known = named_under(quota, plan.email)
    if known is not None and nomination.state is NominationState.WITHDRAWN:
        return found_again(known, plan)
    if known is not None:
        raise Problem(f"{known.full_name} is nominated already, with this address.", "email")
    require_counts(nomination)
    _require_undecided(session, nomination, by)
    rank = nomination.rank or 1
    _take_back(session, now, nomination)
    other = new_nominee(session, now, quota, by, plan, rank)
    letters.tell_withdrawal(session, now, nomination)
    told = f"{quota.name} nominated {plan.full_name} instead of {nomination.full_name}"
    log_naming(session, now, quota, by, "replace nominee", told)
    return other


def _take_back(session: Session, now: datetime, nomination: Nomination) -> None:
    nomination.state, nomination.rank = NominationState.WITHDRAWN, None
    nomination.withdrawn_at = nomination.changed_at = now
    session.flush()


def _require_undecided(session: Session, nomination: Nomination, by: By) -> None:
    stands = standing_now(session, nomination)
    if isinstance(by, FocalPoint) and stands not in REPLACEABLE:
        how = STANDINGS[stands].text.lower()
        raise Problem(
            f"{nomination.full_name} stands as “{how}”. Please write to the organisers about a "
            "change."
        )
