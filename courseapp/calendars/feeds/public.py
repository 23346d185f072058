"""Each public feed, from its address to what stands in it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from courseapp.calendars.entries.wordings import words_in
from courseapp.calendars.feeds.addresses import Address
from courseapp.calendars.feeds.choosing import chosen, chosen_before
from courseapp.calendars.feeds.deadlines import deadlines_of
from courseapp.calendars.feeds.heads import Head, Site, head_of
from courseapp.calendars.feeds.published import (
    Found,
    archive_of,
    overview_of,
    session_of,
    sessions_of,
    sessions_of_event,
)
from courseapp.calendars.feeds.queries import event_with_feed, gone_at, public_event
from courseapp.calendars.feeds.scopes import Shape, Wish, wish_of
from courseapp.calendars.feeds.told import Teller
from courseapp.calendars.feeds.windows import (
    Window,
    first_instant,
    first_of_month,
    first_of_next_month,
    first_of_next_week,
    first_of_week,
    whole_time,
    window_at,
)
from courseapp.calendars.rules import Entry, Feed
from courseapp.core.errors import NotFound
from courseapp.events.models import Event

__all__ = ["Built", "Site", "built_at", "concerned", "feed_at", "newest"]


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


@dataclass(frozen=True)
class Ask:
    """A feed that is asked for."""

    session: Session
    now: datetime
    wish: Wish
    teller: Teller
    window: Window


def feed_at(session: Session, now: datetime, address: Address, site: Site) -> Built:
    """Return the feed of an address. A fixed number of statements, whatever its size.

    Raises NotFound where there is none, and Gone where there was one.
    """
    wish = wish_of(address.name)
    if wish is None or wish.year > now.year:
        raise NotFound
    window = whole_time(now) if wish.scope.event else window_at(now)
    teller = Teller(site.base_url, words_in(address.language))
    ask = Ask(session, now, wish, teller, window)
    source = site.base_url + address.path()
    if wish.scope.uid:
        return _of_session(ask, site, source)
    return _of_event(ask, site, source) if wish.scope.event else _of_scope(ask, site, source)


def concerned(session: Session, address: Address, event_ids: Collection[int]) -> bool:
    """Return whether a change of one of these events may change the feed. One statement at most.

    It rather says yes once too often: whoever asks then builds the feed and finds it the same.
    What a record says of an initiative changes the feeds of all its events.
    """
    wish = wish_of(address.name)
    if wish is None or not event_ids:
        return False
    found = or_(chosen(wish.scope), chosen_before(wish.scope))
    return bool(session.scalar(select(exists().where(Event.id.in_(event_ids), found))))


def preview_of(
    session: Session, now: datetime, address: Address, site: Site, number: int
) -> tuple[Head, tuple[Entry, ...]]:
    """Return the head of a feed and the next entries in it; of an archive the last ones.

    Raises NotFound where there is none. It costs no more than what it returns.
    """
    wish = wish_of(address.name)
    if wish is None or wish.scope.uid or wish.year > now.year:
        raise NotFound
    event = public_event(session, wish.scope.event) if wish.scope.event else None
    head = head_of(session, wish, site, address.language, event)
    teller = Teller(site.base_url, words_in(address.language))
    soon = Window(first_instant(now) if wish.year else now, now, number)
    return head, SHAPES[wish.shape](Ask(session, now, wish, teller, soon)).entries


def newest(changed_at: datetime, entries: Collection[Entry]) -> datetime:
    """Return when the feed or one of its entries last changed."""
    return max([changed_at, *(entry.changed_at for entry in entries)])


def built_at(now: datetime, feed: Feed, filename: str, found: Found) -> Built:
    """Return a feed of a window: a month moves it, and each week what has not room for all."""
    if found.is_full:
        moved_at = max(first_of_month(now), first_of_week(now))
        stands = min(first_of_next_month(now), first_of_next_week(now))
        return Built(feed, filename, moved_at, stands)
    return Built(feed, filename, first_of_month(now), first_of_next_month(now))


def _of_scope(ask: Ask, site: Site, source: str) -> Built:
    head = head_of(ask.session, ask.wish, site, ask.teller.words.language)
    found = SHAPES[ask.wish.shape](ask)
    since = head.changed_at or first_instant(ask.now)
    feed = _feed(head, source, found.entries, newest(since, found.entries))
    if ask.wish.year and ask.wish.year < first_instant(ask.now).year:
        return Built(feed, head.filename, moved_at=feed.changed_at)
    return built_at(ask.now, feed, head.filename, found)


def _of_event(ask: Ask, site: Site, source: str) -> Built:
    """Be the event over or not. Of one that is told no more, it says just that until it is over."""
    event = event_with_feed(ask.session, ask.wish.scope.event, ask.now)
    head = head_of(ask.session, ask.wish, site, ask.teller.words.language, event)
    found = OF_EVENT[ask.wish.shape](ask, event)
    since = max(event.shown_at, event.initiative.shown_at)
    feed = _feed(head, source, found.entries, newest(since, found.entries))
    return Built(feed, head.filename, feed.changed_at, stands_until=gone_at(event))


def _of_session(ask: Ask, site: Site, source: str) -> Built:
    """One session, to be taken along once."""
    scope = ask.wish.scope
    event = public_event(ask.session, scope.event)
    entry = session_of(ask.session, event, scope.uid, ask.teller)
    head = head_of(ask.session, ask.wish, site, ask.teller.words.language, event)
    feed = _feed(replace(head, name=entry.title), source, (entry,), entry.changed_at)
    return Built(feed, head.filename, moved_at=feed.changed_at)


def _feed(head: Head, source: str, entries: tuple[Entry, ...], changed_at: datetime) -> Feed:
    return Feed(
        name=head.name,
        description=head.description,
        source_url=source,
        page_url=head.page_url,
        entries=entries,
        changed_at=changed_at,
        language=head.language,
        colour=head.colour,
    )


SHAPES: Mapping[Shape, Callable[[Ask], Found]] = MappingProxyType(
    {
        Shape.SESSIONS: lambda ask: sessions_of(
            ask.session, ask.wish.scope, ask.window, ask.teller
        ),
        Shape.OVERVIEW: lambda ask: overview_of(
            ask.session, ask.wish.scope, ask.window, ask.teller
        ),
        Shape.DEADLINES: lambda ask: deadlines_of(
            ask.session, ask.wish.scope, ask.window, ask.teller
        ),
        Shape.ARCHIVE: lambda ask: archive_of(
            ask.session, ask.wish.scope, ask.wish.year, ask.window, ask.teller
        ),
    }
)
OF_EVENT: Mapping[Shape, Callable[[Ask, Event], Found]] = MappingProxyType(
    {
        Shape.SESSIONS: lambda ask, event: sessions_of_event(
            ask.session, event, ask.teller, ask.window.most
        ),
        Shape.OVERVIEW: lambda ask, _: SHAPES[Shape.OVERVIEW](ask),
        Shape.DEADLINES: lambda ask, _: SHAPES[Shape.DEADLINES](ask),
    }
)
