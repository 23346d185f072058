"""Asking for a digest, confirming it by mail, changing it, and leaving."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from courseapp.accounts.rules import canonical_email
from courseapp.core.database import rows_changed
from courseapp.core.ids import random_token
from courseapp.countries.zones import usual_zone
from courseapp.digests.letters import ALREADY, CONFIRM, DIGEST, about, send_own_page
from courseapp.digests.matching import Wish
from courseapp.digests.models import DigestSubscription
from courseapp.digests.rules import Rhythm, period
from courseapp.mail.forgetting import forget_texts
from courseapp.mail.models import Message
from courseapp.mail.rules import MessageState
from courseapp.selection.rules import Language

TO_CONFIRM = timedelta(days=7)
NOT_AGAIN_WITHIN = timedelta(hours=1)
NOBODY = "forgotten@invalid"  # takes the place of an address in letters that were sent


@dataclass(frozen=True)
class DigestPlan:
    """What somebody asks for."""

    wish: Wish
    rhythm: Rhythm
    language: Language


def ask_for_digest(
    session: Session, now: datetime, email: str, plan: DigestPlan
) -> DigestSubscription:
    """Note the address and write to it: nothing else comes before its owner has confirmed.

    Who has the digest already gets her page by mail, and it stays as it is; nobody else learns
    that she has it. Within an hour there is no second letter. The newest unconfirmed wish stands.
    """
    address = canonical_email(email)
    found = _found(session, address)
    if found is not None and now - found.asked_at < NOT_AGAIN_WITHIN:
        return found
    found = found or _new(session, now, address, plan)
    found.asked_at = now
    if found.confirmed_at is None:
        _write(found, plan)
    session.flush()
    kind = CONFIRM if found.confirmed_at is None else ALREADY
    send_own_page(session, now, kind, found, TO_CONFIRM.days)
    return found


def confirm(session: Session, now: datetime, subscription: DigestSubscription) -> bool:
    """Let the digest come from the next week or month on; return whether that is new."""
    if subscription.confirmed_at is not None:
        return False
    subscription.confirmed_at = subscription.told_until = now
    subscription.period = period(subscription.rhythm, now, zone_of_reader(subscription))
    session.flush()
    return True


def change(
    session: Session, now: datetime, subscription: DigestSubscription, plan: DigestPlan
) -> None:
    """Let it come otherwise. Nothing comes twice: this week or month counts as told."""
    other = (subscription.rhythm, subscription.country) != (plan.rhythm, plan.wish.country)
    _write(subscription, plan)
    if other:
        subscription.period = period(subscription.rhythm, now, zone_of_reader(subscription))
    session.flush()


def leave(session: Session, subscription: DigestSubscription) -> None:
    """Forget the address, also in letters: those that wait are deleted, the others lose it."""
    waiting = delete(Message).where(
        Message.about == about(subscription), Message.state == MessageState.QUEUED
    )
    session.execute(waiting)
    for kind in (CONFIRM, ALREADY, DIGEST):
        forget_texts(session, kind, [about(subscription)], address=NOBODY)
    session.delete(subscription)
    session.flush()


def forget_unconfirmed(session: Session, now: datetime) -> int:
    """Forget addresses whose owners never confirmed; return how many."""
    old = session.scalars(
        select(DigestSubscription).where(
            DigestSubscription.confirmed_at.is_(None),
            DigestSubscription.asked_at < now - TO_CONFIRM,
        )
    ).all()
    for each in old:
        leave(session, each)
    return len(old)


def wish_of(subscription: DigestSubscription) -> Wish:
    """Return what she wants to hear of."""
    row = subscription
    return Wish(row.country, row.region, row.initiative_id, row.topic)


def zone_of_reader(subscription: DigestSubscription) -> str:
    """Return the zone (IANA) by whose morning she is written to: her country's, else UTC."""
    return usual_zone(subscription.country or "") or "UTC"


def claim(session: Session, now: datetime, subscription_id: int, new_period: str) -> bool:
    """Take this week's or month's digest of somebody; of two workers one gets it."""
    take = (
        update(DigestSubscription)
        .where(
            DigestSubscription.id == subscription_id,
            DigestSubscription.confirmed_at.is_not(None),
            DigestSubscription.period != new_period,
        )
        .values(period=new_period, told_until=now)
        .execution_options(synchronize_session=False)
    )
    return rows_changed(session, take) == 1


def _found(session: Session, address: str) -> DigestSubscription | None:
    wanted = select(DigestSubscription).where(DigestSubscription.email == address)
    return session.scalars(wanted.with_for_update()).one_or_none()


def _new(session: Session, now: datetime, address: str, plan: DigestPlan) -> DigestSubscription:
    """Two presses at once make one row: the second finds that of the first."""
    row = DigestSubscription(email=address, nonce=random_token(), asked_at=now)
    _write(row, plan)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return session.scalars(
            select(DigestSubscription).where(DigestSubscription.email == address)
        ).one()
    return row


def _write(row: DigestSubscription, plan: DigestPlan) -> None:
    row.country, row.region = plan.wish.country, plan.wish.region
    row.initiative_id, row.topic = plan.wish.initiative_id, plan.wish.topic
    row.rhythm, row.language = plan.rhythm, plan.language
