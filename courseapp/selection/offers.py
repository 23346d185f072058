"""Offers: a seat held for one person, her answer, and who is next when she does not come."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.lifecycle import SYSTEM, hold, move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action, Status
from courseapp.core.audit import record
from courseapp.core.errors import Problem
from courseapp.core.formats import instant
from courseapp.core.ids import random_token, token_hash
from courseapp.events.clock.registration import registers
from courseapp.events.contacts import Contact, contact_for
from courseapp.events.models import Event
from courseapp.logistics.emails import path_of
from courseapp.logistics.queries import asks_for_logistics
from courseapp.selection import letters
from courseapp.selection.models import Decision, Offer
from courseapp.selection.queries import open_offers, waiting
from courseapp.selection.rules import (
    ANSWERS,
    OUTCOMES,
    Answer,
    Choice,
    LinkState,
    Outcome,
    link_state,
    seats_pass_on,
    usual_reply_by,
)
from courseapp.selection.terms import starts_at, zone_of
from courseapp.selection.texts import LINK_TEXTS

BY_TURN = "the waiting list"
LETTER_OF_ANSWER = {Answer.CONFIRM: letters.CONFIRMED, Answer.TURN_DOWN: letters.TURNED_DOWN}


@dataclass(frozen=True)
class Terms:
    """What an offer says: until when (aware), a note of the organiser, and whom to ask."""

    reply_by: datetime
    contact: Contact
    note: str = ""


def make_offer(
    session: Session, actor: Person | None, now: datetime, application: Application, terms: Terms
) -> None:
    """Take a seat for the applicant and write to her; actor None: her turn has come.

    Raises Problem where no seat is left or the application cannot be offered one.
    """
    move(session, application, Action.OFFER, actor, now, reply_by=terms.reply_by)
    token = random_token()
    session.add_all(
        (
            Offer(
                application_id=application.id,
                token_hash=token_hash(token),
                made_at=now,
                reply_by=terms.reply_by,
            ),
            Decision(
                application_id=application.id,
                choice=Choice.OFFER,
                made_at=now,
                made_by=actor.display_name if actor else BY_TURN,
                note=terms.note,
                reply_by=terms.reply_by,
            ),
        )
    )
    facts = letters.facts_for(
        application,
        terms.contact,
        note=terms.note,
        reply_by=terms.reply_by,
        offer_path=f"/offers/{token}",
    )
    letters.send(session, now, letters.OFFER, application, facts)
    session.flush()


def state_of(offer: Offer, now: datetime) -> LinkState:
    """Return what an offer's link leads to now."""
    application = offer.application
    return link_state(
        offer.outcome, offer.reply_by, application.status, application.event.status, now
    )


def answer_offer(session: Session, offer: Offer, answer: Answer, now: datetime) -> None:
    """Confirm the seat or give it back. Raises Problem where the offer cannot be answered now."""
    application = offer.application
    hold(session, application)
    session.refresh(offer, ["closed_at", "outcome"])  # as it is behind the lock
    state = state_of(offer, now)
    if state is not LinkState.OPEN:
        raise Problem(LINK_TEXTS[state].title)
    _close(offer, OUTCOMES[answer], now)
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
    application = offer.application
    hold(session, application)
    session.refresh(offer, ["closed_at", "outcome"])
    if state_of(offer, now) is not LinkState.OVERDUE:
        return False
    _close(offer, Outcome.LAPSED, now)
    move(session, application, Action.LAPSE, None, now)
    contact = contact_for(session, application.event)
    facts = letters.facts_for(application, contact, reply_by=offer.reply_by)
    letters.send(session, now, letters.LAPSED, application, facts)
    session.flush()
    return True


def prolong_offers(event: Event, *, session: Session, now: datetime) -> None:
    """Give everybody time to look at the new dates. Receives `event_resumed`.

    Each open offer is held for the event's days to answer from now on, or longer where it was.
    """
    at_least = usual_reply_by(now, event.reply_days, zone_of(event), starts_at(event))
    for offer in open_offers(session, event.id):
        application = offer.application
        hold(session, application)
        session.refresh(offer, ["closed_at", "outcome", "reply_by"])
        is_open = offer.closed_at is None and application.status is Status.OFFERED
        if is_open and offer.reply_by < at_least:
            offer.reply_by = application.reply_by = at_least
            _log_prolonged(session, application, at_least, now)
    session.flush()


def _log_prolonged(
    session: Session, application: Application, until: datetime, now: datetime
) -> None:
    record(
        session,
        at=now,
        actor=SYSTEM,
        verb="prolong offer",
        subject=f"application/{application.id}",
        summary="The event has new dates: the seat is held until "
        f"{instant(until, zone_of(application.event))}.",
    )


def pass_seat_on(event: Event, *, session: Session, now: datetime) -> None:
    """Offer a seat that has just become free to the next who waits. Receives `seat_freed`.

    The event is locked by the step that freed the seat, so nobody else can take the same turn.
    Where nobody selects there is nothing to answer: people move up by themselves.
    """
    _close_withdrawn(session, event.id, now)
    if registers(event):
        return
    begins = starts_at(event)
    if not seats_pass_on(event.status, event.seats, begins, now):
        return
    following = session.scalars(waiting(event.id).limit(1)).first()
    if following is None:
        return
    reply_by = usual_reply_by(now, event.reply_days, zone_of(event), begins)
    make_offer(session, None, now, following, Terms(reply_by, contact_for(session, event)))


def _close_withdrawn(session: Session, event_id: int, now: datetime) -> None:
    """Close the offers of people who withdrew instead of answering: their links are over."""
    statement = (
        select(Offer)
        .join(Application)
        .where(Offer.closed_at.is_(None))
        .where(Application.event_id == event_id, Application.status == Status.WITHDRAWN)
    )
    for offer in session.scalars(statement):
        _close(offer, Outcome.WITHDRAWN, now)


def _close(offer: Offer, outcome: Outcome, now: datetime) -> None:
    offer.outcome, offer.closed_at = outcome, now
