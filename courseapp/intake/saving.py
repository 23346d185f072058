"""Filters that organisers named: for themselves, or for everybody who organises the event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.events.models import Event
from courseapp.intake.filters import Filters
from courseapp.intake.models import SavedFilter
from courseapp.intake.names import tidy_name, told_apart
from courseapp.intake.rules import MOST_SAVED

NAME = "name"


@dataclass(frozen=True)
class Kept:
    """A saved filter as its reader sees it; `owner` is "" where it is her own."""

    id: int
    name: str
    filters: Filters
    is_shared: bool
    owner: str


def kept_filters(session: Session, reader: Person, event_id: int) -> Sequence[Kept]:
    """Return her own filters and those that are shared, by name. One statement."""
    rows = session.scalars(
        select(SavedFilter)
        .where(SavedFilter.event_id == event_id, _readable(reader))
        .options(joinedload(SavedFilter.person).lazyload(Person.roles))
        .order_by(SavedFilter.folded_name, SavedFilter.id)
        .limit(MOST_SAVED * 5)
    )
    return [_kept(each, reader) for each in rows]


def save_filter(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    filters: Filters,
    name: str,
    *,
    is_shared: bool,
) -> SavedFilter:
    """Keep a filter under a name; one of hers that is called so already is replaced.

    Raises Problem for no name, for a filter of everything, or for too many of hers.
    """
    tidy = tidy_name(name, NAME)
    if not filters.arguments:
        raise Problem("Filter or order the list first, then save that.", NAME)
    lock(session, Event, event.id)
    found = _hers(session, actor, event.id, tidy)
    if found is None:
        _refuse_too_many(session, actor, event.id)
        found = SavedFilter(event_id=event.id, person_id=actor.id)
        session.add(found)
    found.name, found.folded_name = tidy, told_apart(tidy)
    found.query, found.is_shared, found.changed_at = filters.query, is_shared, now
    session.flush()
    return found


def remove_filter(session: Session, actor: Person, event: Event, filter_id: int) -> str:
    """Remove a filter of hers, or a shared one, and return what it was called.

    Raises NotFound for private ones of others. A filter holds nothing but how to look.
    """
    found = session.scalars(
        select(SavedFilter).where(
            SavedFilter.id == filter_id, SavedFilter.event_id == event.id, _readable(actor)
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    session.delete(found)
    session.flush()
    return found.name


def _readable(reader: Person) -> ColumnElement[bool]:
    return or_(SavedFilter.person_id == reader.id, SavedFilter.is_shared)


def _hers(session: Session, actor: Person, event_id: int, name: str) -> SavedFilter | None:
    return session.scalars(
        select(SavedFilter).where(
            SavedFilter.event_id == event_id,
            SavedFilter.person_id == actor.id,
            SavedFilter.folded_name == told_apart(name),
        )
    ).one_or_none()


def _refuse_too_many(session: Session, actor: Person, event_id: int) -> None:
    counted = select(func.count()).where(
        SavedFilter.event_id == event_id, SavedFilter.person_id == actor.id
    )
    if (session.scalar(counted) or 0) >= MOST_SAVED:
        raise Problem(f"You have {MOST_SAVED} filters here. Remove one that you do not need.", NAME)


def _kept(found: SavedFilter, reader: Person) -> Kept:
    own = found.person_id == reader.id
    return Kept(
        found.id,
        found.name,
        Filters.of_query(found.query),
        found.is_shared,
        "" if own else found.person.display_name,
    )
