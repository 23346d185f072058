"""Registration where nobody selects: for which events, and from when until when.

Everything is decided by one instant. Whether a seat is free then is another question.
"""

from datetime import datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from courseapp.events.facts.plan_rows import sitting_of
from courseapp.events.models import Event, PublishedSession
from courseapp.events.rules import EventStatus, SessionStatus, by_registration
from courseapp.events.sessions.programme import repeats


class Entrance(StrEnum):
    """What somebody finds who wants to register."""

    PLANNED = "planned"  # announced: there is nothing to register for so far
    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"
    OVER = "over"  # the event itself
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


_BY_STATUS = MappingProxyType(
    {
        EventStatus.DRAFT: Entrance.PLANNED,
        EventStatus.ANNOUNCED: Entrance.PLANNED,
        EventStatus.POSTPONED: Entrance.POSTPONED,
        EventStatus.CANCELLED: Entrance.CANCELLED,
        EventStatus.HELD: Entrance.OVER,
    }
)


def registers(event: Event) -> bool:
    """Return whether people get in by registering, without anybody who chooses among them."""
    return by_registration(event.access, event.selection)


def entrance(event: Event, now: datetime) -> Entrance:
    """Return what somebody finds at `now` (aware) who wants to register for an event."""
    by_status = _BY_STATUS.get(event.status)
    if by_status is not None:
        return by_status
    ends, closes = ends_at(event), closes_at(event)
    if ends is not None and now >= ends:
        return Entrance.OVER
    if event.applications_open_at is not None and now < event.applications_open_at:
        return Entrance.NOT_YET
    if closes is not None and now > closes + timedelta(minutes=event.grace_minutes):
        return Entrance.CLOSED
    return Entrance.OPEN


def closes_at(event: Event) -> datetime | None:
    """Return until when people can register, without the grace: the deadline, if there is one.

    Else that is when the event begins, or, where a session is held again, when it ends. None while
    nobody knows when that is.
    """
    return event.applications_close_at or moves_up_until(event)


def moves_up_until(event: Event) -> datetime | None:
    """Return until when a seat that becomes free is worth something to who waits for it.

    That is the start; the end where a session is held again; and midnight after the first day
    where no time is known.
    """
    taking_place = _taking_place(event)
    if taking_place:
        if repeats(taking_place):
            return max(each.ends_at for each in taking_place)
        return min(each.starts_at for each in taking_place)
    sitting = sitting_of(event)
    if sitting is not None:
        return sitting[0].at
    if event.starts_on is None:
        return None
    return datetime.combine(event.starts_on + timedelta(days=1), time(), _zone(event))


def ends_at(event: Event) -> datetime | None:
    """Return the instant at which the event is over; None while that is not known."""
    taking_place = _taking_place(event)
    if taking_place:
        return max(each.ends_at for each in taking_place)
    sitting = sitting_of(event)
    if sitting is not None:
        return sitting[1].at
    last_day = event.ends_on or event.starts_on
    if last_day is None:
        return None
    return datetime.combine(last_day + timedelta(days=1), time(), _zone(event))


def seats_move_up(event: Event, now: datetime) -> bool:
    """Return whether a seat that is free at `now` goes to the next on the waiting list.

    While an event is postponed it does: those who hold a seat keep it, too. As long as somebody
    can register it does as well, so that nobody passes those who wait.
    """
    if event.status is not EventStatus.PUBLISHED:
        return event.status is EventStatus.POSTPONED
    until = moves_up_until(event)
    return until is None or now < until or entrance(event, now) is Entrance.OPEN


def _taking_place(event: Event) -> list[PublishedSession]:
    rows = event.published_sessions
    return [each for each in rows if each.status is SessionStatus.SCHEDULED]


def _zone(event: Event) -> ZoneInfo:
    return ZoneInfo(event.zone or event.applications_zone or "UTC")
