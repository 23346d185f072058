"""Brings together all that is looked at when something may be wrong in a programme."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from courseapp.countries.holidays import public_holidays, weekend_of
from courseapp.countries.names import country_name
from courseapp.countries.zones import usual_zone
from courseapp.events.clock.deadlines import zone_of_deadline
from courseapp.events.models import Event
from courseapp.events.ports.attending import accepted_or_expected
from courseapp.events.rules import EventStatus
from courseapp.events.sessions.sittings import SessionPlan
from courseapp.speakers.queries import availability_of
from courseapp.warnings.away import elsewhere_of
from courseapp.warnings.programme import ClockTime, Crowd, Frame, Item, Programme, Spot
from courseapp.warnings.stored import agendas_of, held_of, items_of, planned

OVER = frozenset({EventStatus.CANCELLED, EventStatus.HELD})
NOTHING = Programme(Frame(), ())


def gather(session: Session, event: Event, now: datetime) -> Programme:
    """Return the programme as it is planned, without sessions that are over.

    Empty for an event that was held or is cancelled. A fixed number of statements.
    """
    if event.status in OVER:
        return NOTHING
    return _around(session, event, now, items_of(session, event, now))


def gather_with(
    session: Session, event: Event, now: datetime, plan: SessionPlan, session_id: int | None
) -> Programme:
    """Return the programme as it would be with a planned session, in place of the one it replaces.

    Raises Problem for impossible times.
    """
    if event.status in OVER:
        return NOTHING
    agendas = agendas_of(session, held_of(event, now))
    new = planned(event, plan, session_id, agendas)
    others = (each for each in items_of(session, event, now) if each.id != new.id)
    return _around(session, event, now, (*others, new))


def _around(session: Session, event: Event, now: datetime, items: Sequence[Item]) -> Programme:
    frame = _frame(event, now)
    found = Programme(
        frame,
        items,
        elsewhere=elsewhere_of(session, event, items),
        available=availability_of(session, event),
    )
    if frame.is_online:
        found = replace(found, crowds=_crowds(accepted_or_expected(session, event)))
    if frame.is_in_person and event.country:
        found = replace(
            found,
            holidays=_holidays(event.country, frame, items),
            weekend=weekend_of(event.country),
        )
    return found


def _frame(event: Event, now: datetime) -> Frame:
    """What the event says. Once it has begun, nobody waits for a decision any more."""
    begun = event.starts_on is not None and event.starts_on <= now.date()
    return Frame(
        mode=event.mode,
        zone=event.zone,
        starts_on=event.starts_on,
        ends_on=event.ends_on or event.starts_on,
        venue=event.venue,
        spot=Spot(event.city, event.country, event.latitude, event.longitude),
        country_name=country_name(event.country),
        seats=event.seats,
        closes_on=None if begun else _deadline(event),
        decisions_on=None if begun else event.decisions_on,
        visas_needed=event.visas_needed,
        clock_times=() if begun else tuple(_window(event)),
    )


def _deadline(event: Event) -> date | None:
    """The day of the deadline in the zone in which it was entered."""
    at = event.applications_close_at
    return at.astimezone(ZoneInfo(zone_of_deadline(event))).date() if at else None


def _window(event: Event) -> Iterator[ClockTime]:
    """When applications open and close, by the clock by which that was entered."""
    zone = zone_of_deadline(event)
    if event.applications_open_local is not None:
        yield ClockTime("The opening of applications", event.applications_open_local, zone)
    if event.applications_close_local is not None:
        yield ClockTime("The deadline", event.applications_close_local, zone)


def _crowds(people: Mapping[str, int]) -> tuple[Crowd, ...]:
    """The people by country, each where its capital is; nobody lives where there is no zone."""
    return tuple(
        Crowd(country_name(code), zone, number)
        for code, number in sorted(people.items())
        if (zone := usual_zone(code))
    )


def _holidays(country: str, frame: Frame, items: Iterable[Item]) -> Mapping[date, str]:
    days = [day for item in items for day in (item.starts_local.date(), item.ends_local.date())]
    days += [day for day in (frame.starts_on, frame.ends_on) if day]
    return public_holidays(country, min(days), max(days)) if days else {}
