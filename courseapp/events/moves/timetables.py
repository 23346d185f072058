"""Everything of a saved event that has a date, as plain values that can be moved."""

from hashlib import sha256

from courseapp.events.models import Event, EventSession, Module
from courseapp.events.moves.moving import ModuleDays, SittingTimes, Timetable
from courseapp.events.rules import SessionStatus


def timetable_of(event: Event) -> Timetable:
    """Return the dates of an event; sessions that were cancelled are none of them."""
    alive = (each for each in event.sessions if each.status is SessionStatus.SCHEDULED)
    return Timetable(
        zone=event.zone,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        decisions_on=event.decisions_on,
        applications_zone=event.applications_zone,
        opens_local=event.applications_open_local,
        closes_local=event.applications_close_local,
        modules=tuple(_module(each) for each in event.modules),
        sittings=tuple(_sitting(each) for each in alive),
    )


def state_of(timetable: Timetable) -> str:
    """Return what tells one state of the dates from every other."""
    return sha256(repr(timetable).encode()).hexdigest()[:16]


def _module(module: Module) -> ModuleDays:
    return ModuleDays(module.id, module.title, module.starts_on, module.ends_on)


def _sitting(each: EventSession) -> SittingTimes:
    return SittingTimes(
        each.id,
        each.title,
        each.zone,
        each.starts_local,
        each.ends_local,
        each.starts_at,
        each.ends_at,
    )
