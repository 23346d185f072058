"""A year of ICAP: what was held, what was planned, and what came to nothing."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.ids import calendar_uid
from courseapp.events.models import Event, EventSession, Series
from courseapp.events.published.versions import write_version
from courseapp.events.rules import EventKind, EventStatus, Level, Mode, SessionStatus
from courseapp.initiatives.models import Initiative, RecordPublication

LONG_AGO = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
OUTPUTS = "/initiatives/icap/outputs"
YEAR = f"{OUTPUTS}/2026"
wall = datetime.fromisoformat  # what a clock on the wall shows


def initiative(session: Session, slug: str = "icap") -> Initiative:
    return session.scalars(select(Initiative).where(Initiative.slug == slug)).one()


def series(session: Session, slug: str) -> Series:
    return session.scalars(select(Series).where(Series.slug == slug)).one()


def add_event(session: Session, owner: Initiative, title: str = "Course", **told: Any) -> Event:
    """Add an event that was held in Almaty in May 2026; `told` says what is different."""
    slug = f"{title.lower().replace(' ', '-')}-{calendar_uid()[:8]}"
    facts: dict[str, Any] = {
        "kind": EventKind.COURSE,
        "mode": Mode.IN_PERSON,
        "level": Level.INTRODUCTORY,
        "status": EventStatus.HELD,
        "starts_on": date(2026, 5, 4),
        "ends_on": date(2026, 5, 15),
        "city": "Almaty",
        "country": "KZ",
    } | told
    if facts["status"] is EventStatus.CANCELLED:
        facts["cancelled_at"] = LONG_AGO
    event = Event(
        slug=slug,
        title=title,
        initiative_id=owner.id,
        calendar_uid=calendar_uid(),
        created_at=LONG_AGO,
        changed_at=LONG_AGO,
        **facts,
    )
    session.add(event)
    session.flush()
    return event


def add_session(
    session: Session,
    event: Event,
    starts: str = "2026-05-04T09:00",
    minutes: int = 90,
    zone: str = "Asia/Almaty",
    **told: Any,
) -> EventSession:
    """Add a session that everybody sees, by the wall clock of its zone."""
    local = wall(starts)
    start = local.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))
    end = start + timedelta(minutes=minutes)
    facts: dict[str, Any] = {"title": "Secret title"} | told
    status = facts.pop("status", SessionStatus.SCHEDULED)
    sitting = EventSession(
        event_id=event.id,
        calendar_uid=calendar_uid(),
        zone=zone,
        starts_local=local,
        ends_local=end.astimezone(ZoneInfo(zone)).replace(tzinfo=None),
        starts_at=start,
        ends_at=end,
        created_at=LONG_AGO,
        changed_at=LONG_AGO,
        **facts,
    )
    session.add(sitting)
    session.flush()
    write_version(session, None, LONG_AGO, event, was_public=False)
    if status is SessionStatus.CANCELLED:
        sitting.status = status
        write_version(session, None, LONG_AGO, event)
    return sitting


def publications(session: Session, owner: Initiative) -> list[RecordPublication]:
    """Return the publications of a record by title."""
    own = RecordPublication.initiative_id == owner.id
    found = select(RecordPublication).where(own).order_by(RecordPublication.title)
    return list(session.scalars(found))
