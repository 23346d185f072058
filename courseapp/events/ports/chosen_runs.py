"""Of a session that is held again, which run somebody goes to: a feature above knows.

`app.py` connects it here.
"""

from collections.abc import Mapping, Set
from typing import Protocol

from flask import Flask, current_app
from sqlalchemy.orm import Session

from courseapp.events.models import Event

_KEY = "chosen_runs"
NOTHING: Mapping[int, int] = {}


class RunSource(Protocol):
    """What a feature tells of the runs that people chose."""

    def left_out(self, session: Session, event: Event, person_id: int) -> Set[int]:
        """Return the planned sessions, by id, of which the person attends another run."""

    def numbers(self, session: Session, event: Event) -> Mapping[int, int]:
        """Return how many people with a seat go to each session of which one run is chosen."""


def connect(app: Flask, source: RunSource) -> None:
    """Ask the source wherever it matters which run somebody goes to."""
    app.extensions[_KEY] = source


def sessions_left_out(session: Session, event: Event, person_id: int) -> Set[int]:
    """Return the planned sessions, by id, to which the person does not go."""
    source: RunSource | None = current_app.extensions.get(_KEY)
    return source.left_out(session, event, person_id) if source else frozenset()


def numbers_by_run(session: Session, event: Event) -> Mapping[int, int]:
    """Return how many people with a seat go to each run, by the id of the planned session."""
    source: RunSource | None = current_app.extensions.get(_KEY)
    return source.numbers(session, event) if source else NOTHING
