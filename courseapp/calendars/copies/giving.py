"""Giving out copies: who asks gets one, and where one has to be built, one builds it.

A copy is read in one statement, or in none where this process looked less than two seconds ago.
When one is given out, and when it is built first, says `standing`.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from uuid import uuid4

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from courseapp.calendars.copies.building import build, make, require_feed
from courseapp.calendars.copies.keeping import (
    Claim,
    begin,
    claim,
    is_full,
    note_asked,
    octets_of,
    see,
)
from courseapp.calendars.copies.news import take_news
from courseapp.calendars.copies.shelf import Shelf, Shelved
from courseapp.calendars.copies.standing import A_BUILD, NOTED_EVERY, Seen, Standing, standing
from courseapp.calendars.feeds.public import Site
from courseapp.core.codings import Coding
from courseapp.core.database import reading_session, writing_session
from courseapp.core.errors import NotFound
from courseapp.core.feeds import Prepared, prepare

COPIES = "feed_copies"  # where an app has its own
LOOK_AGAIN_SECONDS = 0.05
MOST_LOOKS = 400  # 20 seconds: more than a build may take


@dataclass(frozen=True)
class Found:
    """A feed to answer with, and whether it had to be built for that."""

    prepared: Prepared
    was_built: bool = False


@dataclass
class Build:
    """A build in this process, on whose end its other readers wait."""

    has_ended: Event = field(default_factory=Event)
    found_nothing: type[NotFound] | None = None


@dataclass(frozen=True)
class Copies:
    """The copies of one site. `bind` is the database, asked for within an application context."""

    bind: Callable[[], Engine | Connection]
    clock: Callable[[], datetime]
    site: Site
    shelf: Shelf = field(default_factory=Shelf)
    builds: dict[str, Build] = field(default_factory=dict)

    def on_shelf(self, key: str) -> Prepared | None:
        """Return a copy that is known to be good, without a statement."""
        shelved = self.shelf.get(key)
        return shelved.prepared if shelved and shelved.is_good(self.clock()) else None

    def ready(self, key: str) -> Prepared | None:
        """Return a copy that may be given out, in one statement; None where one has to build."""
        return self._look(key, self.clock())[1]

    def at(self, key: str) -> Found:
        """Return the feed, built if need be. Raises NotFound or Gone."""
        for _ in range(MOST_LOOKS):
            now = self.clock()
            seen, prepared = self._look(key, now)
            found = Found(prepared) if prepared else self._built(key, seen, now)
            if found is not None:
                return found
        return self._for_her_alone(key, now)  # somebody claims it again and again and never ends

    def _for_her_alone(self, key: str, now: datetime) -> Found:
        made = make(self.bind(), now, key, self.site)
        return Found(prepare(made.kept.feed, made.kept.coded), was_built=True)

    def _look(self, key: str, now: datetime) -> tuple[Seen | None, Prepared | None]:
        with reading_session(self.bind()) as session:
            seen = see(session, key)
            if seen is None or standing(seen, now) is not Standing.GIVEN:
                return seen, None
            prepared = self._shelved(session, key, seen, now)
        if now - seen.asked_at >= NOTED_EVERY:
            with writing_session(self.bind()) as session:
                note_asked(session, now, key)
        return seen, prepared

    def _built(self, key: str, seen: Seen | None, now: datetime) -> Found | None:
        """Build it, or leave that to who is at it: then what is old, or None where one waited."""
        own = Build()
        running = self.builds.setdefault(key, own)
        found = self._build(own, key, seen, now) if running is own else None
        if found is not None:
            return found
        if standing(seen, now) is not Standing.WANTED:
            return self._old(key)
        if running is own:  # another process is at it
            time.sleep(LOOK_AGAIN_SECONDS)
        running.has_ended.wait(A_BUILD.total_seconds())
        if running.found_nothing is not None:
            raise running.found_nothing()
        return None

    def _build(self, own: Build, key: str, seen: Seen | None, now: datetime) -> Found | None:
        try:
            return self._build_if_free(key, seen, now)
        except NotFound as missing:
            own.found_nothing = type(missing)
            raise
        finally:
            del self.builds[key]
            own.has_ended.set()

    def _build_if_free(self, key: str, seen: Seen | None, now: datetime) -> Found | None:
        if seen is None and not self._may_keep(key, now):
            return self._for_her_alone(key, now)
        take_news(self.bind())
        claimed = None if seen and seen.is_claimed(now) else self._claim(key, now, seen is None)
        if claimed is None:
            return None
        kept = build(self.bind(), now, claimed, self.site)
        return Found(self._put(key, prepare(kept.feed, kept.coded), None), was_built=True)

    def _old(self, key: str) -> Found | None:
        with reading_session(self.bind()) as session:
            old = octets_of(session, key)
        return Found(prepare(old.feed, old.coded)) if old else None

    def _may_keep(self, key: str, now: datetime) -> bool:
        require_feed(self.bind(), now, key, self.site)
        with reading_session(self.bind()) as session:
            return not is_full(session)

    def _claim(self, key: str, now: datetime, is_new: bool) -> Claim | None:
        builder = uuid4().hex
        with writing_session(self.bind()) as session:
            if is_new and not begin(session, now, key):
                return None
            return claim(session, now, key, builder)

    def _shelved(self, session: Session, key: str, seen: Seen, now: datetime) -> Prepared | None:
        shelved = self.shelf.get(key)
        if shelved is None or shelved.version != (seen.tag, seen.changed_at):
            kept = octets_of(session, key)
            if kept is None:
                return None
            prepared = prepare(kept.feed, kept.coded)
        else:
            prepared = shelved.prepared
        # While no worker beats, only the database knows whether there is news.
        return self._put(key, prepared, now if seen.worker_beats(now) else None)

    def _put(self, key: str, prepared: Prepared, good_since: datetime | None) -> Prepared:
        version = (prepared.variants[Coding.PLAIN].tag, prepared.changed_at)
        self.shelf.put(key, Shelved(version, prepared, good_since))
        return prepared
