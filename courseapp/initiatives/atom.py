"""Writes Atom feeds (RFC 4287). Whatever a text holds, what is written is well-formed XML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
# XML 1.0 §2.2 knows no other characters; they cannot even be escaped.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Link:
    """Where something is. `length` is in bytes, 0 where it is not known."""

    href: str  # with scheme and host
    rel: str
    media_type: str = ""
    language: str = ""  # a well-formed BCP 47 tag
    length: int = 0
    title: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing in a feed. `id` is a URI that stays the same for ever, wherever the site goes."""

    id: str
    title: str
    author: str
    published: datetime
    updated: datetime
    summary: str
    links: tuple[Link, ...]  # one of them is the alternate
    category: str = ""


@dataclass(frozen=True)
class AtomFeed:
    """A feed with its entries in the order in which they are written."""

    id: str
    title: str
    subtitle: str
    author: str
    updated: datetime
    links: tuple[Link, ...]
    entries: tuple[Entry, ...]


def write_feed(feed: AtomFeed) -> bytes:
    """Return the feed in UTF-8; the same octets for the same feed."""
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": "en"})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _instant(feed.updated))
    _add(SubElement(root, "author"), "name", feed.author)
    _add_links(root, feed.links)
    for entry in feed.entries:
        _add_entry(SubElement(root, "entry"), entry)
    octets: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return octets


def _add_entry(parent: Element, entry: Entry) -> None:
    _add(parent, "id", entry.id)
    _add(parent, "title", entry.title)
    _add(parent, "published", _instant(entry.published))
    _add(parent, "updated", _instant(entry.updated))
    _add(SubElement(parent, "author"), "name", entry.author)
    _add_links(parent, entry.links)
    if entry.category:
        SubElement(parent, "category", {"term": legal(entry.category)})
    _add(parent, "summary", entry.summary)


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = legal(text)


def _add_links(parent: Element, links: tuple[Link, ...]) -> None:
    for link in links:
        SubElement(parent, "link", dict(_attributes(link)))


def _attributes(link: Link) -> Iterator[tuple[str, str]]:
    told = {
        "rel": link.rel,
        "type": link.media_type,
        "hreflang": link.language,
        "length": str(link.length or ""),
        "title": link.title,
        "href": link.href,
    }
    yield from ((name, legal(text)) for name, text in told.items() if text)


def legal(text: str) -> str:
    """Return the text without the characters that XML has no way to hold."""
    return _NOT_IN_XML.sub("", text)


def _instant(at: datetime) -> str:
    """Return an aware UTC instant as RFC 3339 writes it."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
