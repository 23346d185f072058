"""A feed that was built, as octets that go over HTTP."""

from dataclasses import replace

from courseapp.calendars.feeds.public import Built
from courseapp.calendars.formats.representations import ICALENDAR, Representation
from courseapp.calendars.rules import Feed
from courseapp.core.feeds import Feed as Publication

MOST_OCTETS = 1_000_000  # Google reads no more


def published(
    built: Built, form: Representation = ICALENDAR, *, personal: bool = False
) -> Publication:
    """Return the feed in one of its forms."""
    return Publication(
        within_a_megabyte(built.feed, form),
        max(built.feed.changed_at, built.moved_at),
        built.filename + form.extension,
        form.content_type,
        personal=personal,
    )


def within_a_megabyte(feed: Feed, form: Representation) -> bytes:
    """Return the octets of the feed, without its last entries where it would be too long."""
    octets = form.write(feed)
    while len(octets) > MOST_OCTETS:
        kept = len(feed.entries) * MOST_OCTETS // len(octets)
        feed = replace(feed, entries=feed.in_order[: min(kept, len(feed.entries) - 1)])
        octets = form.write(feed)
    return octets
