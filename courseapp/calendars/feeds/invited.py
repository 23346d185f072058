"""The published sessions of an event as a file for the calendar of a delegation."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.asking.links import link_is_over
from courseapp.calendars.entries.events import event_entry
from courseapp.calendars.entries.sessions import session_entry
from courseapp.calendars.feeds.public import Built, Site
from courseapp.calendars.rules import Entry, Feed
from courseapp.core.errors import NotFound
from courseapp.delegations.queries import delegation_with_token
from courseapp.events.models import Event


def of_delegation(session: Session, now: datetime, token: str, site: Site) -> Built:
    """Return the file of the event whose delegation has the secret. Raises NotFound.

    The link stands nowhere in it: people pass calendars on.
    """
    found = delegation_with_token(session, token)
    if found is None or link_is_over(found, found.event, now):
        raise NotFound
    event = found.event
    entries = _entries(event, site.base_url)
    feed = Feed(
        name=event.title,
        description=f"An event of {event.initiative.name}, by invitation.",
        entries=entries,
        changed_at=max([event.changed_at, *(entry.changed_at for entry in entries)]),
    )
    return Built(feed, "programme", moved_at=feed.changed_at)


def _entries(event: Event, base_url: str) -> tuple[Entry, ...]:
    """Return the sessions, or the whole event as long as none is published."""
    sittings = [session_entry(each, base_url) for each in event.published_sessions]
    whole = None if sittings else event_entry(event, base_url)
    return tuple(sittings) if whole is None else (whole,)
