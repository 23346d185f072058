"""Each public feed, from its address to what stands in it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from courseapp.calendars.entries.sessions import page_of
from courseapp.calendars.feeds import addresses
from courseapp.calendars.feeds.addresses import Address
from courseapp.calendars.feeds.queries import (
    entries_of_event,
    entry_of_session,
    event_with_feed,
    first_instant,
    initiative_called,
    newest_record_change,
    public_event,
    published_entries,
)
from courseapp.calendars.rules import Entry, Feed
from courseapp.core.errors import NotFound
from courseapp.events.lists.filter_choices import in_words
from courseapp.events.lists.filters import Filters, conditions, filters_in_path
from courseapp.events.models import Event
from courseapp.events.published.publicity import is_listed


@dataclass(frozen=True)
class Site:
    """Whose feeds these are: the name of the site and its address, without a slash at the end."""

    name: str
    base_url: str


@dataclass(frozen=True)
class Ask:
    """A feed that is asked for: `rest` is its name without the family's."""

    session: Session
    now: datetime
    site: Site
    address: Address
    rest: str


@dataclass(frozen=True)
class Built:
    """A feed as it stands now.

    `filename` has no extension. `moved_at` is when time alone last changed it, and `stands_until`
    when it will do so next; None where only a change of its events does.
    """

    feed: Feed
    filename: str
    moved_at: datetime
    stands_until: datetime | None = None


def feed_at(session: Session, now: datetime, address: Address, site: Site) -> Built:
    """Return the feed of an address. Raises NotFound where there is none."""
    family, _, rest = address.name.partition("/")
    build = FAMILIES.get(family)
    if build is None or bool(rest) is (family == addresses.ALL):
        raise NotFound
    return build(Ask(session, now, site, address, rest))


def concerned(session: Session, address: Address, event_ids: Collection[int]) -> bool:
    """Return whether a change of one of these events changes the feed. One statement at most.

    It rather says yes once too often: whoever asks then builds the feed and finds it the same.
    """
    family, _, rest = address.name.partition("/")
    which = CHOSEN.get(family)
    filters = which(rest) if which else None
    if filters is None:
        return False
    named = [Event.slug == rest.partition("/")[0]] if family == "events" else []
    wanted = exists().where(Event.id.in_(event_ids), *named, *conditions(filters))
    return bool(session.scalar(select(wanted)))


CHOSEN: Mapping[str, Callable[[str], Filters | None]] = {
    addresses.ALL: lambda _: Filters(),
    "initiatives": lambda slug: Filters(initiative=slug),
    "where": filters_in_path,
    "events": lambda _: Filters(),
}


def _everything(ask: Ask) -> Built:
    entries = published_entries(ask.session, first_instant(ask.now), ask.site.base_url)
    feed = Feed(
        name=f"{ask.site.name}: all events",
        description="Courses, webinars and meetings of all initiatives.",
        source_url=_source(ask),
        page_url=f"{ask.site.base_url}/events",
        entries=entries,
        changed_at=newest(_newest_record(ask), entries),
    )
    return _windowed(ask, feed, addresses.ALL)


def _of_initiative(ask: Ask) -> Built:
    initiative, base_url = initiative_called(ask.session, ask.rest), ask.site.base_url
    chosen = Filters(initiative=ask.rest)
    entries = published_entries(ask.session, first_instant(ask.now), base_url, chosen)
    feed = Feed(
        name=f"{initiative.short_name} events",
        description=f"Courses, webinars and meetings of {initiative.name}.",
        source_url=_source(ask),
        page_url=f"{base_url}/initiatives/{ask.rest}",
        entries=entries,
        changed_at=newest(initiative.changed_at, entries),
    )
    return _windowed(ask, feed, ask.rest)


def _of_filters(ask: Ask) -> Built:
    filters, base_url = filters_in_path(ask.rest), ask.site.base_url
    if filters is None:
        raise NotFound
    entries = published_entries(ask.session, first_instant(ask.now), base_url, filters)
    chosen = in_words(ask.session, filters)
    feed = Feed(
        name=f"Events: {chosen}",
        description=f"Courses, webinars and meetings: {chosen}.",
        source_url=_source(ask),
        page_url=f"{base_url}/events?{urlencode(filters.arguments)}",
        entries=entries,
        changed_at=newest(_newest_record(ask), entries),
    )
    return _windowed(ask, feed, "events")


def _of_event(ask: Ask) -> Built:
    """Be the event over or not. Of one that is told no more, it says just that until it is over."""
    slug, _, uid = ask.rest.partition("/")
    if uid:
        return _of_session(ask, slug, uid)
    event = event_with_feed(ask.session, slug, ask.now)
    entries = entries_of_event(ask.session, event, ask.site.base_url)
    told = is_listed(event)
    feed = Feed(
        name=event.title if told else "No longer listed",
        description=f"An event of {event.initiative.name}." if told else "",
        source_url=_source(ask),
        page_url=page_of(event, ask.site.base_url),
        entries=entries,
        changed_at=newest(max(event.changed_at, event.initiative.changed_at), entries),
    )
    return Built(feed, slug, moved_at=feed.changed_at)


def _of_session(ask: Ask, slug: str, uid: str) -> Built:
    """One session, to be taken along once."""
    base_url, event = ask.site.base_url, public_event(ask.session, slug)
    entry = entry_of_session(ask.session, event, uid, base_url)
    feed = Feed(
        name=entry.title,
        description=f"A session of {event.title}.",
        source_url=_source(ask),
        page_url=f"{base_url}/events/{slug}/sessions/{uid}",
        entries=(entry,),
        changed_at=entry.changed_at,
    )
    return Built(feed, f"{slug}-session", moved_at=feed.changed_at)


FAMILIES: Mapping[str, Callable[[Ask], Built]] = {
    addresses.ALL: _everything,
    "initiatives": _of_initiative,
    "where": _of_filters,
    "events": _of_event,
}


def _windowed(ask: Ask, feed: Feed, filename: str) -> Built:
    """What is too old leaves the feed when a month begins."""
    return Built(
        feed, filename, moved_at=first_of_month(ask.now), stands_until=first_of_next_month(ask.now)
    )


def _source(ask: Ask) -> str:
    return ask.site.base_url + ask.address.path()


def _newest_record(ask: Ask) -> datetime:
    return newest_record_change(ask.session) or first_instant(ask.now)


def first_of_month(now: datetime) -> datetime:
    """Return the last instant at which what was too old left the feeds."""
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def first_of_next_month(now: datetime) -> datetime:
    """Return the next instant at which what is too old leaves the feeds."""
    years, month = divmod(now.month, 12)
    return first_of_month(now).replace(year=now.year + years, month=month + 1)


def newest(changed_at: datetime, entries: tuple[Entry, ...]) -> datetime:
    """Return when the feed or one of its entries last changed."""
    return max([changed_at, *(entry.changed_at for entry in entries)])
