"""How an event or a session stands: its STATUS, what its title says first, and the first line."""

from datetime import datetime

from courseapp.calendars.entries.seats import Seat
from courseapp.calendars.entries.wordings import ENGLISH, Words
from courseapp.calendars.rules import AllDay, EntryStatus, Timed
from courseapp.core import formats
from courseapp.events.clock.deadlines import zone_of_deadline
from courseapp.events.facts.plan_rows import sitting_of
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.events.words import dates_of


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


def titled(
    event: Event, title: str, status: EntryStatus, seat: Seat | None = None, words: Words = ENGLISH
) -> str:
    """Return the title, with the bad news first: not every program shows the status."""
    if event.status is EventStatus.POSTPONED:
        title = words.postponed.format(title=title)
    if seat is not None and not seat.held:
        return words.not_attending.format(title=title)
    return words.cancelled.format(title=title) if status is EntryStatus.CANCELLED else title


def standing(
    event: Event, status: EntryStatus, seat: Seat | None = None, words: Words = ENGLISH
) -> str:
    """Return what the reader must know first; "" where all is as expected."""
    if event.status is EventStatus.CANCELLED:
        return words.event_cancelled
    if seat is not None and not seat.held:
        return words.seat_given_up
    if event.status is EventStatus.POSTPONED:
        return _postponed(event, words)
    if status is EntryStatus.CANCELLED:
        return words.session_cancelled
    return words.planned if status is EntryStatus.TENTATIVE else ""


def deadline(event: Event, words: Words = ENGLISH) -> str:
    """Return until when one can apply, in the zone of the deadline."""
    if event.status is not EventStatus.PUBLISHED or event.applications_close_at is None:
        return ""
    closes = formats.instant(event.applications_close_at, zone_of_deadline(event))
    return words.closes_at.format(when=words.dates(closes))


def latest(event: Event, seat: Seat | None, changed_at: datetime) -> datetime:
    """Return when anything that the entry shows last changed."""
    instants = [changed_at, event.shown_at, event.initiative.shown_at]
    return max([*instants, seat.changed_at] if seat else instants)


def _postponed(event: Event, words: Words) -> str:
    """Return until when the event is postponed, as far as that is known."""
    dates = words.dates(dates_of(event))
    if event.starts_on is not None:
        until = words.now_planned_for.format(dates=dates)
    else:
        until = words.dates_unknown if event.year is None else words.now_in.format(dates=dates)
    return words.now_postponed.format(until=until)
