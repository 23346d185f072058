"""Who is asked for travel details, and how far somebody is with them."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from courseapp.applications.rules import Status
from courseapp.events.rules import EventStatus

REST_BETWEEN_REMINDERS = timedelta(days=1)


class Progress(StrEnum):
    """How far somebody is."""

    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    SENT = "sent"


def is_asked(status: Status, event_status: EventStatus) -> bool:
    """Return whether somebody who stands so is asked, and may read what she wrote."""
    return status is Status.CONFIRMED and event_status is not EventStatus.CANCELLED


def may_write(today: date, last_day: date | None) -> bool:
    """Return whether details may still be changed: until the last day of the event is over."""
    return last_day is None or today <= last_day


def progress(version: int | None, sent_at: datetime | None) -> Progress:
    """Return how far she is; `version` is None where she has not begun."""
    if sent_at is not None:
        return Progress.SENT
    return Progress.BEGUN if version else Progress.NOT_BEGUN
