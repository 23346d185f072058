"""The server's own clock beside a deadline that is near: hers may be wrong, and ours decides.

Plain arithmetic: no database, no web.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.core.translations import gettext

SHOWN_BEFORE = timedelta(hours=48)
MINUTES_OF_AN_HOUR = 60
UTC_ZONE = "UTC"


@dataclass(frozen=True)
class ServerClock:
    """What the clock shows when the page is made, and what a script needs to keep it running.

    `at` and `until` are instants in milliseconds since 1970 (UTC); `offset` is what the zone
    adds to UTC, in seconds.
    """

    time: str
    label: str
    left: str
    at: int
    until: int
    offset: int


def server_clock(now: datetime, until: datetime | None, zone: str) -> ServerClock | None:
    """Return the clock in an IANA zone; None unless the deadline comes within 48 hours.

    Where the clocks of the zone change before the deadline, the time is told in UTC, which
    does not change.
    """
    if until is None or not now <= until <= now + SHOWN_BEFORE:
        return None
    told_in = zone if _offset(now, zone) == _offset(until, zone) else UTC_ZONE
    return ServerClock(
        f"{now.astimezone(ZoneInfo(told_in)):%H:%M:%S}",
        formats.zone_label(now, told_in),
        time_left(until, now),
        _milliseconds(now),
        _milliseconds(until),
        _offset(now, told_in),
    )


def time_left(until: datetime, now: datetime) -> str:
    """Return ``5 h 12 min left``, ``12 min left``: minutes begun, none once it is over."""
    minutes = max(0, ceil((until - now) / timedelta(minutes=1)))
    hours, rest = divmod(minutes, MINUTES_OF_AN_HOUR)
    if hours:
        return gettext("{h} h {m} min left").format(h=hours, m=rest)
    return gettext("{m} min left").format(m=rest)


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _offset(at: datetime, zone: str) -> int:
    offset = at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    return int(offset.total_seconds())
