"""Asking for more time to answer an offer. Until an organiser answers, it stands as it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.errors import NotFound, Problem
from courseapp.core.formats import instant
from courseapp.core.translations import lazy_gettext
from courseapp.events.clock.local_time import local_date
from courseapp.events.contacts import contact_for
from courseapp.events.models import Event
from courseapp.selection import letters
from courseapp.selection.links import path_of
from courseapp.selection.models import Offer, TimeRequest
from courseapp.selection.offers import hold_offer, log_prolonged, prolong, require_open
from courseapp.selection.rules import ASK_STEPS, AskState, Notice, reply_by_problem, step
from courseapp.selection.terms import starts_at, zone_of

REASON_CHARACTERS = 1000
UNTIL_FIELD = "until_date"


@dataclass(frozen=True)
class Reply:
    """What an organiser answers: until when (aware; None: no more time), and her words."""

    until: datetime | None
    note: str = ""


def ask_for_time(
    session: Session, now: datetime, offer: Offer, reason: str, wanted_on: date | None = None
) -> TimeRequest:
    """Keep her wish; asking again changes it. Raises Problem where there is nothing to prolong."""
    hold_offer(session, offer)
    require_open(offer, now)
    if not reason:
        raise Problem(lazy_gettext("Write in a few words why you need more time."), "reason")
    if wanted_on is not None:
        _require_useful(offer, wanted_on)
    found = open_request(session, offer) or TimeRequest(offer=offer, state=AskState.ASKED)
    found.reason, found.wanted_on, found.asked_at = reason, wanted_on, now
    session.add(found)
    session.flush()
    return found


def reply_to_wish(
    session: Session, actor: Person, now: datetime, request: TimeRequest, reply: Reply
) -> None:
    """Grant or refuse more time, and tell her. Twice is refused: the first answer stands.

    Raises Problem where the offer was answered meanwhile, or the time is none.
    """
    offer = request.offer
    application = hold_offer(session, offer)
    session.refresh(request, ["state"])
    if request.state is not AskState.ASKED:
        raise Problem("This was answered meanwhile, or the offer has ended.")
    require_open(offer, now)
    if reply.until is not None:
        _grant(session, actor, now, offer, reply.until)
    to = AskState.GRANTED if reply.until else AskState.REFUSED
    by = actor.display_name  # read before the row is half written
    request.state = step(ASK_STEPS, request.state, to)
    request.closed_at, request.closed_by, request.note = now, by, reply.note
    kind = Notice.MORE_TIME if reply.until else Notice.NO_MORE_TIME
    facts = letters.facts_for(
        application,
        contact_for(session, application.event, actor),
        note=reply.note,
        reply_by=offer.reply_by,
        offer_path=path_of(offer),
    )
    letters.send(session, now, kind, application, facts)
    session.flush()


def open_request(session: Session, offer: Offer) -> TimeRequest | None:
    """Return the wish about the offer that nobody has answered. One statement."""
    wanted = select(TimeRequest).where(
        TimeRequest.offer_id == offer.id, TimeRequest.state == AskState.ASKED
    )
    return session.scalars(wanted).one_or_none()


def open_requests(session: Session, event_id: int) -> Sequence[TimeRequest]:
    """Return all wishes of an event that wait for an answer, the oldest first. One statement."""
    return session.scalars(
        select(TimeRequest)
        .join(TimeRequest.offer)
        .join(Offer.application)
        .where(Application.event_id == event_id, TimeRequest.state == AskState.ASKED)
        .order_by(TimeRequest.asked_at, TimeRequest.id)
    ).all()


def request_of(session: Session, event: Event, request_id: int) -> TimeRequest:
    """Return a wish about an offer of the event. Raises NotFound for another event's."""
    found = session.get(TimeRequest, request_id)
    if found is None or found.offer.application.event_id != event.id:
        raise NotFound
    return found


def _require_useful(offer: Offer, day: date) -> None:
    event = offer.application.event
    begins, zone = starts_at(event), zone_of(event)
    if day <= local_date(offer.reply_by, zone):
        raise Problem(lazy_gettext("You have until then already. Enter a later day."), "wanted_on")
    if begins is not None and day > local_date(begins, zone):
        raise Problem(
            lazy_gettext("The event has begun by then. Enter an earlier day."), "wanted_on"
        )


def _grant(session: Session, actor: Person, now: datetime, offer: Offer, until: datetime) -> None:
    application = offer.application
    problem = reply_by_problem(until, now, starts_at(application.event))
    if problem:
        raise Problem(problem, UNTIL_FIELD)
    if until <= offer.reply_by:
        raise Problem("She has until then already. Enter a later time.", UNTIL_FIELD)
    prolong(offer, until, now)
    told = (
        f"More time to answer: the seat is held until {instant(until, zone_of(application.event))}"
    )
    log_prolonged(session, actor.display_name, now, application, told)
