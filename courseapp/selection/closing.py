"""Ending an offer: its outcome, and what was asked about it."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.selection.models import Offer, TimeRequest
from courseapp.selection.rules import (
    ASK_STEPS,
    OFFER_STEPS,
    AskState,
    OfferDeed,
    step,
)


def close(session: Session, offer: Offer, deed: OfferDeed, now: datetime, reason: str = "") -> None:
    """End an open offer; a wish for more time ends with it. Raises ValueError for an ended one."""
    offer.outcome = step(OFFER_STEPS, offer.outcome, deed)
    offer.closed_at, offer.reason = now, reason
    over = step(ASK_STEPS, AskState.ASKED, AskState.OVER)
    session.execute(
        update(TimeRequest)
        .where(TimeRequest.offer_id == offer.id, TimeRequest.state == AskState.ASKED)
        .values(state=over, closed_at=now)
        .execution_options(synchronize_session="fetch")
    )


def close_withdrawn(session: Session, event_id: int, now: datetime) -> None:
    """Close the offers of people who withdrew instead of answering: their links are over."""
    statement = (
        select(Offer)
        .join(Application)
        .where(Offer.closed_at.is_(None))
        .where(Application.event_id == event_id, Application.status == Status.WITHDRAWN)
    )
    for offer in session.scalars(statement).all():
        close(session, offer, OfferDeed.WITHDRAW, now)


def open_offer_of(session: Session, application: Application) -> Offer | None:
    """Return the offer that waits for her answer, or None. One statement."""
    wanted = select(Offer).where(Offer.application_id == application.id, Offer.closed_at.is_(None))
    return session.scalars(wanted).one_or_none()
