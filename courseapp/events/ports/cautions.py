"""What is probably wrong in a programme: a feature above knows, and `app.py` connects it here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask import Flask, current_app
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.sessions.sittings import SessionPlan

_KEY = "watch_over_programmes"


@dataclass(frozen=True)
class Acknowledged:
    """That an organiser has looked at it: who, when, and why it may stand."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Caution:
    """One thing that is probably wrong. It never forbids anything.

    `key` stays the same until the facts change; `session_ids` are the sessions that it concerns,
    none where it is about the event as a whole.
    """

    key: str
    label: str
    sentence: str
    advice: str
    is_hint: bool
    session_ids: tuple[int, ...]
    acknowledged: Acknowledged | None = None

    @property
    def is_open(self) -> bool:
        return self.acknowledged is None

    def concerns(self, session_id: int) -> bool:
        return session_id in self.session_ids


class Watch(Protocol):
    """Who looks at programmes."""

    def of_event(self, session: Session, event: Event, now: datetime) -> Sequence[Caution]:
        """Return what is wrong with the programme as it is saved."""

    def of_plan(
        self,
        session: Session,
        event: Event,
        now: datetime,
        plan: SessionPlan,
        session_id: int | None,
    ) -> Sequence[Caution]:
        """Return what would be wrong with a session that is not saved yet, and is not so now."""


def connect(app: Flask, watch: Watch) -> None:
    """Let the pages of events ask `watch` what is wrong."""
    app.extensions[_KEY] = watch


def cautions_of(session: Session, event: Event, now: datetime) -> Sequence[Caution]:
    """Return what is wrong with the programme as it is saved, problems first."""
    watch = _watch()
    return watch.of_event(session, event, now) if watch else ()


def cautions_with(
    session: Session, event: Event, now: datetime, plan: SessionPlan, session_id: int | None
) -> Sequence[Caution]:
    """Return what would be wrong with a planned session among the others of the event.

    `session_id` is the session it replaces, None for a new one. What is wrong with it already,
    or acknowledged, is left out. Raises Problem for impossible times.
    """
    watch = _watch()
    return watch.of_plan(session, event, now, plan, session_id) if watch else ()


def by_session(cautions: Iterable[Caution]) -> Mapping[int, Sequence[Caution]]:
    """Return the cautions beside the sessions that they concern, by the sessions' ids."""
    found: defaultdict[int, list[Caution]] = defaultdict(list)
    for each in cautions:
        for session_id in each.session_ids:
            found[session_id].append(each)
    return dict(found)


def _watch() -> Watch | None:
    watch: Watch | None = current_app.extensions.get(_KEY)
    return watch
