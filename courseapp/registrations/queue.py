"""Seats by order: who comes while one is free gets it, the others wait and move up by themselves.

All of it happens behind the lock of the event, which the caller holds.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.lifecycle import move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action
from courseapp.selection.queries import waiting_number
from courseapp.selection.terms import seats_free


def enter(session: Session, now: datetime, application: Application) -> None:
    """Give her a seat, or the last place on the waiting list.

    Nobody passes those who wait: a seat that is free goes to the first of them.
    """
    event = application.event
    free = seats_free(event)
    is_free = free is None or free > waiting_number(session, event.id)
    action = Action.REGISTER if is_free else Action.QUEUE
    move(session, application, action, application.person, now)
