"""One entry as a VEVENT (RFC 5545 §3.6.1, RFC 7986, RFC 9073, RFC 9253).

Beside the standards' words stand those of clients that read no others: X-ALT-DESC is the HTML of
Outlook (RFC 9073 has STYLED-DESCRIPTION for it, which no client reads yet and which libical 3
reports as a fault), X-APPLE-STRUCTURED-LOCATION the map of Apple.
"""

from collections.abc import Iterator
from functools import lru_cache
from uuid import UUID, uuid5

from icalendar import Component, Event, vDate, vInt, vUri

from courseapp.calendars.formats.clocks import Zones, needs_utc, on_the_clock
from courseapp.calendars.formats.texts import ascii_uri, one_line, plain_text
from courseapp.calendars.formats.values import (
    Categories,
    Geo,
    Text,
    add_text,
    add_uri,
    add_uris,
    in_utc,
    linked,
    worded,
)
from courseapp.calendars.rules import AllDay, Entry, Position, Timed

PLACES = UUID("5b2f0a52-1f0c-4f5e-8c6e-0c8f4f9f6d11")  # the namespace of the UIDs of venues
NEARBY = "150"  # metres, the circle that Apple draws around a venue


class Venue(Component):
    """A place with a name and a position (RFC 9073 §7.2)."""

    name = "VLOCATION"


def event_component(entry: Entry, zones: Zones) -> Event:
    """One VEVENT. DTSTAMP is the last change: nothing here reads the clock."""
    event = Event()
    event["UID"] = Text(entry.uid)
    event["SEQUENCE"] = vInt(entry.sequence)
    event["DTSTAMP"] = event["LAST-MODIFIED"] = in_utc(entry.changed_at)
    event["CREATED"] = in_utc(entry.created_at)
    event["STATUS"] = worded(entry.status.upper())
    event["CLASS"] = worded(entry.privacy.upper())
    event["TRANSP"] = worded("OPAQUE" if entry.blocks_time else "TRANSPARENT")
    _add_times(event, entry.when, zones)
    _add_words(event, entry)
    _add_place(event, entry)
    _add_links(event, entry)
    return event


def _add_times(event: Event, when: Timed | AllDay, zones: Zones) -> None:
    """DTSTART and DTEND: days, wall clock times with a TZID, or UTC."""
    if isinstance(when, AllDay):
        event["DTSTART"] = vDate(when.first_day, params={"VALUE": "DATE"})
        event["DTEND"] = vDate(when.day_after, params={"VALUE": "DATE"})
        return
    zone = None if needs_utc(when) else zones.get(when.zone)
    event["DTSTART"] = on_the_clock(when.starts_at, zone)
    event["DTEND"] = on_the_clock(when.ends_at, zone)


def _add_words(event: Event, entry: Entry) -> None:
    add_text(event, "SUMMARY", one_line(entry.title), LANGUAGE=entry.language)
    add_text(event, "DESCRIPTION", plain_text(entry.description), LANGUAGE=entry.language)
    if entry.styled:
        html = f"<html><body>{plain_text(entry.styled)}</body></html>"
        add_text(event, "X-ALT-DESC", html, FMTTYPE="text/html")
    add_text(event, "CONTACT", plain_text(entry.contact))
    add_text(event, "COLOR", entry.colour)
    if any(entry.categories):
        event["CATEGORIES"] = _categories(entry.categories)


@lru_cache
def _categories(names: tuple[str, ...]) -> Categories:
    return Categories(filter(None, map(one_line, names)))


def _add_place(event: Event, entry: Entry) -> None:
    """LOCATION has the way in too, for few clients read CONFERENCE."""
    way_in = ascii_uri(entry.conference_url)
    add_text(event, "LOCATION", ", ".join(filter(None, (plain_text(entry.location), way_in))))
    add_uri(event, "CONFERENCE", way_in, VALUE="URI", FEATURE="VIDEO", LABEL=entry.conference_label)
    if entry.position is None:
        return
    event["GEO"] = Geo((entry.position.latitude, entry.position.longitude))
    name = one_line(entry.venue)
    if name:
        event.add_component(_venue(name, entry.position))
        address = f"geo:{entry.position.latitude:.6f},{entry.position.longitude:.6f}"
        parameters = {"X_APPLE_RADIUS": NEARBY, "X_TITLE": name}
        add_uri(event, "X-APPLE-STRUCTURED-LOCATION", address, VALUE="URI", **parameters)


@lru_cache
def _venue(name: str, position: Position) -> Component:
    """The same place has the same UID in every entry."""
    venue = Venue()
    uid = uuid5(PLACES, f"{name} {position.latitude:.6f} {position.longitude:.6f}")
    venue["UID"] = Text(str(uid))
    venue["NAME"] = Text(name)
    venue["GEO"] = Geo((position.latitude, position.longitude))
    return venue


def _add_links(event: Event, entry: Entry) -> None:
    add_uri(event, "URL", entry.url)
    if entry.parent_uid:
        # Without VALUE=UID (RFC 9253), with which Home Assistant loses the whole feed.
        event["RELATED-TO"] = worded(entry.parent_uid, RELTYPE="PARENT")
    add_text(event, "REFID", entry.group)
    add_uris(event, "CONCEPT", map(linked, entry.concepts))
    add_uris(event, "ATTACH", _attachments(entry))
    if entry.record:
        kind, name = entry.record.media_type, one_line(entry.record.title)
        record = {"VALUE": "URI", "LINKREL": "describedby", "FMTTYPE": kind, "LABEL": name}
        add_uri(event, "LINK", entry.record.address, **record)
    if entry.image:
        picture = {"VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": entry.image.media_type}
        add_uri(event, "IMAGE", entry.image.address, **picture)


def _attachments(entry: Entry) -> Iterator[vUri]:
    for each in entry.attachments:
        yield linked(each.address, FMTTYPE=each.media_type, FILENAME=one_line(each.title))
