"""A focal point, or an organiser for her, names people, changes them, and has them invited."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from courseapp.core.errors import Problem
from courseapp.core.formats import instant
from courseapp.core.ids import random_token, token_hash
from courseapp.events.clock.deadlines import zone_of_deadline
from courseapp.events.names import stored_name
from courseapp.nominations import letters
from courseapp.nominations.models import Nomination, Quota
from courseapp.nominations.ordering import (
    By,
    called,
    hold_to_name,
    log_naming,
    order_of,
    require_counts,
)
from courseapp.nominations.people import standing_now
from courseapp.nominations.plans import NomineePlan
from courseapp.nominations.rules import NominationState, Standing, most_ever

BETWEEN_LETTERS = timedelta(hours=12)


def nominate(
    session: Session, now: datetime, quota: Quota, by: By, plan: NomineePlan
) -> Nomination:
    """Return somebody nominated, last in the order, and invite her to apply.

    Sent twice, the second finds her. Raises Problem where the quota is used up, its last day is
    over, or nobody can apply for the event.
    """
    hold_to_name(session, now, quota, by)
    known = named_under(quota, plan.email)
    if known is not None:
        return found_again(known, plan)
    if quota.left < 1:
        raise Problem(_used_up(quota))
    quota.used += 1
    named = new_nominee(session, now, quota, by, plan, quota.used)
    log_naming(session, now, quota, by, "nominate", f"{quota.name} nominated {plan.full_name}")
    return named


def change_nominee(
    session: Session,
    now: datetime,
    nomination: Nomination,
    by: By,
    plan: NomineePlan,
    seen: datetime | None = None,
) -> None:
    """Write what was entered; with another address, the invitation goes there and only there.

    `seen` is her `changed_at` when the form was opened. Raises Problem where she changed
    meanwhile, does not count any more, or has begun to apply under the address that would change.
    """
    quota = nomination.quota
    hold_to_name(session, now, quota, by)
    require_counts(nomination)
    _require_unchanged(nomination, seen)
    moves = plan.email != nomination.email
    if moves:
        _require_free(session, quota, nomination, plan.email)
    _write(nomination, plan, now)
    session.flush()
    if moves:
        letters.invite_nominee(session, now, nomination)
    told = f"{quota.name} changed {plan.full_name}"
    log_naming(session, now, quota, by, "change nominee", told)


def invite_again(session: Session, now: datetime, nomination: Nomination, by: By) -> None:
    """Send her invitation again, with a new link. Raises Problem where one went out just now."""
    quota = nomination.quota
    hold_to_name(session, now, quota, by)
    require_counts(nomination)
    if now - nomination.invited_at < BETWEEN_LETTERS:
        sent = instant(nomination.invited_at, zone_of_deadline(quota.event))
        raise Problem(
            f"An invitation to {nomination.email} went out on {sent}. Please wait half a day."
        )
    letters.invite_nominee(session, now, nomination)
    told = f"{nomination.full_name} was sent a new invitation"
    log_naming(session, now, quota, by, "invite nominee", told)


def new_nominee(
    session: Session, now: datetime, quota: Quota, by: By, plan: NomineePlan, rank: int
) -> Nomination:
    """Return somebody new with the rank, and invite her. Raises Problem after too many changes."""
    if len(quota.nominations) >= most_ever(quota.size):
        raise Problem(
            f"{len(quota.nominations)} people were nominated by now, most of them withdrawn. "
            "Please write to the organisers about any further change."
        )
    named = Nomination(
        quota=quota,
        state=NominationState.NAMED,
        rank=rank,
        named_by=called(by),
        named_at=now,
        invited_at=now,
        token_hash=token_hash(random_token()),  # the letter brings another one
    )
    _write(named, plan, now)
    session.add(named)
    session.flush()
    letters.invite_nominee(session, now, named)
    return named


def named_under(quota: Quota, email: str) -> Nomination | None:
    """Return who counts and has the address."""
    return next((each for each in order_of(quota) if each.email == email), None)


def found_again(known: Nomination, plan: NomineePlan) -> Nomination:
    """Return who was named by the same press before. Raises Problem for somebody else."""
    if (known.full_name, known.position) == (plan.full_name, plan.position):
        return known
    raise Problem(f"{known.full_name} is nominated already, with this address.", "email")


def _write(nomination: Nomination, plan: NomineePlan, now: datetime) -> None:
    nomination.full_name, nomination.folded_name = plan.full_name, stored_name(plan.full_name)
    nomination.email, nomination.position = plan.email, plan.position
    nomination.organisation, nomination.reason = plan.organisation, plan.reason
    nomination.changed_at = now


def _used_up(quota: Quota) -> str:
    if quota.size == 1:
        return "Your one nomination is used. Send somebody else instead, or withdraw the person."
    return f"All {quota.size} nominations are used. Send somebody else instead, or withdraw one."


def _require_unchanged(nomination: Nomination, seen: datetime | None) -> None:
    if seen is not None and nomination.changed_at != seen:
        raise Problem(
            f"Somebody else changed {nomination.full_name} after you had opened this page. What "
            "you typed is kept below and is not saved yet. Save again to replace what is there.",
            "changed_at",
        )


def _require_free(session: Session, quota: Quota, nomination: Nomination, email: str) -> None:
    other = named_under(quota, email)
    if other is not None:
        raise Problem(f"{other.full_name} is nominated already, with this address.", "email")
    if standing_now(session, nomination) is not Standing.INVITED:
        raise Problem(
            f"{nomination.full_name} has begun to apply with {nomination.email}, so the address "
            "stays. To send another person, choose “Send somebody else”.",
            "email",
        )
