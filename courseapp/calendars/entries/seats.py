"""Somebody's seat, as far as her calendar shows it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Seat:
    """Somebody's seat at an event, confirmed once and since then held or given up.

    `changed_at` is when that last changed. `ahead` is how far her SEQUENCE is ahead of the
    session's own: it rises each time she gives the seat up or gets it back (RFC 5546 §2.1.5).
    """

    held: bool
    changed_at: datetime
    ahead: int
