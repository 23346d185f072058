"""How many people apply for a module: a feature above knows, and `app.py` connects it here."""

from collections.abc import Callable, Mapping

from flask import Flask, current_app
from sqlalchemy.orm import Session

_KEY = "module_wishes"
Count = Callable[[Session, int], Mapping[int, int]]


def connect(app: Flask, count: Count) -> None:
    """Let `count` say how many applications name each module of an event, by the module's id."""
    app.extensions[_KEY] = count


def wishes_for(session: Session, event_id: int) -> Mapping[int, int]:
    """Return how many applications name each module; one that nobody named is not there."""
    count: Count | None = current_app.extensions.get(_KEY)
    return count(session, event_id) if count else {}
