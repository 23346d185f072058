"""Whole events as entries of a calendar, where they have no sessions or tell of none."""

from dataclasses import replace

from courseapp.calendars.entries.belonging import overview_uid, with_its_event
from courseapp.calendars.entries.paragraphs import paragraphs
from courseapp.calendars.entries.places import place_of_event, position_of
from courseapp.calendars.entries.seats import Seat
from courseapp.calendars.entries.standing import (
    days_of,
    deadline,
    latest,
    standing,
    status_of,
    titled,
    when_of,
)
from courseapp.calendars.entries.wordings import ENGLISH, Words
from courseapp.calendars.formats.texts import shortened
from courseapp.calendars.rules import AllDay, Entry, EntryStatus, Privacy, Timed
from courseapp.events.models import Event

LONGEST_DESCRIPTION = 300  # characters; the page behind the link says it all


def event_entry(
    event: Event, base_url: str, seat: Seat | None = None, words: Words = ENGLISH
) -> Entry | None:
    """Return an event without sessions as one entry, of whole days unless its times are stated.

    None if no day is known. A postponed event stands where it stood until it has new dates.
    """
    when = when_of(event)
    if when is None:
        return None
    return whole(event, event.calendar_uid, when, base_url, seat, words)


def whole(
    event: Event,
    uid: str,
    when: AllDay | Timed,
    base_url: str,
    seat: Seat | None,
    words: Words,
) -> Entry:
    """Return the whole event under a UID, with all that may be said of it."""
    status = status_of(event, seat)
    entry = Entry(
        uid=uid,
        sequence=event.sequence + (seat.ahead if seat else 0),
        status=status,
        title=titled(event, event.title, status, seat, words),
        when=when,
        created_at=event.created_at,
        changed_at=latest(event, seat, event.shown_at),
        location=place_of_event(event, words),
        venue=event.venue,
        position=position_of(event, seat),
        privacy=Privacy.PRIVATE if seat else Privacy.PUBLIC,
    )
    said = (
        standing(event, status, seat, words),
        shortened(event.description, LONGEST_DESCRIPTION),
        deadline(event, words),
    )
    return with_its_event(entry, event, base_url, words, said)


def dates_entry(event: Event, base_url: str, words: Words = ENGLISH) -> Entry | None:
    """Return title and dates of an event by invitation, which is all that everybody may know.

    It has a UID of its own: the event's may have become that of a session, which others see.
    """
    days = days_of(event)
    if days is None:
        return None
    status = status_of(event, None)
    entry = Entry(
        uid=overview_uid(event),
        sequence=event.sequence,
        status=status,
        title=titled(event, event.title, status, None, words),
        when=days,
        created_at=event.created_at,
        changed_at=latest(event, None, event.shown_at),
    )
    said = (standing(event, status, None, words), words.by_invitation)
    return with_its_event(entry, event, base_url, words, said)


def opened_up(entry: Entry, event: Event, words: Words = ENGLISH) -> Entry:
    """Return title and dates as they stay in calendars once all of the event is told.

    Its sessions stand beside them, and the same event not twice. SEQUENCE rose with the decision.
    """
    return replace(
        entry,
        status=EntryStatus.CANCELLED,
        title=words.listed_in_full.format(title=event.title),
        description=paragraphs(words.told_in_full, entry.url),
        styled="",
    )


def withdrawn(entry: Entry, event: Event, words: Words = ENGLISH) -> Entry:
    """Return the entry as it stays in calendars once its organisers tell no more of it.

    It vanishes from no calendar without a word, and tells nothing but that: neither what it was
    nor where. Its SEQUENCE rose when the organisers decided so (RFC 5546 §2.1.4).
    """
    return Entry(
        uid=entry.uid,
        sequence=entry.sequence,
        status=EntryStatus.CANCELLED,
        title=words.no_longer_listed,
        when=entry.when,
        created_at=entry.created_at,
        changed_at=event.told_until or entry.changed_at,
        description=words.for_the_invited,
        language=words.language,
    )
