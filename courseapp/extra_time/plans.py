"""What an organiser enters about extra time, before it is given."""

from dataclasses import dataclass

from courseapp.events.clock.local_time import Moment


@dataclass(frozen=True)
class ExtraTimePlan:
    """More time for people by their addresses (canonical), or for all who work in a country."""

    until: Moment
    reason: str
    emails: tuple[str, ...] = ()
    country: str | None = None
    may_begin: bool = False
