"""Noticing that something changed which feeds show, in the very transaction that changes it.

It hangs on the tables and not on services: whichever way a row changes, the news of it is a row of
the same transaction, and after the commit the worker is woken. If the power goes between the two,
the worker's job of each minute finds it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Any, cast

from flask import current_app, has_app_context
from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import Session, object_session

from courseapp.calendars.copies.models import FeedNews
from courseapp.core.clock import Clock, utc_now
from courseapp.core.database import Base
from courseapp.events.models import (
    UNSHOWN,
    Event,
    EventLanguage,
    EventOrganisation,
    EventTopic,
    PublishedSession,
    Series,
)
from courseapp.events.rules import PUBLIC_STATUSES
from courseapp.initiatives.models import Initiative

WAKE = "wake_feeds"
MOST_EVENTS = 200  # of more than that at once, any feed may show some
_HEARD, _WRITTEN = "feed_news_heard", "feed_news_written"

# What decides whether somebody may still see an event.
TELLS = frozenset({"status", "access", "feed_detail", "told_before", "source", "is_example"})
# By these, feeds are found: with the former one nobody can tell which feeds had the event.
FINDS = frozenset({"slug", "initiative_id"})
SHOWN_OF_RECORDS = frozenset({"slug", "name", "short_name", "is_public", "changed_at"})


class How(StrEnum):
    """What became of a row."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


# On rows and not on the session: what leaves a list is deleted without the session's saying so.
MOMENTS: Mapping[How, str] = MappingProxyType(
    {How.ADDED: "after_insert", How.CHANGED: "after_update", How.DELETED: "after_delete"}
)


@dataclass(frozen=True)
class News:
    """What changed: something of an event, or, where it is None, of what any feed may show.

    `withdraws` says that something may have been taken back that nobody may see any longer.
    """

    event_id: int | None
    withdraws: bool = False


ANYWHERE = News(None)


def _of_event(event: Event, how: How, changed: frozenset[str]) -> News | None:
    moved = how is How.CHANGED and "status" in changed
    was_public = moved or event.status in PUBLIC_STATUSES
    if how is How.DELETED or (how is How.CHANGED and was_public and changed & FINDS):
        return News(None, withdraws=True)
    is_shown = bool(changed - UNSHOWN) and was_public
    return News(event.id, how is How.CHANGED and bool(changed & TELLS)) if is_shown else None


def _of_session(row: PublishedSession, how: How, _changed: frozenset[str]) -> News:
    return News(row.event_id, withdraws=how is How.DELETED)


def _of_part(row: EventLanguage | EventTopic, _how: How, _changed: frozenset[str]) -> News:
    return News(row.event_id)


def _of_series(_row: Series, _how: How, _changed: frozenset[str]) -> News:
    return ANYWHERE


def _of_record(record: Initiative, how: How, changed: frozenset[str]) -> News | None:
    if not record.is_public and "is_public" not in changed:
        return None
    gone = how is How.DELETED or (how is How.CHANGED and "is_public" in changed)
    return News(None, withdraws=gone) if gone or changed & SHOWN_OF_RECORDS else None


Told = Callable[[Any, How, frozenset[str]], News | None]
WATCHED: Mapping[type[Base], Told] = MappingProxyType(
    {
        Event: _of_event,
        PublishedSession: _of_session,
        EventLanguage: _of_part,
        EventTopic: _of_part,
        EventOrganisation: _of_part,
        Series: _of_series,
        Initiative: _of_record,
    }
)


def _hear(how: How, _mapper: object, _connection: object, row: Base) -> None:
    """Keep the news of one row until all of the flush are written."""
    changed = _changed(row)
    news = WATCHED[type(row)](row, how, changed) if changed or how is How.DELETED else None
    session = object_session(row)
    if news is not None and session is not None:
        session.info.setdefault(_HEARD, set()).add(news)


for _table in WATCHED:
    for _how, _moment in MOMENTS.items():
        event.listen(_table, _moment, partial(_hear, _how))


@event.listens_for(Session, "after_flush")
def note_news(session: Session, _context: object) -> None:
    """Write the news of what was written."""
    news: set[News] = session.info.pop(_HEARD, set())
    if len(news) > MOST_EVENTS:
        news = {News(None, withdraws=any(each.withdraws for each in news))}
    if news:
        at = _now()
        rows = [{"event_id": each.event_id, "withdraws": each.withdraws, "at": at} for each in news]
        session.connection().execute(insert(FeedNews), rows)
        session.info[_WRITTEN] = True


@event.listens_for(Session, "after_commit")
def wake_the_worker(session: Session) -> None:
    """Only after the commit: a job that runs before it would find nothing new."""
    if session.in_nested_transaction():
        return  # only a savepoint was released
    if session.info.pop(_WRITTEN, False) and has_app_context():
        current_app.extensions[WAKE]()


def _changed(row: Base) -> frozenset[str]:
    state = inspect(row)
    columns = state.mapper.column_attrs.keys()
    return frozenset(name for name in columns if state.attrs[name].history.has_changes())


def _now() -> datetime:
    return cast(Clock, current_app.extensions["clock"])() if has_app_context() else utc_now()
