"""A seat is given to somebody else: she does not answer any more, cannot come, or is replaced.

It never happens in silence: she gets a letter with the reason, and the seat goes to the next.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.lifecycle import hold, move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action, next_step
from courseapp.core.errors import Problem
from courseapp.events.clock.registration import registers
from courseapp.events.contacts import contact_for
from courseapp.mail.outbox import Letter
from courseapp.selection import letters
from courseapp.selection.closing import close, open_offer_of
from courseapp.selection.rules import Notice, OfferDeed
from courseapp.selection.terms import starts_at


def may_give_up(application: Application, now: datetime) -> bool:
    """Return whether her seat can be given to somebody else: before the start of the event."""
    begins = starts_at(application.event)
    ahead = begins is None or now < begins
    can = next_step(application.status, Action.GIVE_UP) is not None
    return can and ahead and not registers(application.event)


def give_up_seat(
    session: Session, actor: Person, now: datetime, application: Application, reason: str
) -> None:
    """Take her seat, tell her why, and give it to the next. Raises Problem without a reason."""
    if not reason.strip():
        raise Problem("Write why, in words for the person who loses the seat.", "reason")
    _take_seat(session, actor, now, application)
    contact = contact_for(session, application.event, actor)
    facts = letters.facts_for(application, contact, note=reason)
    letters.send(session, now, Notice.GIVEN_UP, application, facts)
    session.flush()


def replace_in_seat(
    session: Session, actor: Person, now: datetime, application: Application, jurisdiction: str
) -> None:
    """Take her seat for somebody whom her jurisdiction sends, and tell her; never who that is.

    Raises Problem where she holds no seat any more.
    """
    _take_seat(session, actor, now, application)
    contact = contact_for(session, application.event, actor)
    facts = letters.facts_for(application, contact, jurisdiction=jurisdiction)
    letters.send(session, now, Notice.REPLACED, application, facts)
    session.flush()


def letter_to_show(session: Session, actor: Person, application: Application, note: str) -> Letter:
    """Return the letter as she would get it; nothing is stored or sent."""
    contact = contact_for(session, application.event, actor)
    return letters.preview_other(
        Notice.GIVEN_UP, letters.facts_for(application, contact, note=note)
    )


def _take_seat(session: Session, actor: Person, now: datetime, application: Application) -> None:
    hold(session, application)
    if not may_give_up(application, now):
        raise Problem("She holds no seat any more, or the event has begun.")
    offer = open_offer_of(session, application)
    if offer is not None:
        close(session, offer, OfferDeed.GIVE_UP, now)
    move(session, application, Action.GIVE_UP, actor, now)
