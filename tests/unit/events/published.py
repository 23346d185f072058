"""Public sessions and events as plain objects, for tests without a database."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from courseapp.events.models import Event, PublishedSession
from courseapp.events.published.states import STATE_FIELDS, SessionState
from courseapp.events.rules import Access, EventKind, EventStatus, Mode, SessionStatus
from courseapp.initiatives.models import Initiative

wall = datetime.fromisoformat  # what a clock on the wall shows


def state(
    starts: str = "2027-03-22T09:00",
    ends: str = "2027-03-22T10:30",
    zone: str = "Europe/Rome",
    **told: Any,
) -> SessionState:
    """Return a session in Rome, by the clock on the wall there."""
    local = [wall(starts), wall(ends)]
    at = [each.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC")) for each in local]
    facts: dict[str, Any] = {"status": SessionStatus.SCHEDULED, "title": "Set the cap"} | told
    return SessionState(
        zone=zone,
        starts_local=local[0],
        ends_local=local[1],
        starts_at=at[0],
        ends_at=at[1],
        **facts,
    )


def row(number: int, shown: SessionState) -> PublishedSession:
    """Return a public session that no database knows; its UID is made of the number."""
    values = {name: getattr(shown, name) for name in STATE_FIELDS}
    return PublishedSession(
        id=number, session_id=number, calendar_uid=f"uid-{number}", sequence=0, **values
    )


def course(*rows: PublishedSession, **told: Any) -> Event:
    """Return a course of ICAP in Florence that no database knows."""
    facts: dict[str, Any] = {
        "slug": "course-2027",
        "title": "Course on emissions trading",
        "kind": EventKind.COURSE,
        "mode": Mode.IN_PERSON,
        "access": Access.APPLICATION,
        "status": EventStatus.PUBLISHED,
        "zone": "Europe/Rome",
        "starts_on": date(2027, 3, 22),
        "ends_on": date(2027, 4, 2),
        "venue": "Badia Fiesolana",
        "city": "Florence",
        "country": "IT",
        "address": "Via dei Roccettini 9",
        "description": "Ten days on every step of design.",
        "audience": "",
        "source": "",
        "is_example": False,
        "initiative": Initiative(
            slug="icap", name="International Carbon Action Partnership", short_name="ICAP"
        ),
    } | told
    return Event(published_sessions=list(rows), **facts)
