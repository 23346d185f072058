"""The sessions of one speaker as a file for her calendar, as planned: not all may be public yet."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.asking.links import link_is_over
from courseapp.calendars.entries.sessions import (
    categories,
    latest,
    page_of,
    paragraphs,
)
from courseapp.calendars.feeds.public import Built, Site
from courseapp.calendars.rules import Entry, EntryStatus, Feed, Timed
from courseapp.core import formats
from courseapp.core.errors import NotFound
from courseapp.events.lists.rows import place_of
from courseapp.events.models import Event, EventSession
from courseapp.events.rules import EventStatus, Mode, SessionStatus
from courseapp.speakers.programme import HerSession, last_told, sessions_of
from courseapp.speakers.queries import engagement_with_token
from courseapp.speakers.rules import EngagementStatus


def of_speaker(session: Session, now: datetime, token: str, site: Site) -> Built:
    """Return the file of the speaker whose private link has the secret. Raises NotFound.

    Her link stands nowhere in it: people pass calendars on.
    """
    found = engagement_with_token(session, token)
    if (
        found is None
        or link_is_over(found, found.event, now)
        or found.status is EngagementStatus.WITHDRAWN
    ):
        raise NotFound
    event, confirmed = found.event, found.status is EngagementStatus.CONFIRMED
    entries = tuple(
        _entry(event, each, site.base_url, confirmed=confirmed)
        for each in sessions_of(event, found)
    )
    feed = Feed(
        name=f"{event.title}: my sessions",
        description="The sessions in which you speak, as they were planned when you asked.",
        page_url=page_of(event, site.base_url),
        entries=entries,
        changed_at=max([last_told(found) or now, *(entry.changed_at for entry in entries)]),
    )
    return Built(feed, "my-sessions", moved_at=feed.changed_at)


def _entry(event: Event, hers: HerSession, base_url: str, *, confirmed: bool) -> Entry:
    """Return one session; the same entry, by its UID, as in every feed that has it.

    What is not final counts one up from what is public, so that calendars take it as newer.
    """
    sitting = hers.sitting
    status = _status(event, hers)
    called_off = status is EntryStatus.CANCELLED
    title = f"{sitting.title} {formats.DASH} {event.title}"
    return Entry(
        uid=sitting.calendar_uid,
        sequence=_sequence(sitting) + (0 if hers.is_final else 1),
        status=status,
        title=f"Cancelled: {title}" if called_off else title,
        when=Timed(sitting.starts_at, sitting.ends_at, sitting.zone),
        created_at=sitting.created_at,
        changed_at=latest(event, None, sitting.changed_at),
        description=paragraphs(
            "You speak in this session.",
            "" if hers.is_final else "Not yet final.",
            page_of(event, base_url),
        ),
        location=_place(event, sitting),
        url=page_of(event, base_url),
        categories=categories(event),
        conference_url=sitting.join_link if confirmed and not called_off else "",
    )


def _status(event: Event, hers: HerSession) -> EntryStatus:
    if event.status is EventStatus.CANCELLED or hers.sitting.status is SessionStatus.CANCELLED:
        return EntryStatus.CANCELLED
    return EntryStatus.CONFIRMED if hers.is_final else EntryStatus.TENTATIVE


def _place(event: Event, sitting: EventSession) -> str:
    if event.mode is Mode.ONLINE:
        return sitting.where or "Online"
    return ", ".join(filter(None, (sitting.where, place_of(event))))


def _sequence(sitting: EventSession) -> int:
    return sitting.published.sequence if sitting.published else 0
