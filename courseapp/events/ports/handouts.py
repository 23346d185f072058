"""What a reader of an event may open: slides, papers, links and recordings, by session.

A feature above keeps them and knows who may read what; `app.py` connects it here, so that the pages
of events show them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast

from flask import Flask, current_app
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.events.models import Event

_KEY = "handouts_of_events"


@dataclass(frozen=True)
class Handout:
    """One line: what it is called, where it is, and what one gets.

    `kind` is such as ``Slides``, `words` such as ``PDF, 1.2 MB, English``; `language` is a BCP 47
    tag or ""; `note` says for whom it is, "" for everybody.
    """

    title: str
    kind: str
    href: str
    words: str = ""
    language: str = ""
    note: str = ""
    is_file: bool = False


Handouts = Mapping[int | None, Sequence[Handout]]  # by the id of the planned session


class HandoutSource(Protocol):
    """What a feature tells of materials."""

    def __call__(
        self, session: Session, event: Event, now: datetime, person: Person | None
    ) -> Handouts:
        """Return what the reader may open now, None standing for the whole event.

        Nothing tells of what she may not open. A fixed number of statements.
        """


def connect(app: Flask, source: HandoutSource) -> None:
    """Ask the source wherever an event shows its materials."""
    app.extensions[_KEY] = source


def handouts_for(session: Session, event: Event, now: datetime, person: Person | None) -> Handouts:
    """Return what the reader may open now, by the id of the planned session."""
    source = current_app.extensions.get(_KEY)
    return cast(HandoutSource, source)(session, event, now, person) if source else {}
