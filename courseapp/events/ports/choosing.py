"""Where it says how people are chosen for an event: a feature above knows, `app.py` connects it."""

from typing import Protocol, cast

from flask import Flask, current_app
from sqlalchemy.orm import Session

from courseapp.events.models import Event

_KEY = "how_people_are_chosen"


class ChoosingSource(Protocol):
    """What a feature tells of choosing."""

    def __call__(self, session: Session, event: Event) -> str:
        """Return the path of the page about it; "" where there is none. A few statements."""


def connect(app: Flask, source: ChoosingSource) -> None:
    """Ask the source wherever an event shows how to take part."""
    app.extensions[_KEY] = source


def how_chosen_path(session: Session, event: Event) -> str:
    """Return the path of the page that says how people are chosen; "" where there is none."""
    source = current_app.extensions.get(_KEY)
    return cast(ChoosingSource, source)(session, event) if source else ""
