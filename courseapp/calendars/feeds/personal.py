"""The feed behind a person's own secret address."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.calendars.feeds.public import Built, Site, first_of_month, newest
from courseapp.calendars.feeds.queries import entries_of_person, feed_with_token, first_instant
from courseapp.calendars.rules import Feed


def of_person(session: Session, now: datetime, token: str, site: Site) -> Built:
    """Return the feed of the person whose secret it is. Raises NotFound.

    Its address stands nowhere in it: people pass calendars on.
    """
    own = feed_with_token(session, token)
    entries = entries_of_person(session, own.person_id, first_instant(now), site.base_url)
    feed = Feed(
        name=f"{site.name}: my events",
        description="The sessions of the events at which you have a confirmed seat.",
        page_url=f"{site.base_url}/account/calendar",
        entries=entries,
        changed_at=newest(own.created_at, entries),
    )
    return Built(feed, "my-events", moved_at=first_of_month(now))
