"""Each feed of the site, from its address to its octets."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import quote, urlencode

from sqlalchemy.orm import Session

from courseapp.calendars.entries import page_of
from courseapp.calendars.http import Publication
from courseapp.calendars.queries import (
    entries_of_event,
    entries_of_person,
    entry_of_session,
    event_with_feed,
    feed_with_token,
    first_instant,
    initiative_called,
    newest_record_change,
    public_event,
    published_entries,
)
from courseapp.calendars.rules import Entry, Feed
from courseapp.calendars.writing import write_feed
from courseapp.core.errors import NotFound
from courseapp.events.lists.filter_choices import in_words
from courseapp.events.lists.filters import Filters, filters_in_path
from courseapp.events.published.publicity import is_listed

MOST_OCTETS = 1_000_000  # Google reads no more
ALL = "all"


def path_of_initiative(slug: str) -> str:
    """Return the address of an initiative's feed, without the site's."""
    return f"/calendars/initiatives/{slug}.ics"


def path_of_filters(filters: Filters) -> str:
    """Return the address of the feed of a filter, without the site's: ASCII, ending in .ics."""
    return f"/calendars/where/{quote(filters.path)}.ics"


def path_of_event(slug: str) -> str:
    """Return the address of an event's feed, without the site's."""
    return f"/calendars/events/{slug}.ics"


def path_of_session(slug: str, uid: str) -> str:
    """Return the address of one session's calendar file, without the site's."""
    return f"/calendars/events/{slug}/{uid}.ics"


def path_of_person(token: str) -> str:
    """Return the address of a personal feed, without the site's. It is a secret."""
    return f"/calendars/mine/{token}.ics"


PATH_OF_ALL = f"/calendars/{ALL}.ics"


def everything(session: Session, now: datetime, site: str, base_url: str) -> Publication:
    """Return the feed of all events. `site` is the name of the site."""
    since = first_instant(now)
    entries = published_entries(session, since, base_url)
    feed = Feed(
        name=f"{site}: all events",
        description="Courses, webinars and meetings of all initiatives.",
        source_url=base_url + PATH_OF_ALL,
        page_url=f"{base_url}/events",
        entries=entries,
        changed_at=newest(newest_record_change(session) or since, entries),
    )
    return published(feed, f"{ALL}.ics", moved_at=first_of_month(now))


def of_initiative(session: Session, now: datetime, slug: str, base_url: str) -> Publication:
    """Return the feed of one initiative's events. Raises NotFound."""
    initiative = initiative_called(session, slug)
    entries = published_entries(session, first_instant(now), base_url, Filters(initiative=slug))
    feed = Feed(
        name=f"{initiative.short_name} events",
        description=f"Courses, webinars and meetings of {initiative.name}.",
        source_url=base_url + path_of_initiative(slug),
        page_url=f"{base_url}/initiatives/{slug}",
        entries=entries,
        changed_at=newest(initiative.changed_at, entries),
    )
    return published(feed, f"{slug}.ics", moved_at=first_of_month(now))


def of_filters(session: Session, now: datetime, path: str, base_url: str) -> Publication:
    """Return the feed of the events that filters of the catalogue let through. Raises NotFound."""
    filters = filters_in_path(path)
    if filters is None:
        raise NotFound
    since = first_instant(now)
    entries = published_entries(session, since, base_url, filters)
    chosen = in_words(session, filters)
    feed = Feed(
        name=f"Events: {chosen}",
        description=f"Courses, webinars and meetings: {chosen}.",
        source_url=base_url + path_of_filters(filters),
        page_url=f"{base_url}/events?{urlencode(filters.arguments)}",
        entries=entries,
        changed_at=newest(newest_record_change(session) or since, entries),
    )
    return published(feed, "events.ics", moved_at=first_of_month(now))


def of_event(session: Session, now: datetime, slug: str, base_url: str) -> Publication:
    """Return the feed of one event, be it over or not. Raises NotFound, for drafts too.

    Of an event that everybody could know of, and now may not, it says just that until it is over.
    """
    event = event_with_feed(session, slug, now)
    entries, told = entries_of_event(session, event, base_url), is_listed(event)
    feed = Feed(
        name=event.title if told else "No longer listed",
        description=f"An event of {event.initiative.name}." if told else "",
        source_url=base_url + path_of_event(slug),
        page_url=page_of(event, base_url),
        entries=entries,
        changed_at=newest(max(event.changed_at, event.initiative.changed_at), entries),
    )
    return published(feed, f"{slug}.ics", moved_at=feed.changed_at)


def of_session(session: Session, slug: str, uid: str, base_url: str) -> Publication:
    """Return one session of an event, to be taken along once. Raises NotFound."""
    event = public_event(session, slug)
    entry = entry_of_session(session, event, uid, base_url)
    feed = Feed(
        name=entry.title,
        description=f"A session of {event.title}.",
        source_url=base_url + path_of_session(slug, uid),
        page_url=f"{base_url}/events/{slug}/sessions/{uid}",
        entries=(entry,),
        changed_at=entry.changed_at,
    )
    return published(feed, f"{slug}-session.ics", moved_at=feed.changed_at)


def of_person(session: Session, now: datetime, token: str, site: str, base_url: str) -> Publication:
    """Return the feed of the person whose secret it is. Raises NotFound.

    Its address stands nowhere in it: people pass calendars on.
    """
    own = feed_with_token(session, token)
    entries = entries_of_person(session, own.person_id, first_instant(now), base_url)
    feed = Feed(
        name=f"{site}: my events",
        description="The sessions of the events at which you have a confirmed seat.",
        page_url=f"{base_url}/account/calendar",
        entries=entries,
        changed_at=newest(own.created_at, entries),
    )
    return replace(published(feed, "my-events.ics", moved_at=first_of_month(now)), personal=True)


def published(feed: Feed, filename: str, moved_at: datetime) -> Publication:
    """Return the feed as octets; `moved_at` is when it last began at a later month."""
    return Publication(within_a_megabyte(feed), max(feed.changed_at, moved_at), filename)


def within_a_megabyte(feed: Feed) -> bytes:
    """Return the octets of the feed, without its last entries where it would be too long."""
    octets = write_feed(feed)
    while len(octets) > MOST_OCTETS:
        kept = len(feed.entries) * MOST_OCTETS // len(octets)
        feed = replace(feed, entries=feed.in_order[: min(kept, len(feed.entries) - 1)])
        octets = write_feed(feed)
    return octets


def first_of_month(now: datetime) -> datetime:
    """Return the last instant at which what was too old left the feeds."""
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def newest(changed_at: datetime, entries: tuple[Entry, ...]) -> datetime:
    """Return when the feed or one of its entries last changed."""
    return max([changed_at, *(entry.changed_at for entry in entries)])
