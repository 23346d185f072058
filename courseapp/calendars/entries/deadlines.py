"""When applications open and close, as entries of a calendar.

They are short times and no whole days: a deadline at midnight in Bangkok is at six in the evening
in Berlin, and a day would tell readers west of the venue a day too late. An opening begins at its
instant; a deadline is the end of its entry, so that whoever sees the entry over is too late. Both
keep nobody busy.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from courseapp.calendars.entries.belonging import overview_uid, with_its_event
from courseapp.calendars.entries.standing import latest, standing, status_of, titled
from courseapp.calendars.entries.wordings import ENGLISH, Words
from courseapp.calendars.rules import Entry, Timed
from courseapp.core import formats
from courseapp.events.clock.deadlines import takes_applications, zone_of_deadline
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus, by_registration

SHOWN_FOR = timedelta(minutes=30)


class DeadlineKind(StrEnum):
    """What happens at the instant. The value goes into the UID and never changes."""

    OPENING = "applications open"
    CLOSING = "applications close"


@dataclass(frozen=True)
class Deadline:
    """An instant of an event's window for applications."""

    kind: DeadlineKind
    at: datetime

    def when(self, zone: str) -> Timed:
        """Return the half hour after an opening, or up to a deadline."""
        if self.kind is DeadlineKind.OPENING:
            return Timed(self.at, self.at + SHOWN_FOR, zone)
        return Timed(self.at - SHOWN_FOR, self.at, zone)


def deadline_entries(event: Event, base_url: str, words: Words = ENGLISH) -> tuple[Entry, ...]:
    """Return opening and deadline of a public event, as far as it has them, the first one first."""
    if not takes_applications(event):
        return ()
    instants = (
        (DeadlineKind.OPENING, event.applications_open_at),
        (DeadlineKind.CLOSING, event.applications_close_at),
    )
    return tuple(
        _entry(event, Deadline(kind, at), base_url, words)
        for kind, at in instants
        if at is not None
    )


def uid_of_deadline(event: Event, kind: DeadlineKind) -> str:
    """Return the UID of an event's opening or deadline, for life."""
    return str(uuid5(UUID(event.calendar_uid), kind))


def _entry(event: Event, deadline: Deadline, base_url: str, words: Words) -> Entry:
    status, zone = status_of(event, None), zone_of_deadline(event)
    entry = Entry(
        uid=uid_of_deadline(event, deadline.kind),
        sequence=event.sequence,
        status=status,
        title=titled(event, _title(event, deadline.kind, words), status, None, words),
        when=deadline.when(zone),
        created_at=event.created_at,
        changed_at=latest(event, None, event.changed_at),
        transparent=True,
        parent_uid=overview_uid(event),
    )
    said = (standing(event, status, None, words), _instant(event, deadline, zone, words))
    return with_its_event(entry, event, base_url, words, said)


def _title(event: Event, kind: DeadlineKind, words: Words) -> str:
    if by_registration(event.access, event.selection):
        opening, closing = words.registration_opens, words.registration_closes
    else:
        opening, closing = words.applications_open, words.applications_close
    return (opening if kind is DeadlineKind.OPENING else closing).format(title=event.title)


def _instant(event: Event, deadline: Deadline, zone: str, words: Words) -> str:
    if event.status is EventStatus.POSTPONED:
        return words.not_taken
    said = words.opens_at if deadline.kind is DeadlineKind.OPENING else words.closes_at
    return said.format(when=words.dates(formats.instant(deadline.at, zone)))
