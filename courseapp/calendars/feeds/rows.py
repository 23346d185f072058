"""The rows that stand in feeds, as statements: light columns, and the same few for any number."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, case, func, or_, select
from sqlalchemy.orm import Session, defer, joinedload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.base import ExecutableOption

from courseapp.calendars.feeds.choosing import chosen, chosen_before, had_dates, had_deadline_since
from courseapp.calendars.feeds.scopes import Scope
from courseapp.calendars.feeds.windows import Window
from courseapp.events.models import Event, EventTopic, PublishedSession
from courseapp.events.published.publicity import (
    is_withdrawn,
    listed,
    programme_is_public,
    programme_is_withdrawn,
)
from courseapp.events.rules import EventStatus, SessionStatus

Condition = ColumnElement[bool]
TOOK_PLACE = frozenset({EventStatus.ANNOUNCED, EventStatus.PUBLISHED, EventStatus.HELD})
# Texts that no entry shows, and the longest ones of an event.
UNSEEN = (Event.search_text, Event.audience, Event.notice, Event.address)
UNSEEN_OF_SESSIONS = (
    *(PublishedSession.agenda, PublishedSession.track, PublishedSession.module),
    *(PublishedSession.starts_local, PublishedSession.ends_local, PublishedSession.language),
)


def sittings(*conditions: Condition) -> Select[PublishedSession]:
    """Return the statement for sessions, by their start; `read` them, and they have their events.

    An event has many columns and many sessions, so it does not come along with each of them.
    """
    return (
        select(PublishedSession)
        .join(PublishedSession.event)
        .where(*conditions)
        .options(*(defer(column) for column in UNSEEN_OF_SESSIONS))
        .order_by(PublishedSession.starts_at, PublishedSession.calendar_uid)
    )


def read(session: Session, wanted: Select[PublishedSession]) -> Sequence[PublishedSession]:
    """Return the sessions with their events. Two statements, one where there is none."""
    found = session.scalars(wanted).all()
    ids = {each.event_id for each in found}
    whole = session.scalars(events(Event.id.in_(ids))).all() if ids else ()
    by_id = {event.id: event for event in whole}
    for each in found:
        set_committed_value(each, "event", by_id[each.event_id])
    return found


def events(*conditions: Condition) -> Select[Event]:
    """Return the statement for events with their initiative, by their first day."""
    return (
        select(Event)
        .where(*conditions)
        .options(*light_event())
        .order_by(Event.starts_on, Event.calendar_uid)
    )


def light_event() -> tuple[ExecutableOption, ...]:
    """Return what loads an event as far as an entry tells of it."""
    return joinedload(Event.initiative), *(defer(column) for column in UNSEEN)


def load_topics(session: Session, found: Iterable[Event]) -> None:
    """Give the events their topics, of which entries tell. One statement, none for no event."""
    by_id = {event.id: event for event in found}
    topics: dict[int, list[EventTopic]] = {number: [] for number in by_id}
    wanted = select(EventTopic).where(EventTopic.event_id.in_(by_id)) if by_id else None
    for row in session.scalars(wanted.order_by(EventTopic.position)) if wanted is not None else ():
        topics[row.event_id].append(row)
    for number, event in by_id.items():
        set_committed_value(event, "topics", topics[number])


def told_sittings(scope: Scope) -> Condition:
    """Return the condition that a session stands in feeds, if only as told no more."""
    told = and_(listed(), programme_is_public(), chosen(scope))
    return or_(told, and_(programme_is_withdrawn(), chosen_before(scope)))


def told_events(scope: Scope) -> Condition:
    """Return the condition that an event stands in feeds as a whole, if only as told no more."""
    return or_(
        and_(listed(), chosen(scope)),
        and_(or_(is_withdrawn(), programme_is_withdrawn()), chosen_before(scope)),
    )


def without_sessions() -> Condition:
    """Return the condition that an event stands as a whole beside, or instead of, its sessions."""
    told = or_(programme_is_public(), and_(programme_is_withdrawn(), is_withdrawn()))
    return or_(~told, ~Event.published_sessions.any())


def stands_as_whole() -> Condition:
    """Return the condition that it does, or that its dates alone did so before all was told."""
    return or_(without_sessions(), had_dates())


def took_place() -> Condition:
    """Return the condition that an event is in the archive; nobody knows of plans whether so."""
    return and_(listed(), Event.status.in_(TOOK_PLACE))


def was_held() -> Condition:
    """Return the condition that a session is in the archive."""
    return and_(took_place(), PublishedSession.status == SessionStatus.SCHEDULED)


def has_deadline_since(since: datetime) -> Condition:
    """Return the condition that applications open or close, or were to, after an instant."""
    return or_(
        Event.applications_open_at >= since,
        Event.applications_close_at >= since,
        had_deadline_since(since),
    )


def last_day() -> ColumnElement[Any]:
    """Return the last day; a postponed event without new dates stands where it stood."""
    return func.coalesce(
        Event.ends_on, Event.starts_on, Event.earlier_ends_on, Event.earlier_starts_on
    )


def nearest_sittings(window: Window, *conditions: Condition) -> Select[PublishedSession]:
    """Return the statement for as many sessions as have room; see `windows.nearest`."""
    coming = PublishedSession.ends_at >= window.here
    found = sittings(PublishedSession.ends_at >= window.since, *conditions)
    return _nearest(found, coming, PublishedSession.starts_at, window)


def nearest_events(window: Window, *conditions: Condition) -> Select[Event]:
    """Return the statement for as many whole events as have room."""
    coming = last_day() >= window.here.date()
    found = events(last_day() >= window.since.date(), *conditions)
    return _nearest(found, coming, last_day(), window)


def with_standing(found: Select[Event], scope: Scope) -> Select[Any]:
    """Return the statement with what `told.Whole` says beside each event."""
    is_found = and_(listed(), chosen(scope))
    return found.add_columns(is_found, Event.published_sessions.any(), had_dates())


def _nearest(
    found: Select[Any], coming: Condition, at: SQLColumnExpression[Any], window: Window
) -> Select[Any]:
    first = case((coming, 0), else_=1)
    soonest = case((coming, at))
    return found.order_by(None).order_by(first, soonest, at.desc()).limit(window.most)
