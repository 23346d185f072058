"""Sessions as entries of a calendar: what a subscriber may know of them, in few words.

The same session is the same entry in every feed, but for the way in and for seats given up. Each
run of a session that is held again is an entry of its own, with a UID of its own.
"""

from courseapp.calendars.entries.belonging import (
    overview_uid,
    with_its_event,
)
from courseapp.calendars.entries.places import place_of_session, position_of
from courseapp.calendars.entries.seats import Seat
from courseapp.calendars.entries.standing import (
    latest,
    standing,
    status_of,
    titled,
)
from courseapp.calendars.entries.wordings import ENGLISH, Words
from courseapp.calendars.formats.texts import shortened
from courseapp.calendars.rules import Entry, EntryStatus, Privacy, Timed
from courseapp.core import formats
from courseapp.events.models import PublishedSession
from courseapp.events.rules import SessionStatus

LONGEST_DESCRIPTION = 300  # characters; the page behind the link says it all
MOST_SPEAKERS = 6


def session_entry(
    sitting: PublishedSession, base_url: str, seat: Seat | None = None, words: Words = ENGLISH
) -> Entry:
    """Return one session; with a seat that is held, also the way into its online room."""
    event, status = sitting.event, status_of_session(sitting, seat)
    may_join = seat is not None and status is not EntryStatus.CANCELLED
    entry = Entry(
        uid=sitting.calendar_uid,
        sequence=sitting.sequence + (seat.ahead if seat else 0),
        status=status,
        title=titled(event, session_title(sitting), status, seat, words),
        when=Timed(sitting.starts_at, sitting.ends_at, sitting.zone),
        created_at=sitting.created_at,
        changed_at=latest(event, seat, sitting.changed_at),
        location=place_of_session(sitting, words),
        venue=event.venue,
        position=position_of(event, seat),
        conference_url=sitting.session.join_link if may_join else "",
        conference_label=words.join,
        parent_uid=overview_uid(event),
        privacy=Privacy.PRIVATE if seat else Privacy.PUBLIC,
    )
    said = (
        standing(event, status, seat, words),
        spoken_by(sitting, words),
        shortened(sitting.description, LONGEST_DESCRIPTION),
    )
    return with_its_event(entry, event, base_url, words, said)


def status_of_session(sitting: PublishedSession, seat: Seat | None) -> EntryStatus:
    """Return the status of the session, as it stands for somebody with that seat."""
    if sitting.status is SessionStatus.CANCELLED:
        return EntryStatus.CANCELLED
    return status_of(sitting.event, seat)


def session_title(sitting: PublishedSession) -> str:
    """Return ``Set the cap – ICAP course``: what it is first, for narrow screens."""
    event_title = sitting.event.title
    if sitting.title.casefold() in event_title.casefold():
        return event_title
    return f"{sitting.title} {formats.DASH} {event_title}"


def spoken_by(sitting: PublishedSession, words: Words = ENGLISH) -> str:
    """Return ``With Aisha Bello (GIZ), Park Ji-woo``."""
    names = [
        f"{speaker.name} ({speaker.organisation})" if speaker.organisation else speaker.name
        for speaker in sitting.speakers
    ]
    if not names:
        return ""
    more = [words.and_others] if len(names) > MOST_SPEAKERS else []
    return words.with_speakers.format(names=", ".join(names[:MOST_SPEAKERS] + more))
