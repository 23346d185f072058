"""The sessions of an event for somebody who registered for it: a feed behind her secret link."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.calendars.feeds.ended import as_counted, behind_link, ended_in, tombstones
from courseapp.calendars.feeds.heads import Site
from courseapp.calendars.feeds.public import Built, newest
from courseapp.calendars.feeds.seats import entries_of_registration
from courseapp.calendars.feeds.told import Teller
from courseapp.calendars.feeds.windows import first_instant, first_of_month
from courseapp.calendars.rules import Entry, Feed
from courseapp.core.errors import NotFound
from courseapp.registrations.links import link_is_over, registration_with
from courseapp.registrations.models import Registration


def of_registration(session: Session, now: datetime, token: str, site: Site) -> Built:
    """Return the feed of whom the secret lets in, with the way into each session. Raises NotFound.

    Of a seat that she gave up, and of a run in whose place she chose another, the sessions stay as
    cancelled. The link stands nowhere in it:
    people pass calendars on.
    """
    found = registration_with(session, token)
    if found is None or link_is_over(found, now):
        raise NotFound
    application = found.application
    entries = _entries(session, found, first_instant(now), Teller(site.base_url))
    feed = Feed(
        name=application.event.title,
        description="The sessions for which you have registered.",
        page_url=f"{site.base_url}/events/{application.event.slug}",
        entries=entries,
        changed_at=newest(application.status_since, entries),
    )
    return Built(feed, "my-registration", moved_at=first_of_month(now))


def _entries(
    session: Session, registration: Registration, since: datetime, teller: Teller
) -> tuple[Entry, ...]:
    ended = ended_in(session, behind_link(registration.application_id))
    hers = as_counted(entries_of_registration(session, registration, since, teller), ended)
    return (*hers, *tombstones(hers, ended, since))
