"""Reminding people of an offer before it ends: by day where they are, and each time once."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.events.contacts import contact_for
from courseapp.selection import letters
from courseapp.selection.links import path_of
from courseapp.selection.models import Offer
from courseapp.selection.offers import hold_offer, state_of
from courseapp.selection.rules import (
    OFFER_STEPS,
    LinkState,
    Notice,
    OfferDeed,
    reminder_due,
    step,
)
from courseapp.selection.terms import reading_zone


def is_due(offer: Offer, now: datetime) -> bool:
    """Return whether a reminder is due."""
    return _due(offer, now) is not None


def remind(session: Session, offer_id: int, now: datetime) -> bool:
    """Write to her unless she has answered meanwhile or was reminded; return whether."""
    offer = session.get_one(Offer, offer_id)
    application = hold_offer(session, offer)
    due = _due(offer, now)
    if due is None or state_of(offer, now) is not LinkState.OPEN:
        return False
    offer.outcome = step(OFFER_STEPS, offer.outcome, OfferDeed.REMIND)
    offer.reminders = due
    facts = letters.facts_for(
        application,
        contact_for(session, application.event),
        reply_by=offer.reply_by,
        offer_path=path_of(offer),
    )
    letters.send(session, now, Notice.REMINDER, application, facts)
    session.flush()
    return True


def _due(offer: Offer, now: datetime) -> int | None:
    zone = reading_zone(offer.application)
    return reminder_due(offer.made_at, offer.reply_by, zone, offer.reminders, now)
