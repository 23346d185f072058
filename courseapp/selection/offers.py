"""Answering an offer, its end where nobody answers, and more days when an event is resumed."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.lifecycle import SYSTEM, hold, move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action, Status
from courseapp.core.audit import record
from courseapp.core.errors import Problem
from courseapp.core.formats import instant
from courseapp.core.translations import lazy_gettext
from courseapp.events.contacts import contact_for
from courseapp.events.models import Event
from courseapp.logistics.emails import path_of
from courseapp.logistics.queries import asks_for_logistics
from courseapp.selection import letters
from courseapp.selection.closing import close
from courseapp.selection.models import Offer
from courseapp.selection.queries import open_offers
from courseapp.selection.rules import (
    ANSWER_DEEDS,
    ANSWERS,
    OFFER_STEPS,
    Answer,
    LinkState,
    Notice,
    OfferDeed,
    link_state,
    reminders,
    step,
    usual_reply_by,
)
from courseapp.selection.terms import reading_zone, starts_at, zone_of
from courseapp.selection.texts import LINK_TEXTS

LETTER_OF_ANSWER = {Answer.CONFIRM: Notice.CONFIRMED, Answer.TURN_DOWN: Notice.TURNED_DOWN}


def state_of(offer: Offer, now: datetime) -> LinkState:
    """Return what an offer's link leads to now."""
    application = offer.application
    return link_state(
        offer.outcome, offer.reply_by, application.status, application.event.status, now
    )


def hold_offer(session: Session, offer: Offer) -> Application:
    """Lock the event and the application, and read the offer as it is behind the locks."""
    hold(session, offer.application)
    session.refresh(offer, ["closed_at", "outcome", "reply_by", "reminders"])
    return offer.application


def require_open(offer: Offer, now: datetime) -> None:
    """Raise Problem, in words for her, where the offer cannot be answered at the instant."""
    state = state_of(offer, now)
    if state is not LinkState.OPEN:
        raise Problem(lazy_gettext(LINK_TEXTS[state].title))


def answer_offer(
    session: Session, offer: Offer, answer: Answer, now: datetime, reason: str = ""
) -> None:
    """Confirm the seat or give it back, perhaps with a reason that organisers read.

    Raises Problem where the offer cannot be answered at the instant.
    """
    application = hold_offer(session, offer)
    require_open(offer, now)
    said = reason if answer is Answer.TURN_DOWN else ""
    close(session, offer, ANSWER_DEEDS[answer], now, said)
    move(session, application, ANSWERS[answer], application.person, now)
    contact, travel = contact_for(session, application.event), ""
    if answer is Answer.CONFIRM and asks_for_logistics(session, application.event):
        travel = path_of(application)
    facts = letters.facts_for(application, contact, travel_path=travel)
    letters.send(session, now, LETTER_OF_ANSWER[answer], application, facts)
    session.flush()


def lapse_offer(session: Session, offer_id: int, now: datetime) -> bool:
    """End an offer that was not answered in time; False where it has ended meanwhile."""
    offer = session.get_one(Offer, offer_id)
    application = hold_offer(session, offer)
    if state_of(offer, now) is not LinkState.OVERDUE:
        return False
    close(session, offer, OfferDeed.LAPSE, now)
    move(session, application, Action.LAPSE, None, now)
    contact = contact_for(session, application.event)
    facts = letters.facts_for(application, contact, reply_by=offer.reply_by)
    letters.send(session, now, Notice.LAPSED, application, facts)
    session.flush()
    return True


def prolong(offer: Offer, until: datetime, now: datetime) -> None:
    """Hold the seat until the instant (aware). Its reminders begin anew. The caller has locked."""
    zone = reading_zone(offer.application)
    offer.outcome = step(OFFER_STEPS, offer.outcome, OfferDeed.PROLONG)
    offer.reply_by = offer.application.reply_by = until
    offer.reminders = sum(each <= now for each in reminders(offer.made_at, until, zone))


def prolong_offers(event: Event, *, session: Session, now: datetime) -> None:
    """Give everybody time to look at the new dates. Receives `event_resumed`.

    Each open offer is held for the event's days to answer from now on, or longer where it was.
    """
    at_least = usual_reply_by(now, event.reply_days, zone_of(event), starts_at(event))
    for offer in open_offers(session, event.id):
        application = hold_offer(session, offer)
        is_open = offer.closed_at is None and application.status is Status.OFFERED
        if is_open and offer.reply_by < at_least:
            prolong(offer, at_least, now)
            told = "The event has new dates: the seat is held until"
            log_prolonged(session, SYSTEM, now, application, f"{told} {_until(offer)}.")
    session.flush()


def log_prolonged(
    session: Session, actor: str, now: datetime, application: Application, told: str
) -> None:
    """Note that a seat is held for longer."""
    record(
        session,
        at=now,
        actor=actor,
        verb="prolong offer",
        subject=f"application/{application.id}",
        summary=told,
    )


def _until(offer: Offer) -> str:
    return instant(offer.reply_by, zone_of(offer.application.event))
