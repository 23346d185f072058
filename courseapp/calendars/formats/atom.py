"""Feeds as Atom (RFC 4287), for readers of news: one entry for each entry of the calendar.

What Atom has no word for (when it is, how it stands, its SEQUENCE) is said as xCal says it
(RFC 6321), as Atom allows (§6.4); programs that do not know it pass over it. An entry has the
same UID as in the calendar, as a URN.
"""

import re
from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from courseapp.calendars.formats.texts import ascii_uri, one_line, plain_text
from courseapp.calendars.formats.times import Said, days_said, said_in_utc
from courseapp.calendars.formats.xcal import NAMESPACE as XCAL
from courseapp.calendars.rules import AllDay, Entry, Feed
from courseapp.initiatives.atom import NAMESPACE, legal

DEFAULT_LANGUAGE = "en"
ICALENDAR, ATOM = ".ics", ".atom"
A_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def write_atom(feed: Feed) -> bytes:
    """Return the feed as Atom in UTF-8, its entries in the order of time."""
    names = {"xmlns": NAMESPACE, "xmlns:cal": XCAL, "xml:lang": feed.language or DEFAULT_LANGUAGE}
    root = Element("feed", names)
    # Without an address of its own (a secret one stands nowhere), the page names the feed.
    _add(root, "id", uuid5(NAMESPACE_URL, feed.source_url or feed.page_url or feed.name).urn)
    _add(root, "title", one_line(feed.name))
    _add(root, "subtitle", plain_text(feed.description))
    _add(root, "updated", said_in_utc(feed.changed_at))
    _add(SubElement(root, "author"), "name", one_line(feed.name))
    _add_link(root, "alternate", feed.page_url)
    if feed.source_url.endswith(ICALENDAR):
        _add_link(root, "self", feed.source_url.removesuffix(ICALENDAR) + ATOM)
    for entry in feed.in_order:
        _add_entry(SubElement(root, "entry"), entry)
    octets: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return octets


def _add_entry(parent: Element, entry: Entry) -> None:
    _add(parent, "id", urn_of(entry.uid))
    _add(parent, "title", one_line(entry.title))
    _add(parent, "published", said_in_utc(entry.created_at))
    _add(parent, "updated", said_in_utc(entry.changed_at))
    _add_link(parent, "alternate", entry.url)
    for name in filter(None, map(one_line, entry.categories)):
        SubElement(parent, "category", {"term": legal(name)})
    _add(parent, "summary", plain_text(entry.description))
    _add(parent, "cal:uid", entry.uid)
    _add(parent, "cal:status", entry.status.upper())
    _add(parent, "cal:sequence", str(entry.sequence))
    for name, said in _times(entry):
        _add(parent, f"cal:{name}", said)
    _add(parent, "cal:location", plain_text(entry.location))


def _times(entry: Entry) -> Iterator[tuple[str, Said]]:
    """Yield start and end: days with the end after the last, or instants of UTC."""
    if isinstance(entry.when, AllDay):
        yield from zip(("dtstart", "dtend"), days_said(entry.when), strict=True)
        return
    yield "dtstart", said_in_utc(entry.when.starts_at)
    yield "dtend", said_in_utc(entry.when.ends_at)


def urn_of(uid: str) -> str:
    """Return the UID as a URI: ours are UUIDs (RFC 9562 §4)."""
    return f"urn:uuid:{uid}" if A_UUID.fullmatch(uid) else uuid5(NAMESPACE_URL, uid).urn


def _add(parent: Element, name: str, text: str) -> None:
    """Add what says something; a title stands even where it is empty, for Atom wants one."""
    if text or name == "title":
        SubElement(parent, name).text = legal(text)


def _add_link(parent: Element, relation: str, address: str) -> None:
    uri = ascii_uri(address)
    if uri:
        SubElement(parent, "link", {"rel": relation, "href": uri})
