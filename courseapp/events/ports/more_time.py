"""Who has longer to apply than everybody: a feature above knows, and `app.py` connects it here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast

from flask import Flask, current_app
from sqlalchemy.orm import Session

from courseapp.events.models import Event

_KEY = "more_time_to_apply"


@dataclass(frozen=True)
class MoreTime:
    """More time for all ``people who work in Tonga``; `until` is told in its zone and in UTC.

    `country` is ISO 3166-1 alpha-2. With `may_begin` they can also begin to apply in that time.
    """

    country: str
    people: str
    until: tuple[str, ...]
    reason: str
    may_begin: bool


class MoreTimeSource(Protocol):
    """What a feature tells of extra time."""

    def __call__(self, session: Session, event: Event, now: datetime) -> Sequence[MoreTime]:
        """Return what everybody may know of it, what ends first before. At most one statement."""


def connect(app: Flask, source: MoreTimeSource) -> None:
    """Ask the source wherever an event shows its deadline."""
    app.extensions[_KEY] = source


def more_time_to_apply(session: Session, event: Event, now: datetime) -> Sequence[MoreTime]:
    """Return who has longer than everybody; nobody where no feature knows of any."""
    source = current_app.extensions.get(_KEY)
    return cast(MoreTimeSource, source)(session, event, now) if source else ()
