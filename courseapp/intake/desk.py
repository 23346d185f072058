"""What every page of the list needs to know: the event, what it offers, and who looks."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.events.models import Event
from courseapp.intake.choosing import kept_columns
from courseapp.intake.columns import Column, chosen_columns
from courseapp.intake.filters import Filters
from courseapp.intake.scope import Scope, scope_of


@dataclass(frozen=True)
class Desk:
    """An event's list as somebody has set it up."""

    scope: Scope
    columns: Sequence[Column]


def desk_of(session: Session, event: Event, reader: Person) -> Desk:
    """Return the reader's list of an event. Four statements. Needs an application context."""
    scope = scope_of(session, event)
    return Desk(scope, chosen_columns(scope, kept_columns(session, reader, event.id)))


def list_address(slug: str, filters: Filters | None = None) -> str:
    """Return the path of the list, as it is filtered."""
    query = filters.query if filters else ""
    return f"/manage/events/{slug}/applications" + (f"?{query}" if query else "")
