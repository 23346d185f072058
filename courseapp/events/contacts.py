"""Whom the readers of a letter about an event can ask."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.queries import organisers_of
from courseapp.events.models import Event


@dataclass(frozen=True)
class Contact:
    """Whom to ask about an event; both are empty where nobody is named."""

    name: str = ""
    email: str = ""


def contact_for(session: Session, event: Event, actor: Person | None = None) -> Contact:
    """Return whom readers can ask: who acts, if she is one of the organisers, else the first."""
    people = organisers_of(session, event.initiative_id)
    chosen = next((each for each in people if actor is not None and each.id == actor.id), None)
    chosen = chosen or next(iter(people), None)
    return Contact(chosen.full_name, chosen.email) if chosen else Contact()
