"""What a selection needs of an event: its zone, its start, its place, its free seats."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from courseapp.applications.models import Application
from courseapp.core.translations import gettext, noted
from courseapp.countries.spoken_names import country_said
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus, Mode, SessionStatus
from courseapp.intake.scope import zone_of

__all__ = ["ONLINE", "place_of", "reading_zone", "seats_free", "starts_at", "zone_of"]

ONLINE = noted("Online")


def starts_at(event: Event) -> datetime | None:
    """Return the instant at which the event starts, or None while that is not known.

    It is the first session's start; without sessions, midnight of the first day at the venue.
    What is public of a postponed event stands on the earlier days, and does not count.
    """
    is_postponed = event.status is EventStatus.POSTPONED
    public = () if is_postponed else event.published_sessions
    planned = [s.starts_at for s in public if s.status is SessionStatus.SCHEDULED]
    if planned:
        return min(planned)
    if event.starts_on is None:
        return None
    return datetime.combine(event.starts_on, time(), ZoneInfo(zone_of(event)))


def place_of(event: Event) -> str:
    """Return venue, city and country, or ``Online``; "" where nothing is known."""
    if event.mode is Mode.ONLINE:
        return gettext(ONLINE)
    parts = [event.venue, event.city, country_said(event.country)]
    place = ", ".join(part for part in parts if part)
    is_both = place and event.mode is Mode.HYBRID
    return gettext("%(place)s, and online", place=place) if is_both else place


def seats_free(event: Event) -> int | None:
    """Return how many people can still have a seat, overbooked ones counted; None: no limit."""
    return None if event.places is None else max(0, event.places - event.seats_taken)


def reading_zone(application: Application) -> str:
    """Return the IANA zone in which she lives: hers where she told us, else the event's."""
    return application.person.zone or zone_of(application.event)
