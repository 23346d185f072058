"""Instants on the wall clocks of the zones that a feed defines, else in UTC."""

from collections.abc import Iterable
from datetime import datetime

from icalendar import vDatetime

from courseapp.calendars.formats.values import in_utc, in_zone
from courseapp.calendars.rules import Entry, Timed
from courseapp.calendars.zones.observances import ZoneDefinition, define_zone, is_near_a_change
from courseapp.calendars.zones.timezones import zone_named

Zones = dict[str, ZoneDefinition]


def on_the_clock(instant: datetime, zone: ZoneDefinition | None) -> vDatetime:
    """An instant on the wall clock of a defined zone (form 3 of RFC 5545 §3.3.5), else in UTC."""
    clock = zone_named(zone.name) if zone else None
    if zone is None or clock is None:
        return in_utc(instant)
    return in_zone(instant.astimezone(clock).replace(tzinfo=None), zone.name)


def needs_utc(when: Timed) -> bool:
    """Whether the clocks change so near that a reader could mistake the wall clock times."""
    return any(is_near_a_change(when.zone, instant) for instant in (when.starts_at, when.ends_at))


def zones_of(entries: Iterable[Entry]) -> Zones:
    """The definitions of the zones that the entries use, by name; UTC needs none."""
    used: dict[str, list[datetime]] = {}
    for when in (entry.when for entry in entries):
        if isinstance(when, Timed) and not needs_utc(when):
            used.setdefault(when.zone, []).extend((when.starts_at, when.ends_at))
    defined = {name: define_zone(name, instants) for name, instants in used.items()}
    return {name: zone for name, zone in defined.items() if zone is not None}
