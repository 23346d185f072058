"""Writing what a move did to the rows: sessions, and the time for applications."""

from datetime import datetime

from courseapp.events.models import Event, EventSession
from courseapp.events.moves.moving import Moved, MovedSitting


def write_sitting(sitting: EventSession, pair: MovedSitting, now: datetime) -> None:
    """Put a session where it came to lie."""
    sitting.zone = pair.starts.zone
    sitting.starts_local, sitting.ends_local = pair.starts.local, pair.ends.local
    sitting.starts_at, sitting.ends_at = pair.starts.at, pair.ends.at
    sitting.changed_at = now


def write_window(event: Event, result: Moved) -> None:
    """Put opening and deadline where they came to lie; what did not move stays."""
    if result.opens is not None:
        event.applications_open_local = result.opens.local
        event.applications_open_at = result.opens.at
    if result.closes is not None:
        event.applications_close_local = result.closes.local
        event.applications_close_at = result.closes.at
