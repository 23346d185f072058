"""When applications open and close, as entries of a calendar.

They are short times and no whole days: a deadline at midnight in Bangkok is at six in the evening
in Berlin, and a day would tell readers west of the venue a day too late. An opening begins at its
instant; a deadline is the end of its entry, so that whoever sees the entry over is too late. Both
keep nobody busy.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID, uuid5

from courseapp.calendars.entries.belonging import overview_uid, with_its_event
from courseapp.calendars.entries.events import withdrawn
from courseapp.calendars.entries.standing import latest, standing, status_of, titled
from courseapp.calendars.entries.wordings import ENGLISH, Words
from courseapp.calendars.rules import Entry, EntryStatus, Timed
from courseapp.core import formats
from courseapp.events.clock.deadlines import zone_of_deadline
from courseapp.events.models import Event
from courseapp.events.published.publicity import may_read_programme
from courseapp.events.rules import Access, EventStatus, FeedDetail, by_registration

SHOWN_FOR = timedelta(minutes=30)
NOT_YET_TOLD = frozenset({EventStatus.DRAFT, EventStatus.ANNOUNCED})


class DeadlineKind(StrEnum):
    """What happens at the instant. The value goes into the UID and never changes."""

    OPENING = "applications open"
    CLOSING = "applications close"


@dataclass(frozen=True)
class Deadline:
    """An instant of an event's window for applications; it `stands` unless it was taken back."""

    kind: DeadlineKind
    at: datetime
    stands: bool = True

    def when(self, zone: str) -> Timed:
        """Return the half hour after an opening, or up to a deadline."""
        if self.kind is DeadlineKind.OPENING:
            return Timed(self.at, self.at + SHOWN_FOR, zone)
        return Timed(self.at - SHOWN_FOR, self.at, zone)


Earlier = Mapping[DeadlineKind, Sequence[datetime]]
NEVER_MOVED: Earlier = MappingProxyType({})


def deadline_entries(
    event: Event, base_url: str, words: Words = ENGLISH, earlier: Earlier = NEVER_MOVED
) -> tuple[Entry, ...]:
    """Return opening and deadline of a public event, as far as it has them.

    `earlier` are the instants at which each stood before, the last one last: SEQUENCE counts them,
    and what stands no more stays as cancelled where it stood. Of an event that is told no more,
    its entries say just that, and stand where they stood when it was.
    """
    entries = (
        _entry(event, deadline, base_url, words, earlier.get(deadline.kind, ()))
        for deadline in _deadlines(event, earlier)
    )
    if may_read_programme(event):
        return tuple(entries)
    were_told = event.told_before is FeedDetail.ALL
    return tuple(withdrawn(each, event, words) for each in entries) if were_told else ()


def uid_of_deadline(event: Event, kind: DeadlineKind) -> str:
    """Return the UID of an event's opening or deadline, for life."""
    return str(uuid5(UUID(event.calendar_uid), kind))


def _deadlines(event: Event, earlier: Earlier) -> Iterator[Deadline]:
    """Yield what the event has, and what it had."""
    takes_any = event.status not in NOT_YET_TOLD and event.access is not Access.INVITATION
    instants = (
        (DeadlineKind.OPENING, event.applications_open_at),
        (DeadlineKind.CLOSING, event.applications_close_at),
    )
    has_window = event.applications_close_at is not None
    for kind, at in instants:
        stood = earlier.get(kind, ())
        if at is not None and has_window and takes_any:
            yield Deadline(kind, at)
        elif stood:
            yield Deadline(kind, stood[-1], stands=False)


def _entry(
    event: Event, deadline: Deadline, base_url: str, words: Words, earlier: Sequence[datetime]
) -> Entry:
    status = status_of(event, None) if deadline.stands else EntryStatus.CANCELLED
    zone = zone_of_deadline(event)
    entry = Entry(
        uid=uid_of_deadline(event, deadline.kind),
        # Taken back it is odd, and even again once it stands somewhere else: it never falls.
        sequence=event.sequence + 2 * len(earlier) - (0 if deadline.stands else 1),
        status=status,
        title=titled(event, _title(event, deadline.kind, words), status, None, words),
        when=deadline.when(zone),
        created_at=event.created_at,
        changed_at=latest(event, None, event.shown_at),
        transparent=True,
        parent_uid=overview_uid(event),
    )
    said = _standing(event, status, words), _instant(event, deadline, zone, words)
    return with_its_event(entry, event, base_url, words, said)


def _standing(event: Event, status: EntryStatus, words: Words) -> str:
    """Return what the reader must know of the event; an entry alone is not a cancelled session."""
    if status is EntryStatus.CANCELLED and event.status is not EventStatus.CANCELLED:
        return words.no_deadline
    return standing(event, status, None, words)


def _title(event: Event, kind: DeadlineKind, words: Words) -> str:
    if by_registration(event.access, event.selection):
        opening, closing = words.registration_opens, words.registration_closes
    else:
        opening, closing = words.applications_open, words.applications_close
    return (opening if kind is DeadlineKind.OPENING else closing).format(title=event.title)


def _instant(event: Event, deadline: Deadline, zone: str, words: Words) -> str:
    if not deadline.stands:
        return ""
    if event.status is EventStatus.POSTPONED:
        return words.not_taken
    said = words.opens_at if deadline.kind is DeadlineKind.OPENING else words.closes_at
    return said.format(when=words.dates(formats.instant(deadline.at, zone)))
