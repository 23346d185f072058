"""What becomes of the times of an event in another zone: plain arithmetic, no database.

Either the clocks on the wall show what they showed, or everything happens when it would have
happened. What has a zone of its own stays as it is, and so does a deadline that is over.
"""

from datetime import datetime
from enum import StrEnum

from courseapp.events.moves.moving import (
    Landing,
    Moved,
    MovedSitting,
    SittingTimes,
    Timetable,
    landing,
    landing_at,
    sitting_landings,
)


class Keep(StrEnum):
    """What stays when the zone of an event changes."""

    LOCAL = "local"  # clock times: 09:00 there becomes 09:00 here
    INSTANTS = "instants"  # the moment at which something happens


def rezoned(timetable: Timetable, zone: str, keep: Keep, now: datetime) -> Moved:
    """Return the timetable in another IANA zone; only what stood in the zone of the event moves."""
    old = timetable.zone
    sittings = tuple(_sitting(each, zone, keep) for each in timetable.sittings if each.zone == old)
    follows = old is not None and timetable.applications_zone == old
    opens, closes = (timetable.opens_local, timetable.closes_local) if follows else (None, None)
    return Moved(
        before=timetable,
        days=0,
        zone=zone,
        opens=_window(opens, old, zone, keep, now),
        closes=_window(closes, old, zone, keep, now),
        sittings=sittings,
    )


def left_alone(timetable: Timetable) -> tuple[SittingTimes, ...]:
    """Return the sessions that have a zone of their own."""
    return tuple(each for each in timetable.sittings if each.zone != timetable.zone)


def _sitting(sitting: SittingTimes, zone: str, keep: Keep) -> MovedSitting:
    if keep is Keep.LOCAL:
        return MovedSitting(sitting, *sitting_landings(sitting, 0, zone))
    starts, ends = landing_at(sitting.starts_at, zone), landing_at(sitting.ends_at, zone)
    return MovedSitting(sitting, starts, ends)


def _window(
    local: datetime | None, old: str | None, zone: str, keep: Keep, now: datetime
) -> Landing | None:
    if local is None or old is None:
        return None
    before = landing(local, old)
    if keep is Keep.INSTANTS or before.at <= now:
        return landing_at(before.at, zone)
    return landing(local, zone)
