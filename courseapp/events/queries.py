"""Reading events, each list in a fixed number of statements."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    extract,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from courseapp.core.errors import NotFound
from courseapp.events.models import AgendaItem, Event, EventSession
from courseapp.events.published.publicity import listed
from courseapp.events.rules import PUBLIC_STATUSES, Access, EventStatus

Order = SQLColumnExpression[Any]
NO_YEAR = 9999  # sorts what is postponed until nobody knows when

STILL_TO_COME = frozenset(PUBLIC_STATUSES - {EventStatus.HELD})


def public_event(session: Session, slug: str) -> Event:
    """Return an event that everybody may see, with its published sessions.

    Raises NotFound for drafts too, and where everybody is told nothing, whoever asks. Two
    statements.
    """
    return _found(session, _with_programme(Event.slug == slug, listed()))


def event_taken_part_in(session: Session, slug: str) -> Event:
    """Return an event that is no draft, with its published sessions. Raises NotFound.

    Only for views that have asked who takes part. Two statements.
    """
    return _found(session, _with_programme(Event.slug == slug, Event.status.in_(PUBLIC_STATUSES)))


def organised_event(session: Session, slug: str) -> Event:
    """Return an event in any status, with its sessions, planned and published. Raises NotFound.

    Only for views that declare `organiser_of_event`. A fixed number of statements.
    """
    return _found(session, select(Event).where(Event.slug == slug).options(*whole_event()))


def session_of(event: Event, session_id: int) -> EventSession:
    """Return a session of the event. Raises NotFound for that of another event."""
    for sitting in event.sessions:
        if sitting.id == session_id:
            return sitting
    raise NotFound


def open_calls(
    session: Session, now: datetime, *, initiative_id: int | None = None, limit: int = 20
) -> Sequence[Event]:
    """Return events that take applications now, the nearest deadline first. One statement."""
    chosen = with_initiative(select(Event)).where(call_is_open(now), _of(initiative_id))
    ordered = chosen.order_by(Event.applications_close_at, Event.id)
    return session.scalars(ordered.limit(limit)).all()


def coming_events(
    session: Session, now: datetime, *, initiative_id: int | None = None, limit: int = 20
) -> Sequence[Event]:
    """Return public events that are not over, the next first. One statement."""
    chosen = with_initiative(select(Event)).where(is_coming(now), _of(initiative_id))
    return session.scalars(chosen.order_by(*soonest_first()).limit(limit)).all()


def past_events(
    session: Session, now: datetime, *, initiative_id: int | None = None, limit: int = 50
) -> Sequence[Event]:
    """Return public events that are over, the latest first. One statement."""
    chosen = with_initiative(select(Event)).where(is_past(now), _of(initiative_id))
    return session.scalars(chosen.order_by(*latest_first()).limit(limit)).all()


def call_is_open(now: datetime) -> ColumnElement[bool]:
    """Return the condition that an event takes applications now; grace is not advertised."""
    opened = or_(Event.applications_open_at.is_(None), Event.applications_open_at <= now)
    by_application = or_(Event.access.is_(None), Event.access != Access.INVITATION)
    in_time = Event.applications_close_at >= now
    return and_(listed(), Event.status == EventStatus.PUBLISHED, by_application, opened, in_time)


def is_coming(now: datetime) -> ColumnElement[bool]:
    """Return the condition that everybody may know of an event, and it is still to come."""
    return and_(listed(), is_ahead(now))


def is_ahead(now: datetime) -> ColumnElement[bool]:
    """Return the condition that an event that is no draft is not over anywhere on Earth.

    Of an event without exact dates, its year and month decide; one that is postponed until
    nobody knows when is still to come.
    """
    today = today_somewhere(now)
    this_month = and_(
        Event.year == today.year, or_(Event.month.is_(None), Event.month >= today.month)
    )
    roughly = and_(Event.starts_on.is_(None), or_(Event.year > today.year, this_month))
    undated = and_(Event.starts_on.is_(None), Event.year.is_(None))
    return and_(
        Event.status.in_(STILL_TO_COME),
        or_(_last_day() >= today, func.coalesce(roughly, false()), undated),
    )


def is_past(now: datetime) -> ColumnElement[bool]:
    """Return the condition that everybody may know of an event, and it is over."""
    return and_(listed(), ~func.coalesce(is_ahead(now), false()))


def today_somewhere(now: datetime) -> date:
    """Return the earliest date that is still today somewhere: that of UTC-12."""
    return (now - timedelta(hours=12)).date()


def soonest_first() -> tuple[Order, ...]:
    """Return the order by date; what is known less exactly comes later, and last what is not."""
    return _year(), _month(13), Event.starts_on.is_(None), Event.starts_on, Event.id


def latest_first() -> tuple[Order, ...]:
    """Return the order by date, backwards; what is known only by year comes last in it."""
    return _year().desc(), _month(0).desc(), Event.starts_on.desc(), Event.id.desc()


def with_initiative(statement: Select[Event]) -> Select[Event]:
    """Return the statement so that each event brings its initiative along."""
    return statement.options(joinedload(Event.initiative))


def whole_event() -> tuple[ExecutableOption, ...]:
    """Return what loads an event with all that its page shows."""
    return (
        *_with_owner(),
        selectinload(Event.sessions).options(
            selectinload(EventSession.speakers),
            selectinload(EventSession.agenda).selectinload(AgendaItem.speakers),
            joinedload(EventSession.room),
            joinedload(EventSession.track),
            joinedload(EventSession.module),
            selectinload(EventSession.published),
        ),
        selectinload(Event.published_sessions),
    )


def _with_programme(*conditions: ColumnElement[bool]) -> Select[Event]:
    programme = selectinload(Event.published_sessions)
    return select(Event).where(*conditions).options(*_with_owner(), programme)


def _with_owner() -> tuple[ExecutableOption, ...]:
    return joinedload(Event.initiative), joinedload(Event.series)


def _found(session: Session, wanted: Select[Event]) -> Event:
    event = session.scalars(wanted).one_or_none()
    if event is None:
        raise NotFound
    return event


def _of(initiative_id: int | None) -> ColumnElement[bool]:
    return Event.id.is_not(None) if initiative_id is None else Event.initiative_id == initiative_id


def _last_day() -> ColumnElement[date]:
    return func.coalesce(Event.ends_on, Event.starts_on)


def _year() -> ColumnElement[int]:
    return func.coalesce(Event.year, extract("year", Event.starts_on), NO_YEAR)


def _month(unknown: int) -> ColumnElement[int]:
    return func.coalesce(Event.month, extract("month", Event.starts_on), unknown)
