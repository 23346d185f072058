"""Whether somebody may apply for an event at all: rooms above know, and `app.py` connects them."""

from blinker import Signal
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.events.models import Event

admission_asked = Signal(
    "sender: the Event; receivers get session and person and return why she cannot apply, or ''"
)
invitation_asked = Signal(
    "sender: the Event; receivers get session and person and return whether she is invited, or None"
)


def refusal_to_apply(session: Session, event: Event, person: Person | None) -> str:
    """Return the first reason for which the person cannot apply for the event; "" for none.

    None is somebody who has not signed in yet.
    """
    answers = admission_asked.send(event, session=session, person=person)
    return next((str(said) for _, said in answers if said), "")


def is_invited(session: Session, event: Event, person: Person) -> bool | None:
    """Return whether anybody invited the person to the event; None where nobody can tell."""
    answers = [said for _, said in invitation_asked.send(event, session=session, person=person)]
    return any(answers) if any(said is not None for said in answers) else None
