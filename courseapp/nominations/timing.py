"""Until when people can be nominated, and why not now."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.core.errors import Problem
from courseapp.events.clock.deadlines import Window, closing_of, explain, window, zone_of_deadline
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.nominations.models import Quota

USUAL_DAYS_BEFORE_CLOSING = 14
TAKEN = frozenset({Window.NOT_YET, Window.OPEN})


def last_minute(quota: Quota) -> datetime:
    """Return the last minute of the last day, in the zone of the event's deadline."""
    zone = ZoneInfo(zone_of_deadline(quota.event))
    return datetime.combine(quota.until_on, time(23, 59), zone)


def told_until(quota: Quota) -> str:
    """Return ``Wed 31 Mar 2027, 23:59 CEST``."""
    return formats.instant(last_minute(quota), zone_of_deadline(quota.event))


def is_over(quota: Quota, now: datetime) -> bool:
    """Return whether the last day of the quota is over."""
    return now >= last_minute(quota) + timedelta(minutes=1)


def refusal(quota: Quota, now: datetime, *, by_organiser: bool = False) -> str:
    """Return why nobody can be nominated now, in words for who would; "" where one can.

    Organisers still can when the last day of the quota is over, as long as people can apply.
    """
    event = quota.event
    if event.status is EventStatus.CANCELLED:
        return "This event is cancelled, so nobody can be nominated any more."
    if event.status is EventStatus.POSTPONED:
        return "The event is postponed. People can be nominated again when its new dates are known."
    if window(event, now) not in TAKEN:
        return explain(event, now) or "This event takes no applications here."
    if is_over(quota, now) and not by_organiser:
        return (
            f"People could be nominated until {told_until(quota)}. Please write to the organisers "
            "about any change."
        )
    return ""


def usual_last_day(event: Event, now: datetime) -> date | None:
    """Return the last day to propose: some weeks before applications close, never a past one."""
    closing = closing_of(event)
    if closing is None:
        return None
    zone = ZoneInfo(closing.zone)
    early = (closing.at - timedelta(days=USUAL_DAYS_BEFORE_CLOSING)).astimezone(zone).date()
    return max(early, now.astimezone(zone).date())


def require_last_day(event: Event, now: datetime, day: date, before: date | None = None) -> None:
    """Raise Problem for a last day that is over, or after the deadline of applications.

    `before` is what was saved: to leave it as it is is always right.
    """
    if day == before:
        return
    zone = zone_of_deadline(event)
    if day < now.astimezone(ZoneInfo(zone)).date():
        raise Problem("This day is over. Enter a day to come.", "until_on")
    closing = closing_of(event)
    if closing is not None and day > closing.at.astimezone(ZoneInfo(zone)).date():
        closes = formats.instant(closing.at, zone)
        raise Problem(
            f"Applications close on {closes}, and people need time to apply. Enter an earlier day.",
            "until_on",
        )
