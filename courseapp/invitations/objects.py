"""Invitations as iTIP objects: one session, one person (RFC 5546 §3.2.2, §3.2.5; RFC 6047).

The VEVENT is that of every feed, by the same UID. Nobody else stands in it.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from icalendar import Calendar, Event, vCalAddress, vInt

from courseapp.calendars.formats.folding import folded
from courseapp.calendars.formats.ics import PRODUCT, event_component, zones_of
from courseapp.calendars.formats.texts import one_line
from courseapp.calendars.formats.values import add_text, in_utc
from courseapp.calendars.rules import AllDay, Entry
from courseapp.calendars.zones.components import zone_component
from courseapp.invitations.addresses import Organiser
from courseapp.invitations.rules import Answer, Method, What

KEPT_IN_MAILBOX = "!$&'*+-./=?^_`{|}~"


@dataclass(frozen=True)
class Invited:
    """The one person in an invitation, and what she is asked."""

    email: str
    name: str
    partstat: Answer
    rsvp: bool


@dataclass(frozen=True)
class Sender:
    """Who invites, by the name of the initiative."""

    name: str
    organiser: Organiser


def itip(
    entry: Entry, what: What, sequence: int, sender: Sender, invited: Invited, now: datetime
) -> bytes:
    """Return the object; DTSTAMP is when it is made, as RFC 5545 §3.8.7.2 says of a METHOD."""
    is_request = what in {What.INVITE, What.UPDATE}
    method = Method.REQUEST if is_request else Method.CANCEL
    told = entry if is_request else replace(entry, conference_url="")
    calendar, zones = Calendar(), zones_of([told])
    for name, text in (("VERSION", "2.0"), ("PRODID", PRODUCT), ("CALSCALE", "GREGORIAN")):
        add_text(calendar, name, text)
    add_text(calendar, "METHOD", method.value)
    for name in sorted(zones):
        calendar.add_component(zone_component(zones[name]))
    event = event_component(told, zones)
    event["DTSTAMP"], event["SEQUENCE"] = in_utc(now), vInt(sequence)
    _say_whether(event, what)
    event["ORGANIZER"] = _organizer(sender)
    event["ATTENDEE"] = _attendee(invited, asked=is_request)
    calendar.add_component(event)
    return folded(calendar.content_lines())


def when_of(entry: Entry) -> str:
    """Return what tells the times and the status of an entry from others."""
    when = entry.when
    if isinstance(when, AllDay):
        return _named(entry.status.value, str(when.first_day), str(when.last_day))
    starts, ends = when.starts_at.isoformat(), when.ends_at.isoformat()
    return _named(entry.status.value, starts, ends, when.zone)


def told_by(entry: Entry) -> str:
    """Return what tells one state of all else from another, as far as people are written to.

    What a session is about may change without a mail to everybody; feeds have it at once.
    """
    return _named(entry.title, entry.location, entry.conference_url)


def _named(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()


def mailto(email: str) -> str:
    """Return the address as a URI in ASCII (RFC 6068); a name of a host as IDNA."""
    local, _, host = email.rpartition("@")
    try:
        plain = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        plain = quote(host)
    return f"mailto:{quote(local, safe=KEPT_IN_MAILBOX)}@{plain}"


def _say_whether(event: Event, what: What) -> None:
    """Say STATUS:CANCELLED only where nobody goes; taken off, it is about her alone."""
    if what is What.TAKE_OFF:
        event.pop("STATUS", None)
    if what is What.CALL_OFF:
        add_text(event, "STATUS", "CANCELLED")


def _organizer(sender: Sender) -> vCalAddress:
    organiser = sender.organiser
    address = vCalAddress(mailto(organiser.address))
    _name(address, sender.name)
    if organiser.sent_by != organiser.address:
        address.params["SENT-BY"] = mailto(organiser.sent_by)
    return address


def _attendee(invited: Invited, *, asked: bool) -> vCalAddress:
    address = vCalAddress(mailto(invited.email))
    _name(address, invited.name)
    if asked:
        address.params["CUTYPE"] = "INDIVIDUAL"
        address.params["ROLE"] = "REQ-PARTICIPANT"
        address.params["PARTSTAT"] = invited.partstat.value
        address.params["RSVP"] = "TRUE" if invited.rsvp else "FALSE"
    return address


def _name(address: vCalAddress, name: str) -> None:
    """Add CN; a quote within a quoted value is what few programs read (RFC 6868)."""
    plain = one_line(name).replace('"', "'")
    if plain:
        address.params["CN"] = plain
