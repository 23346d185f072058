"""Who may open the page of those who take part in an event."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from courseapp.accounts.models import Person
from courseapp.core.permissions import Rule
from courseapp.core.request import session
from courseapp.events.models import Event
from courseapp.events.rules import PUBLIC_STATUSES
from courseapp.materials.readers import audiences_of
from courseapp.materials.rules import Audience


def _takes_part(person: Person | None, arguments: Mapping[str, Any]) -> bool:
    """The view's argument `slug` names the event. An unknown event or a draft is nobody's."""
    if person is None:
        return False
    wanted = select(Event).where(Event.slug == arguments["slug"], Event.status.in_(PUBLIC_STATUSES))
    event = session().scalars(wanted).one_or_none()
    return event is not None and Audience.PARTICIPANTS in audiences_of(session(), event, person)


participant = Rule("who takes part in the event", _takes_part, needs_sign_in=True)
