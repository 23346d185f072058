"""Marks that other rooms put on applications, such as “nominated”: a port, see `app.py`.

Whoever connects a mark needs no list of its own: it becomes a column and a filter of ours.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy.orm import Session

_KEY = "application_marks"

# Which of the applications, by id, of the event carry the mark. One statement.
Among = Callable[[Session, int, Sequence[int]], frozenset[int]]


@dataclass(frozen=True)
class Mark:
    """A mark: its key in addresses, its column, and what people with and without it are."""

    key: str
    label: str
    with_it: str  # "nominated"
    without_it: str  # "not nominated"
    among: Among


def connect(app: Flask, mark: Mark) -> None:
    """Let organisers list and filter by the mark."""
    app.extensions[_KEY] = (*app.extensions.get(_KEY, ()), mark)


def connected() -> tuple[Mark, ...]:
    """Return the marks in the order in which they were connected. Needs an application context."""
    found: tuple[Mark, ...] = current_app.extensions.get(_KEY, ())
    return found
