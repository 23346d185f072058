"""Sessions and events as entries of a calendar: what a subscriber may know of them, in few words.

The same session is the same entry in every feed, but for the way in and for seats given up.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from courseapp.calendars.formats.texts import shortened
from courseapp.calendars.rules import AllDay, Entry, EntryStatus, Timed
from courseapp.core import formats
from courseapp.events.clock.deadlines import zone_of_deadline
from courseapp.events.facts.plan_rows import sitting_of
from courseapp.events.lists.rows import place_of
from courseapp.events.models import Event, PublishedSession
from courseapp.events.published.publicity import is_secret
from courseapp.events.rules import EventStatus, Mode, SessionStatus
from courseapp.events.words import KINDS, dates_of

LONGEST_DESCRIPTION = 300  # characters; the page behind the link says it all
MOST_SPEAKERS = 6
DATES_ONLY = "dates"


@dataclass(frozen=True)
class Seat:
    """Somebody's seat at an event, confirmed once and since then held or given up.

    `changed_at` is when that last changed. `ahead` is how far her SEQUENCE is ahead of the
    session's own: it rises each time she gives the seat up or gets it back (RFC 5546 §2.1.5).
    """

    held: bool
    changed_at: datetime
    ahead: int


def session_entry(sitting: PublishedSession, base_url: str, seat: Seat | None = None) -> Entry:
    """Return one session; with a seat that is held, also the way into its online room."""
    event = sitting.event
    status = status_of(event, seat)
    if sitting.status is SessionStatus.CANCELLED:
        status = EntryStatus.CANCELLED
    may_join = seat is not None and status is not EntryStatus.CANCELLED
    return Entry(
        uid=sitting.calendar_uid,
        sequence=sitting.sequence + (seat.ahead if seat else 0),
        status=status,
        title=titled(named(event, session_title(sitting)), status, seat),
        when=Timed(sitting.starts_at, sitting.ends_at, sitting.zone),
        created_at=sitting.created_at,
        changed_at=latest(event, seat, sitting.changed_at),
        description=paragraphs(
            standing(event, status, seat),
            spoken_by(sitting),
            shortened(sitting.description, LONGEST_DESCRIPTION),
            *closing(event, base_url),
        ),
        location=place_of_session(sitting),
        url=page_of(event, base_url),
        categories=categories(event),
        conference_url=sitting.session.join_link if may_join else "",
    )


def event_entry(event: Event, base_url: str, seat: Seat | None = None) -> Entry | None:
    """Return an event without sessions as one entry, of whole days unless its times are stated.

    None if no day is known. A postponed event stands where it stood until it has new dates.
    """
    when = when_of(event)
    if when is None:
        return None
    status = status_of(event, seat)
    return Entry(
        uid=event.calendar_uid,
        sequence=event.sequence + (seat.ahead if seat else 0),
        status=status,
        title=titled(named(event, event.title), status, seat),
        when=when,
        created_at=event.created_at,
        changed_at=latest(event, seat, event.changed_at),
        description=paragraphs(
            standing(event, status, seat),
            shortened(event.description, LONGEST_DESCRIPTION),
            deadline(event),
            *closing(event, base_url),
        ),
        location="Online" if event.mode is Mode.ONLINE else place_of(event),
        url=page_of(event, base_url),
        categories=categories(event),
    )


def dates_entry(event: Event, base_url: str) -> Entry | None:
    """Return title and dates of an event by invitation, which is all that everybody may know.

    It has a UID of its own: the event's may have become that of a session, which others see.
    """
    days = days_of(event)
    if days is None:
        return None
    status = status_of(event, None)
    return Entry(
        uid=str(uuid5(UUID(event.calendar_uid), DATES_ONLY)),
        sequence=event.sequence,
        status=status,
        title=titled(named(event, event.title), status, None),
        when=days,
        created_at=event.created_at,
        changed_at=latest(event, None, event.changed_at),
        description=paragraphs(
            standing(event, status, None), "By invitation only.", *closing(event, base_url)
        ),
        url=page_of(event, base_url),
        categories=categories(event),
    )


def withdrawn(entry: Entry, event: Event) -> Entry:
    """Return the entry as it stays in calendars once its organisers tell no more of it.

    It vanishes from no calendar without a word, and tells nothing but that: neither what it was
    nor where. Its SEQUENCE rose when the organisers decided so (RFC 5546 §2.1.4).
    """
    return Entry(
        uid=entry.uid,
        sequence=entry.sequence,
        status=EntryStatus.CANCELLED,
        title="No longer listed",
        when=entry.when,
        created_at=entry.created_at,
        changed_at=event.told_until or entry.changed_at,
        description="The organisers tell of this to those who are invited only.",
    )


def status_of(event: Event, seat: Seat | None) -> EntryStatus:
    """Return the status of the whole event, as it stands for somebody with that seat."""
    if event.status is EventStatus.CANCELLED or (seat is not None and not seat.held):
        return EntryStatus.CANCELLED
    tentative = event.status in {EventStatus.ANNOUNCED, EventStatus.POSTPONED}
    return EntryStatus.TENTATIVE if tentative else EntryStatus.CONFIRMED


def days_of(event: Event) -> AllDay | None:
    """Return the days of the event, or those for which it was planned; None if none is known."""
    if event.starts_on is not None:
        return AllDay(event.starts_on, event.ends_on or event.starts_on)
    if event.earlier_starts_on is None:
        return None
    return AllDay(event.earlier_starts_on, event.earlier_ends_on or event.earlier_starts_on)


def when_of(event: Event) -> AllDay | Timed | None:
    """Return when an event of one sitting is, or its days; None if no day is known."""
    sitting = sitting_of(event)
    if sitting is None:
        return days_of(event)
    starts, ends = sitting
    return Timed(starts.at, ends.at, starts.zone)


def named(event: Event, title: str) -> str:
    """Return the title, with the news first that the event is postponed."""
    return f"Postponed: {title}" if event.status is EventStatus.POSTPONED else title


def titled(title: str, status: EntryStatus, seat: Seat | None) -> str:
    """Return the title, with the bad news first: not every program shows the status."""
    if seat is not None and not seat.held:
        return f"Not attending: {title}"
    return f"Cancelled: {title}" if status is EntryStatus.CANCELLED else title


def session_title(sitting: PublishedSession) -> str:
    """Return ``Set the cap – ICAP course``: what it is first, for narrow screens."""
    event_title = sitting.event.title
    if sitting.title.casefold() in event_title.casefold():
        return event_title
    return f"{sitting.title} {formats.DASH} {event_title}"


def standing(event: Event, status: EntryStatus, seat: Seat | None) -> str:
    """Return what the reader must know first; "" where all is as expected."""
    if event.status is EventStatus.CANCELLED:
        return "This event is cancelled."
    if seat is not None and not seat.held:
        return "You have given up your seat."
    if event.status is EventStatus.POSTPONED:
        return postponed(event)
    if status is EntryStatus.CANCELLED:
        return "This session is cancelled."
    return "Planned, not yet confirmed." if status is EntryStatus.TENTATIVE else ""


def postponed(event: Event) -> str:
    """Return until when the event is postponed, as far as that is known."""
    until = "New dates are not known yet." if event.year is None else f"Now: {dates_of(event)}."
    if event.starts_on is not None:
        until = f"Now planned for {dates_of(event)}."
    return f"This event is postponed. {until}"


def spoken_by(sitting: PublishedSession) -> str:
    """Return ``With Aisha Bello (GIZ), Park Ji-woo``."""
    names = [
        f"{speaker.name} ({speaker.organisation})" if speaker.organisation else speaker.name
        for speaker in sitting.speakers
    ]
    if not names:
        return ""
    more = ["and others"] if len(names) > MOST_SPEAKERS else []
    return f"With {', '.join(names[:MOST_SPEAKERS] + more)}"


def deadline(event: Event) -> str:
    """Return until when one can apply, in the zone of the deadline."""
    if event.status is not EventStatus.PUBLISHED or event.applications_close_at is None:
        return ""
    closes = formats.instant(event.applications_close_at, zone_of_deadline(event))
    return f"Applications close {closes}."


def closing(event: Event, base_url: str) -> tuple[str, str]:
    """Return the last lines. Google and Outlook show no URL, so the address stands here too."""
    example = "Example: this event is made up." if event.is_example else ""
    return example, page_of(event, base_url)


def place_of_session(sitting: PublishedSession) -> str:
    """Return room and venue, or that it is online; never the address of the online room."""
    event = sitting.event
    if event.mode is Mode.ONLINE:
        return sitting.place or "Online"
    place = ", ".join(filter(None, (sitting.place, place_of(event))))
    return place or ("Online" if event.mode is Mode.HYBRID else "")


def page_of(event: Event, base_url: str) -> str:
    """Return the address of the event's page; "" where everybody is told nothing of it."""
    return "" if is_secret(event) else f"{base_url}/events/{event.slug}"


def categories(event: Event) -> tuple[str, ...]:
    """Return the initiative and the kind of event, by which programs filter."""
    return event.initiative.short_name, KINDS[event.kind]


def latest(event: Event, seat: Seat | None, changed_at: datetime) -> datetime:
    """Return when anything that the entry shows last changed."""
    instants = [changed_at, event.changed_at, event.initiative.changed_at]
    return max([*instants, seat.changed_at] if seat else instants)


def paragraphs(*lines: str) -> str:
    """Return the lines that say something, one under the other."""
    return "\n".join(filter(None, lines))
