"""What everybody finds in feeds, each shape of them in a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_
from sqlalchemy.orm import Session

from courseapp.calendars.feeds import rows
from courseapp.calendars.feeds.choosing import chosen
from courseapp.calendars.feeds.scopes import Scope
from courseapp.calendars.feeds.told import (
    Teller,
    Whole,
    told_overviews,
    told_sessions,
    told_wholes,
)
from courseapp.calendars.feeds.windows import Window, nearest
from courseapp.calendars.rules import Entry, EntryStatus
from courseapp.core.errors import NotFound
from courseapp.events.models import Event, PublishedSession
from courseapp.events.published.publicity import (
    may_read_programme,
    programme_is_public,
)
from courseapp.events.rules import FeedDetail


@dataclass(frozen=True)
class Found:
    """Entries of a feed; `is_full` says that not all had room, so that a week moves them."""

    entries: tuple[Entry, ...]
    is_full: bool = False


def sessions_of(session: Session, scope: Scope, window: Window, teller: Teller) -> Found:
    """Return the sessions of a scope, events without any as a whole. Four statements."""
    sittings = rows.read(session, rows.nearest_sittings(window, rows.told_sittings(scope)))
    found = rows.nearest_events(window, rows.told_events(scope), rows.stands_as_whole())
    wholes = _wholes(session, rows.with_standing(found, scope))
    return _nearest(_entries(session, sittings, wholes, teller), window)


def overview_of(session: Session, scope: Scope, window: Window, teller: Teller) -> Found:
    """Return each event of a scope as one entry of whole days. Two statements."""
    found = rows.nearest_events(window, rows.told_events(scope))
    wholes = _wholes(session, rows.with_standing(found, scope))
    rows.load_topics(session, (each.event for each in wholes))
    return _nearest(told_overviews(wholes, teller), window)


def sessions_of_event(session: Session, event: Event, teller: Teller, most: int) -> Found:
    """Return what everybody may see of one public event, however long ago. Four statements.

    Sessions that everybody could read stay as cancelled, with the whole event beside them where
    that is told, or was until its sessions were.
    """
    of_it = Event.id == event.id
    told = may_read_programme(event) or event.told_before is FeedDetail.ALL
    sittings = rows.read(session, rows.sittings(of_it).limit(most)) if told else ()
    as_whole = and_(of_it, rows.stands_as_whole())
    found = rows.with_standing(rows.events(as_whole), Scope(event=event.slug))
    wholes = _wholes(session, found)
    return Found(_in_order(_entries(session, sittings, wholes, teller)))


def session_of(session: Session, event: Event, uid: str, teller: Teller) -> Entry:
    """Return one session of a public event. Raises NotFound, also where not all may read it."""
    if not may_read_programme(event):
        raise NotFound
    named = PublishedSession.calendar_uid == uid
    found = rows.read(session, rows.sittings(Event.id == event.id, named))
    if not found:
        raise NotFound
    return teller.session(found[0])


def archive_of(session: Session, scope: Scope, year: int, window: Window, teller: Teller) -> Found:
    """Return what took place in a year of UTC and left the window, the latest if too much.

    What was cancelled is not in it, nor what is told no more. Four statements.
    """
    begins = datetime(year, 1, 1, tzinfo=UTC)
    until = min(window.since, datetime(year + 1, 1, 1, tzinfo=UTC))
    ended = and_(PublishedSession.ends_at >= begins, PublishedSession.ends_at < until)
    told = and_(rows.was_held(), programme_is_public(), chosen(scope))
    latest = rows.sittings(ended, told).order_by(None).order_by(PublishedSession.starts_at.desc())
    sittings = rows.read(session, latest.limit(window.most))
    day = rows.last_day()
    over = and_(day >= begins.date(), day <= (until - timedelta(days=1)).date())
    held = and_(rows.took_place(), chosen(scope), rows.without_sessions())
    wholes = _wholes(session, rows.with_standing(rows.events(over, held), scope))
    entries = _held(_entries(session, sittings, wholes, teller))
    return Found(_in_order(entries)[-window.most :])


def _held(entries: list[Entry]) -> list[Entry]:
    return [each for each in entries if each.status is not EntryStatus.CANCELLED]


def _entries(
    session: Session,
    sittings: Sequence[PublishedSession],
    wholes: Sequence[Whole],
    teller: Teller,
) -> list[Entry]:
    told = (*(each.event for each in sittings), *(each.event for each in wholes))
    rows.load_topics(session, told)
    return [*told_sessions(sittings, teller), *told_wholes(wholes, teller)]


def _wholes(session: Session, found: Select[Any]) -> Sequence[Whole]:
    return [Whole._make(row) for row in session.execute(found)]


def _nearest(entries: list[Entry], window: Window) -> Found:
    return Found(nearest(entries, window), is_full=len(entries) >= window.most)


def _in_order(entries: list[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.order))
