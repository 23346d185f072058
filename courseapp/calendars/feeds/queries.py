"""Finding what a feed is about. What stands in it is read by the files beside this one."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, lazyload

from courseapp.calendars.feeds.rows import events, told_events
from courseapp.calendars.feeds.scopes import Scope
from courseapp.core.errors import Gone, NotFound
from courseapp.events.models import Event, Series
from courseapp.events.published.publicity import is_listed, is_withdrawn, listed
from courseapp.initiatives.models import Initiative

Row = TypeVar("Row")


def public_event(session: Session, slug: str) -> Event:
    """Return an event that everybody may know of, with its initiative. Raises NotFound."""
    return _found(session.scalars(events(Event.slug == _in_print(slug), listed())))


def event_with_feed(session: Session, slug: str, now: datetime) -> Event:
    """Return an event that has a feed: one that everybody may know of, or could until it is over.

    Raises NotFound, and Gone where it is over.
    """
    told = or_(listed(), is_withdrawn())
    event = _found(session.scalars(events(Event.slug == _in_print(slug), told)))
    gone = gone_at(event)
    if gone is not None and gone <= now:
        raise Gone
    return event


def gone_at(event: Event) -> datetime | None:
    """Return when the feed of an event that is told no more ends: once it is over everywhere.

    None for an event that is listed: its feed is for ever.
    """
    if is_listed(event):
        return None
    days = (event.ends_on, event.starts_on, event.earlier_ends_on, event.earlier_starts_on)
    last = next((day for day in days if day is not None), date.min)
    return datetime.combine(last + timedelta(days=2), time(), UTC)


def initiative_called(session: Session, slug: str) -> Initiative:
    """Return an initiative whose record is public. Raises NotFound."""
    named = select(Initiative).where(Initiative.slug == _in_print(slug), Initiative.is_public)
    return _found(session.scalars(named))


def series_called(session: Session, slug: str) -> Series:
    """Return a series of which everybody may, or could, know an event. Raises NotFound."""
    known = select(Event.id).where(told_events(Scope(series=_in_print(slug)))).exists()
    named = select(Series).where(Series.slug == slug, known)
    return _found(session.scalars(named.options(joinedload(Series.initiative))))


def series_with_events(session: Session) -> Sequence[Series]:
    """Return the series of which everybody may know an event, by title. One statement."""
    known = select(Event.id).where(Event.series_id == Series.id, listed()).exists()
    return session.scalars(
        select(Series).where(known).options(lazyload(Series.initiative)).order_by(Series.title)
    ).all()


def _in_print(slug: str) -> str:
    """PostgreSQL refuses to compare with a text that holds NUL; no name of ours does."""
    if not slug.isprintable():
        raise NotFound
    return slug


def _found(rows: Iterable[Row]) -> Row:
    found = next(iter(rows), None)
    if found is None:
        raise NotFound
    return found
