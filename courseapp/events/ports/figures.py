"""How many applications an event has: a feature above knows, and `app.py` connects it here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy.orm import Session

_KEY = "application_figures"


@dataclass(frozen=True)
class Applications:
    """The applications of one event. `sent` counts all that were submitted, whatever followed."""

    sent: int = 0
    undecided: int = 0
    waiting: int = 0
    alive: int = 0  # not withdrawn, declined or lapsed: whom a cancellation concerns


Count = Callable[[Session, Sequence[int]], Mapping[int, Applications]]


def connect(app: Flask, count: Count) -> None:
    """Let the pages of events ask `count` for the figures of events, by their ids, at once."""
    app.extensions[_KEY] = count


def applications_of(session: Session, event_ids: Sequence[int]) -> Mapping[int, Applications]:
    """Return the figures of each event, in the one statement of whoever counts."""
    count: Count | None = current_app.extensions.get(_KEY)
    found = count(session, event_ids) if count and event_ids else {}
    return {event_id: found.get(event_id, Applications()) for event_id in event_ids}
