"""Marks that other rooms put on applications, such as “nominated”: a port, see `app.py`.

Whoever connects a mark needs no list of its own: it becomes a column and a filter of ours.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy.orm import Session

from courseapp.events.models import Event

_KEY = "application_marks"

# Which of the applications, by id, of the event carry the mark. One statement.
Among = Callable[[Session, int, Sequence[int]], frozenset[int]]
# Whether the event uses the mark at all. One statement.
IsUsed = Callable[[Session, Event], bool]


@dataclass(frozen=True)
class Mark:
    """A mark: its key in addresses, its column, and what people with and without it are."""

    key: str
    label: str
    with_it: str  # "nominated"
    without_it: str  # "not nominated"
    among: Among
    is_used: IsUsed


def connect(app: Flask, mark: Mark) -> None:
    """Let organisers list and filter by the mark."""
    app.extensions[_KEY] = (*app.extensions.get(_KEY, ()), mark)


def marks_of(session: Session, event: Event) -> tuple[Mark, ...]:
    """Return the marks that the event uses, in the order in which they were connected.

    One statement each. Needs an application context.
    """
    known: tuple[Mark, ...] = current_app.extensions.get(_KEY, ())
    return tuple(each for each in known if each.is_used(session, event))
