"""Telling everybody who of the world has extra time, where a whole country has it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.countries.names import country_name
from courseapp.events.clock.deadlines import Window, told_in_zones, window
from courseapp.events.models import Event
from courseapp.events.ports.more_time import MoreTime
from courseapp.extra_time.queries import countries_with_more_time

TOLD_WHILE = frozenset({Window.OPEN, Window.GRACE, Window.CLOSED})


def more_time_for(session: Session, event: Event, now: datetime) -> Sequence[MoreTime]:
    """Return each country whose people have longer, what ends first before. At most one statement.

    Nothing before the window opens, and of an event that takes nothing at present.
    """
    if window(event, now) not in TOLD_WHILE:
        return ()
    return tuple(
        MoreTime(
            country=each.country or "",
            people=f"people who work in {country_name(each.country)}",
            until=told_in_zones(each.until_at, each.zone),
            reason=each.reason,
            may_begin=each.may_begin,
        )
        for each in countries_with_more_time(session, event, now)
    )
