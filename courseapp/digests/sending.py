"""Sending the digests that are due: claimed and queued in one transaction, once a period."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.digests.gathering import Newest
from courseapp.digests.letters import send_digest
from courseapp.digests.models import DigestSubscription
from courseapp.digests.rules import is_due, period
from courseapp.digests.subscribing import claim, wish_of, zone_of_reader


def due_digests(session: Session, now: datetime) -> Sequence[DigestSubscription]:
    """Return whose digest is due: by the morning of her country. One statement."""
    wanted = (
        select(DigestSubscription)
        .where(DigestSubscription.confirmed_at.is_not(None))
        .order_by(DigestSubscription.id)
    )
    return [
        each
        for each in session.scalars(wanted)
        if is_due(each.rhythm, each.period, now, zone_of_reader(each))
    ]


def send_one(session: Session, now: datetime, subscription_id: int, news: Newest) -> bool:
    """Send her digest of this week or month, if there is anything new; return whether."""
    row = session.get(DigestSubscription, subscription_id, populate_existing=True)
    if row is None or row.told_until is None:
        return False
    since, new_period = row.told_until, period(row.rhythm, now, zone_of_reader(row))
    if not claim(session, now, row.id, new_period):
        return False
    session.refresh(row)
    items = news.items(wish_of(row), since)
    if items:
        send_digest(session, now, row, items)
    session.flush()
    return bool(items)
