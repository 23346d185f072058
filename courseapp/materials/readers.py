"""Who is reading: to which audiences of an event a person belongs, asked at the moment.

Features above know who is in a delegation; `app.py` connects them here.
"""

from collections.abc import Sequence, Set
from typing import Protocol

from flask import Flask, current_app
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.permissions import is_organiser
from courseapp.events.models import Event
from courseapp.events.ports.attending import attends
from courseapp.events.rules import Access
from courseapp.materials.rules import EVERYBODY, ORGANISER, Audience, belongs_to

_KEY = "delegations_of_events"


class DelegationSource(Protocol):
    """What a feature tells of delegations."""

    def is_delegate(self, session: Session, event_id: int, person_id: int) -> bool:
        """Return whether the person is in a delegation that takes part in the event."""


def connect(app: Flask, source: DelegationSource) -> None:
    """Ask the source too whenever something is for delegations."""
    app.extensions.setdefault(_KEY, []).append(source)


def audiences_of(session: Session, event: Event, person: Person | None) -> Set[Audience]:
    """Return the audiences of the event to which somebody belongs; None is anybody.

    Whoever signs in takes part in an open event: nobody else has a list of its people.

    At most one statement for each source, none for a visitor or an organiser.
    """
    if person is None:
        return EVERYBODY
    if is_organiser(person, event.initiative_id):
        return ORGANISER
    sources: Sequence[DelegationSource] = current_app.extensions.get(_KEY, ())
    return belongs_to(
        attends=event.access is Access.OPEN or attends(session, event, person.id),
        is_delegate=any(each.is_delegate(session, event.id, person.id) for each in sources),
    )
