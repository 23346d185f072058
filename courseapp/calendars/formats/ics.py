"""Feeds as iCalendar octets: the same feed is always the same octets (RFC 5545, RFC 7986)."""

from icalendar import Calendar, vDuration

from courseapp.calendars.formats.clocks import Zones, needs_utc, on_the_clock, zones_of
from courseapp.calendars.formats.events import event_component
from courseapp.calendars.formats.folding import folded
from courseapp.calendars.formats.lines import content_lines
from courseapp.calendars.formats.texts import one_line, plain_text
from courseapp.calendars.formats.values import add_text, add_uri, in_utc
from courseapp.calendars.rules import COLOURS, Feed
from courseapp.calendars.zones.components import zone_component
from courseapp.calendars.zones.observances import UTC_DEFINITION

__all__ = [
    "Zones",
    "build_calendar",
    "event_component",
    "needs_utc",
    "on_the_clock",
    "write_feed",
    "zones_of",
]

PRODUCT = "-//courseapp//calendars//EN"


def write_feed(feed: Feed) -> bytes:
    """The feed as UTF-8 iCalendar: lines of at most 75 octets, each ended by CRLF."""
    return folded(content_lines(build_calendar(feed)))


def build_calendar(feed: Feed) -> Calendar:
    """The feed as one VCALENDAR: zones first, then the entries by start and UID.

    It has no METHOD (it is published, not sent) and no UID: vdirsyncer takes the first UID of
    a feed for the identity of everything in it.
    """
    calendar = Calendar()
    _describe(calendar, feed)
    zones = zones_of(feed.entries)
    for name in sorted(zones):
        calendar.add_component(zone_component(zones[name]))
    if not feed.entries:
        calendar.add_component(zone_component(UTC_DEFINITION))
    for entry in feed.in_order:
        calendar.add_component(event_component(entry, zones))
    return calendar


def _describe(calendar: Calendar, feed: Feed) -> None:
    """Name, description, address and refresh interval, in the standard's and the clients' words."""
    add_text(calendar, "VERSION", "2.0")
    add_text(calendar, "PRODID", PRODUCT)
    add_text(calendar, "CALSCALE", "GREGORIAN")
    name, description = one_line(feed.name), plain_text(feed.description)
    add_text(calendar, "NAME", name, LANGUAGE=feed.language)
    add_text(calendar, "X-WR-CALNAME", name)
    add_text(calendar, "DESCRIPTION", description, LANGUAGE=feed.language)
    add_text(calendar, "X-WR-CALDESC", description)
    add_text(calendar, "COLOR", feed.colour)
    add_text(calendar, "X-APPLE-CALENDAR-COLOR", COLOURS.get(feed.colour, ""))
    add_uri(calendar, "SOURCE", feed.source_url, VALUE="URI")
    add_uri(calendar, "URL", feed.page_url)
    calendar["REFRESH-INTERVAL"] = vDuration(feed.refresh, params={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(feed.refresh)
    calendar["LAST-MODIFIED"] = in_utc(feed.changed_at)
    if feed.image:
        picture = {"VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": feed.image.media_type}
        add_uri(calendar, "IMAGE", feed.image.address, **picture)
