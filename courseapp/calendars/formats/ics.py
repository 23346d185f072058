"""Feeds as iCalendar octets: the same feed is always the same octets (RFC 5545, RFC 7986)."""

from collections.abc import Iterable
from datetime import datetime

from icalendar import Calendar, Event, vDate, vDatetime, vDuration, vInt

from courseapp.calendars.formats.folding import folded
from courseapp.calendars.formats.texts import ascii_uri, one_line, plain_text
from courseapp.calendars.formats.values import (
    Categories,
    Geo,
    Text,
    add_text,
    add_uri,
    in_utc,
    in_zone,
)
from courseapp.calendars.rules import AllDay, Entry, Feed, Timed
from courseapp.calendars.zones.components import zone_component
from courseapp.calendars.zones.observances import (
    UTC_DEFINITION,
    ZoneDefinition,
    define_zone,
    is_near_a_change,
)
from courseapp.calendars.zones.timezones import zone_named

PRODUCT = "-//courseapp//calendars//EN"
COLOUR_NAME, COLOUR_CODE = "teal", "#008080"
Zones = dict[str, ZoneDefinition]


def write_feed(feed: Feed) -> bytes:
    """The feed as UTF-8 iCalendar: lines of at most 75 octets, each ended by CRLF."""
    return folded(build_calendar(feed).content_lines())


def build_calendar(feed: Feed) -> Calendar:
    """The feed as one VCALENDAR: zones first, then the entries by start and UID.

    It has no METHOD (it is published, not sent) and no UID: vdirsyncer takes the first UID of
    a feed for the identity of everything in it.
    """
    calendar = Calendar()
    describe_feed(calendar, feed)
    zones = zones_of(feed.entries)
    for name in sorted(zones):
        calendar.add_component(zone_component(zones[name]))
    if not feed.entries:
        calendar.add_component(zone_component(UTC_DEFINITION))
    for entry in feed.in_order:
        calendar.add_component(event_component(entry, zones))
    return calendar


def describe_feed(calendar: Calendar, feed: Feed) -> None:
    """Name, description, address and refresh interval, in the standard's and the clients' words."""
    add_text(calendar, "VERSION", "2.0")
    add_text(calendar, "PRODID", PRODUCT)
    add_text(calendar, "CALSCALE", "GREGORIAN")
    for name in ("NAME", "X-WR-CALNAME"):
        add_text(calendar, name, one_line(feed.name))
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        add_text(calendar, name, plain_text(feed.description))
    add_text(calendar, "COLOR", COLOUR_NAME)
    add_text(calendar, "X-APPLE-CALENDAR-COLOR", COLOUR_CODE)
    add_uri(calendar, "SOURCE", feed.source_url, VALUE="URI")
    add_uri(calendar, "URL", feed.page_url)
    calendar["REFRESH-INTERVAL"] = vDuration(feed.refresh, params={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(feed.refresh)
    calendar["LAST-MODIFIED"] = in_utc(feed.changed_at)


def event_component(entry: Entry, zones: Zones) -> Event:
    """One VEVENT (RFC 5545 §3.6.1). DTSTAMP is the last change: nothing here reads the clock."""
    event = Event()
    event["UID"] = Text(entry.uid)
    event["SEQUENCE"] = vInt(entry.sequence)
    event["DTSTAMP"] = event["LAST-MODIFIED"] = in_utc(entry.changed_at)
    event["CREATED"] = in_utc(entry.created_at)
    event["STATUS"] = Text(entry.status.upper())
    event["TRANSP"] = Text("OPAQUE" if entry.blocks_time else "TRANSPARENT")
    add_times(event, entry.when, zones)
    add_words(event, entry)
    add_uri(event, "URL", entry.url)
    if entry.parent_uid:
        # Without VALUE=UID (RFC 9253), with which Home Assistant loses the whole feed.
        event["RELATED-TO"] = Text(entry.parent_uid, params={"RELTYPE": "PARENT"})
    return event


def add_words(event: Event, entry: Entry) -> None:
    """What people read; LOCATION has the way in too, for few clients read CONFERENCE."""
    way_in = ascii_uri(entry.conference_url)
    add_text(event, "SUMMARY", one_line(entry.title))
    add_text(event, "DESCRIPTION", plain_text(entry.description))
    add_text(event, "LOCATION", ", ".join(filter(None, (plain_text(entry.location), way_in))))
    add_text(event, "CONTACT", plain_text(entry.contact))
    categories = [name for name in map(one_line, entry.categories) if name]
    if categories:
        event["CATEGORIES"] = Categories(categories)
    if entry.position is not None:
        event["GEO"] = Geo((entry.position.latitude, entry.position.longitude))
    add_uri(event, "CONFERENCE", way_in, VALUE="URI", FEATURE="VIDEO", LABEL="Join online")


def add_times(event: Event, when: Timed | AllDay, zones: Zones) -> None:
    """DTSTART and DTEND: days, wall clock times with a TZID, or UTC."""
    if isinstance(when, AllDay):
        event["DTSTART"] = vDate(when.first_day, params={"VALUE": "DATE"})
        event["DTEND"] = vDate(when.day_after, params={"VALUE": "DATE"})
        return
    zone = None if needs_utc(when) else zones.get(when.zone)
    event["DTSTART"] = on_the_clock(when.starts_at, zone)
    event["DTEND"] = on_the_clock(when.ends_at, zone)


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
