"""An organiser takes somebody off the list who is nobody, or must not come: with a letter."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.lifecycle import hold, move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action, Status, next_step
from courseapp.core.errors import Problem
from courseapp.events.clock.registration import Entrance, entrance, registers
from courseapp.events.contacts import Contact, contact_for
from courseapp.events.words import dates_of
from courseapp.mail.outbox import Letter, queue, render
from courseapp.registrations.letters import REMOVED


@dataclass(frozen=True)
class Removal:
    """What the letter says to who is taken off the list; `note` is the organiser's."""

    name: str
    title: str
    dates: str
    initiative: str
    note: str
    contact: Contact


def may_remove(application: Application, now: datetime) -> bool:
    """Return whether an organiser can take her off the list of an event where nobody selects."""
    event = application.event
    ahead = entrance(event, now) not in {Entrance.OVER, Entrance.CANCELLED}
    can = next_step(application.status, Action.REMOVE) is not None
    return can and ahead and registers(event)


def remove(
    session: Session, actor: Person, now: datetime, application: Application, note: str = ""
) -> None:
    """Take her off the list and tell her; her seat goes to the next. Twice is as good as once.

    Her address cannot be registered again. Raises Problem where there is no list to be taken off.
    """
    hold(session, application)
    if application.status is Status.DECLINED:
        return
    if not may_remove(application, now):
        raise Problem("She is not on the list any more.")
    move(session, application, Action.REMOVE, actor, now)
    queue(
        session,
        now,
        kind=REMOVED,
        to=application.person.email,
        about=f"application/{application.id}",
        context={"letter": _removal(session, actor, application, note)},
    )
    session.flush()


def letter_to_show(session: Session, actor: Person, application: Application, note: str) -> Letter:
    """Return the letter as she would get it; nothing is stored or sent."""
    return render(REMOVED, {"letter": _removal(session, actor, application, note)})


def _removal(session: Session, actor: Person, application: Application, note: str) -> Removal:
    event = application.event
    return Removal(
        application.full_name or application.person.display_name,
        event.title,
        dates_of(event),
        event.initiative.name,
        note.strip(),
        contact_for(session, event, actor),
    )
