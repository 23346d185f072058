"""Looking at public events once more, and keeping what has become new of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from courseapp.core.database import lock
from courseapp.digests.models import EventNews, EventSeen
from courseapp.digests.rules import Seen, Stand, news
from courseapp.events.clock.deadlines import Window, window
from courseapp.events.clock.registration import Entrance, entrance, registers
from courseapp.events.models import Event
from courseapp.events.published.publicity import is_listed, listed
from courseapp.events.queries import is_ahead
from courseapp.events.rules import Access, EventStatus
from courseapp.initiatives.models import Initiative

STANDS: Mapping[EventStatus, Stand] = {
    EventStatus.POSTPONED: Stand.POSTPONED,
    EventStatus.CANCELLED: Stand.CANCELLED,
}
COLUMNS = ("stand", "starts_on", "ends_on", "year", "month", "is_open")


def other_than_seen(session: Session, now: datetime) -> Sequence[int]:
    """Return the public events to come that are not as they were seen last. Three statements."""
    seen = {row.event_id: row.seen for row in session.scalars(select(EventSeen))}
    events = session.scalars(
        select(Event)
        .join(Event.initiative)
        .where(listed(), is_ahead(now), Event.is_example.is_(False), Initiative.is_public.is_(True))
        .options(joinedload(Event.series), selectinload(Event.published_sessions))
        .order_by(Event.id)
    )
    return [each.id for each in events if seen_now(each, now) != seen.get(each.id)]


def notice(session: Session, now: datetime, event_id: int) -> int:
    """Keep what is new of one event, and how it is now; return how much is new.

    The event is locked and looked at afresh, so that of two workers one finds the news.
    """
    event = lock(session, Event, event_id)
    row = session.get(EventSeen, event_id, populate_existing=True)
    before, after = row.seen if row else None, seen_now(event, now)
    if not is_listed(event) or before == after:
        return 0
    kinds = list(news(before, after))
    session.add_all(EventNews(event_id=event_id, kind=kind, at=now) for kind in kinds)
    if row is None:
        row = EventSeen(event_id=event_id)
        session.add(row)
    for name in COLUMNS:
        setattr(row, name, getattr(after, name))
    session.flush()
    return len(kinds)


def seen_now(event: Event, now: datetime) -> Seen:
    """Return how a public event stands at `now`."""
    return Seen(
        STANDS.get(event.status, Stand.PLANNED),
        event.starts_on,
        event.ends_on,
        event.year,
        event.month,
        takes_people(event, now),
    )


def takes_people(event: Event, now: datetime) -> bool:
    """Return whether somebody can apply or register now; the grace is not advertised."""
    if event.access is Access.INVITATION:
        return False
    if registers(event):
        return entrance(event, now) is Entrance.OPEN
    return window(event, now) is Window.OPEN
