"""Who may open a reviewer's pages of an event; which applications she sees is for `seeing`."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from courseapp.accounts.models import Person
from courseapp.core.permissions import Rule
from courseapp.core.request import session
from courseapp.events.models import Event
from courseapp.review.seeing import reviews_for


def _reviews_event(person: Person | None, arguments: Mapping[str, Any]) -> bool:
    """The view's argument `slug` names the event. An unknown event is nobody's."""
    if person is None:
        return False
    own = select(Event.id).where(Event.slug == arguments["slug"], reviews_for(person))
    return session().scalar(own) is not None


reviewer_of_event = Rule("reviewer of the event", _reviews_event)
