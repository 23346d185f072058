"""When applications are taken, decided by one instant, and how that is said."""

from datetime import datetime, timedelta
from enum import StrEnum

from courseapp.core import formats
from courseapp.core.translations import gettext
from courseapp.events.clock.closing import Closing
from courseapp.events.models import Event
from courseapp.events.rules import Access, EventStatus, by_registration

UTC_ZONE = "UTC"


class Window(StrEnum):
    """Where an event's application window stands at an instant."""

    NONE = "none"  # this event takes no applications
    NOT_YET = "not_yet"
    OPEN = "open"
    GRACE = "grace"  # the deadline is over; what is sent now is still taken
    CLOSED = "closed"


def closing_of(event: Event) -> Closing | None:
    """Return until when the event takes applications of everybody; None where it has no deadline.

    Somebody may have longer: see `extra_time`.
    """
    if event.applications_close_at is None:
        return None
    grace = timedelta(minutes=event.grace_minutes or 0)  # None before a new row is written
    return Closing(event.applications_close_at, zone_of_deadline(event), grace)


def takes_applications(event: Event) -> bool:
    """Return whether the event has, or had, an application window that people may use."""
    return (
        event.status not in {EventStatus.DRAFT, EventStatus.ANNOUNCED}
        and event.access is not Access.INVITATION
        and event.applications_close_at is not None
    )


def window(event: Event, now: datetime, closing: Closing | None = None) -> Window:
    """Return where the window stands at `now` (aware). The deadline itself is still in time.

    `closing` takes the place of the event's own, for somebody who has another deadline.
    """
    closing = closing or closing_of(event)
    if not takes_applications(event) or closing is None:
        return Window.NONE
    if event.status is not EventStatus.PUBLISHED:
        return Window.CLOSED
    if event.applications_open_at is not None and now < event.applications_open_at:
        return Window.NOT_YET
    if now <= closing.at:
        return Window.OPEN
    return Window.GRACE if now <= closing.last_moment else Window.CLOSED


def accepts(event: Event, now: datetime, closing: Closing | None = None) -> bool:
    """Return whether an application that arrives at `now` is taken."""
    return window(event, now, closing) in {Window.OPEN, Window.GRACE}


def last_moment(event: Event) -> datetime:
    """Return the deadline with its grace. Raises ValueError where the event has no deadline."""
    closing = closing_of(event)
    if closing is None:
        raise ValueError(f"event {event.slug} has no deadline")
    return closing.last_moment


def asked(event: Event) -> str:
    """Return what people are asked to do before the deadline, as the first word of a sentence."""
    return "Register" if by_registration(event.access, event.selection) else "Apply"


def zone_of_deadline(event: Event) -> str:
    """Return the IANA zone in which the organiser entered the window."""
    return event.applications_zone or event.zone or UTC_ZONE


def told_in_zones(at: datetime, *zones: str | None) -> tuple[str, ...]:
    """Return one instant as text in each zone and last in UTC; what reads the same is said once."""
    texts = [formats.instant(at, zone) for zone in (*zones, UTC_ZONE) if zone]
    return tuple(dict.fromkeys(texts))


def explain(event: Event, now: datetime, closing: Closing | None = None) -> str:
    """Return the state of the window in one or two sentences; "" where there is none."""
    closing = closing or closing_of(event)
    state = window(event, now, closing)
    if state is Window.NONE or closing is None:
        return ""
    deadline = formats.instant(closing.at, closing.zone)
    if state is Window.OPEN:
        return _explain_open(event, deadline, formats.days_left(closing.at, now))
    if state is Window.GRACE:
        until = formats.instant(closing.last_moment, closing.zone)
        return gettext(
            "The deadline was %(deadline)s. What you have begun is still taken until %(until)s.",
            deadline=deadline,
            until=until,
        )
    return _explain_shut(event, state, closing.zone, deadline)


def _explain_open(event: Event, deadline: str, left: str) -> str:
    if by_registration(event.access, event.selection):
        return gettext("Register by %(deadline)s: %(left)s.", deadline=deadline, left=left)
    return gettext("Apply by %(deadline)s: %(left)s.", deadline=deadline, left=left)


def _explain_shut(event: Event, state: Window, zone: str, deadline: str) -> str:
    if state is Window.NOT_YET and event.applications_open_at is not None:
        opens = formats.instant(event.applications_open_at, zone)
        return gettext(
            "Applications open on %(opens)s and close on %(closes)s.", opens=opens, closes=deadline
        )
    if event.status is EventStatus.CANCELLED:
        return gettext("The event is cancelled. Applications are no longer taken.")
    if event.status is EventStatus.POSTPONED:
        return gettext("The event is postponed. Applications are not taken for now.")
    return gettext("Applications closed on %(deadline)s.", deadline=deadline)
