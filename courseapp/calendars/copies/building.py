"""Building one copy, by whoever has claimed it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from courseapp.calendars.copies.keeping import Claim, Kept, drop, give_back, keep
from courseapp.calendars.feeds.addresses import in_path
from courseapp.calendars.feeds.heads import head_of
from courseapp.calendars.feeds.public import Site, feed_at
from courseapp.calendars.feeds.queries import event_with_feed
from courseapp.calendars.feeds.scopes import wish_of
from courseapp.calendars.publishing import published
from courseapp.core.database import reading_session, writing_session
from courseapp.core.errors import NotFound
from courseapp.core.feeds import in_every_coding


@dataclass(frozen=True)
class Made:
    """A feed as it is now, and until when it is so if nothing changes."""

    kept: Kept
    stands_until: datetime | None


def make(bind: Engine | Connection, now: datetime, key: str, site: Site) -> Made:
    """Build the feed with that key, for nobody to keep. Raises NotFound or Gone."""
    asked = in_path(key)
    if asked is None:
        raise NotFound
    address, form = asked
    with reading_session(bind) as session:
        built = feed_at(session, now, address, site)
        feed = published(built, form)
    return Made(Kept(feed, in_every_coding(feed.octets)), built.stands_until)


def require_feed(bind: Engine | Connection, now: datetime, key: str, site: Site) -> None:
    """Raise NotFound or Gone where there is no feed: in one statement or two, and writing nothing.

    Programs ask for dead addresses for years.
    """
    asked = in_path(key)
    wish = wish_of(asked[0].name) if asked else None
    if asked is None or wish is None or wish.year > now.year:
        raise NotFound
    with reading_session(bind) as session:
        if wish.scope.uid:
            feed_at(session, now, asked[0], site)
        elif wish.scope.event:
            event_with_feed(session, wish.scope.event, now)
        else:
            head_of(session, wish, site, asked[0].language)


def build(bind: Engine | Connection, now: datetime, claimed: Claim, site: Site) -> Kept:
    """Build the copy and keep it; of a feed that is no more the copy goes, and NotFound is raised.

    The claim was committed before: what changes from then on is noted with the copy.
    """
    try:
        made = make(bind, now, claimed.key, site)
    except NotFound:
        with writing_session(bind) as session:
            drop(session, claimed)
        raise
    except Exception:
        with writing_session(bind) as session:
            give_back(session, claimed)
        raise
    with writing_session(bind) as session:
        keep(session, now, claimed, made.kept, made.stands_until)
    return made.kept
