"""Who may open an event's pages: its initiative's organisers and administrators, nobody else."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from courseapp.accounts.models import Person
from courseapp.accounts.permissions import is_organiser
from courseapp.core.permissions import Rule
from courseapp.core.request import session
from courseapp.events.models import Event


def _organises_event(person: Person | None, arguments: Mapping[str, Any]) -> bool:
    """The view's argument `slug` names the event. An unknown event is nobody's."""
    if person is None:
        return False
    owner = session().scalar(select(Event.initiative_id).where(Event.slug == arguments["slug"]))
    return owner is not None and is_organiser(person, owner)


organiser_of_event = Rule("organiser of the event", _organises_event)
