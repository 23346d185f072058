"""Which deadline counts for one person: plain arithmetic on instants.

Extra time for a country counts for those who work there, not for its nationals: what stops
somebody (a storm, a strike, a week without power) does so where she is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from courseapp.events.clock.closing import Closing

MOST_ADDRESSES = 200  # given extra time at once
REASON_CHARACTERS = 500


class Why(StrEnum):
    """Whose deadline it is that counts."""

    EVENT = "event"  # that of everybody
    COUNTRY = "country"  # more time for all who work in a country
    PERSON = "person"  # more time for her alone


@dataclass(frozen=True)
class Extension:
    """More time, until an instant told in a zone.

    `country` (ISO 3166-1 alpha-2) has it, or, where that is None, one person. With `may_begin`
    an application may also be begun in it.
    """

    until: Closing
    reason: str
    country: str | None = None
    may_begin: bool = False

    @property
    def why(self) -> Why:
        return Why.PERSON if self.country is None else Why.COUNTRY


@dataclass(frozen=True)
class Deadline:
    """Until when one person may send, and why; `begin` is until when she may begin.

    `reason` and `country` are those of the extra time; empty where she has none.
    """

    closing: Closing
    begin: Closing
    why: Why = Why.EVENT
    reason: str = ""
    country: str | None = None

    @property
    def is_extended(self) -> bool:
        return self.why is not Why.EVENT


def last_moment_for(everybody: Closing, extensions: Iterable[Extension]) -> Deadline:
    """Return the deadline that counts for somebody who has these extensions, all in force.

    The latest counts; extra time never takes time away. Of two that end together, her own is
    told. The event's minutes of grace follow whichever deadline counts.
    """
    longer = [each for each in extensions if each.until.at > everybody.at]
    beginnings = [everybody, *(each.until for each in longer if each.may_begin)]
    begin = replace(max(beginnings, key=lambda each: each.at), grace=everybody.grace)
    if not longer:
        return Deadline(everybody, begin)
    counts = max(longer, key=lambda each: (each.until.at, each.why is Why.PERSON))
    closing = replace(counts.until, grace=everybody.grace)
    return Deadline(closing, begin, counts.why, counts.reason, counts.country)
