"""Which columns an organiser wants to see of an event's applications: kept for her alone."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.intake.columns import Fixed, all_columns
from courseapp.intake.models import ChosenColumns
from courseapp.intake.rules import MOST_COLUMNS
from courseapp.intake.scope import Scope


def kept_columns(session: Session, actor: Person, event_id: int) -> Sequence[str]:
    """Return the keys of the columns that the person chose; () for the usual ones."""
    found = session.get(ChosenColumns, (event_id, actor.id))
    return tuple(found.columns) if found else ()


def choose_columns(
    session: Session, actor: Person, now: datetime, scope: Scope, wanted: Sequence[str]
) -> None:
    """Keep which columns the person sees, in this order; nothing brings the usual ones back.

    Raises Problem for too many. What the event does not have is passed over.
    """
    offered = {each.key for each in all_columns(scope)} - {Fixed.NAME.value}
    keys = [key for key in dict.fromkeys(wanted) if key in offered]
    if len(keys) > MOST_COLUMNS:
        raise Problem(f"Choose at most {MOST_COLUMNS} columns. You chose {len(keys)}.", "columns")
    lock(session, Person, actor.id)  # two of her windows at once make one choice
    found = session.get(ChosenColumns, (scope.event.id, actor.id))
    if not keys:
        _forget(session, found)
        return
    if found is None:
        found = ChosenColumns(event_id=scope.event.id, person_id=actor.id)
        session.add(found)
    found.columns, found.changed_at = keys, now
    session.flush()


def _forget(session: Session, found: ChosenColumns | None) -> None:
    if found is not None:
        session.delete(found)
        session.flush()
