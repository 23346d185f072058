"""A new draft from an earlier edition, with all its dates moved and what its organiser ticks.

What can come along is declared by the feature that owns it, as a `CloneStep` that `app.py`
connects. Never anybody's application or answer, never a link to join, a recording, or a
published version.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.core.ids import calendar_uid
from courseapp.events.clock.local_time import refusal_of_year, refusal_of_zone
from courseapp.events.editions import edition_for
from courseapp.events.facts.changing import log
from courseapp.events.facts.planning import unused_slug
from courseapp.events.models import AgendaItem, Event, EventSession, Module, Room, Track
from courseapp.events.moves.moving import Moved, Timetable, moved, same_weekday
from courseapp.events.moves.timetables import timetable_of
from courseapp.events.rules import EventKind, EventStatus
from courseapp.initiatives.models import Initiative

_KEY = "clone_steps"
# What an edition has in common with the next one, whatever else comes along.
FACTS = (
    *("initiative_id", "series_id", "kind", "mode", "level", "access", "selection", "is_example"),
    *("starts_time", "ends_time", "venue", "city", "address", "country", "latitude", "longitude"),
    *("region_focus", "notice", "description", "audience", "visas_needed", "feed_detail"),
    "may_change_sent",
    "is_capacity_development",
)


@dataclass
class Clone:
    """A draft in the making: where it comes from, and what came along, by the earlier id."""

    source: Event
    draft: Event
    moved: Moved
    now: datetime
    rooms: dict[int, Room] = field(default_factory=dict)
    tracks: dict[int, Track] = field(default_factory=dict)
    modules: dict[int, Module] = field(default_factory=dict)
    sessions: dict[int, EventSession] = field(default_factory=dict)
    agenda: dict[int, AgendaItem] = field(default_factory=dict)


class CloneStep(Protocol):
    """Something of an event that can come along into its next edition.

    `needs` is the key of the step without which this one has nothing to do; "" for none. Steps
    are taken in the order in which they were connected, each with the draft flushed.
    """

    @property
    def key(self) -> str:
        """The word that names it in forms."""

    @property
    def label(self) -> str:
        """What an organiser reads: ``Sessions, with rooms and tracks``."""

    @property
    def default(self) -> bool:
        """Whether it is ticked at first."""

    @property
    def needs(self) -> str:
        """The key of the step that must be taken too."""

    def found(self, session: Session, event: Event) -> str:
        """Return what there is to bring along, such as ``41 sessions``; "" for nothing."""

    def bring(self, session: Session, clone: Clone) -> None:
        """Add it to the draft. Raises Problem in words for the organiser."""


@dataclass(frozen=True)
class CloneWish:
    """What an organiser enters: the first day of the draft, and what comes along (keys of steps).

    `zone` is the zone of the draft, None for the same; `edition` its number, None for the next.
    """

    title: str
    starts_on: date
    keep_weekdays: bool = False
    zone: str | None = None
    edition: int | None = None
    steps: frozenset[str] = frozenset()

    def first_day(self, timetable: Timetable) -> date:
        """Return the first day of the draft, on the earlier weekday where that is wished."""
        first = timetable.first_day
        if first is None or not self.keep_weekdays:
            return self.starts_on
        return same_weekday(first, self.starts_on)

    def moved(self, timetable: Timetable) -> Moved:
        """Return where all dates would lie. Raises Problem with the field that is wrong.

        Where nothing has a day, a deadline cannot be counted from it, and is left out.
        """
        if self.zone and (refusal := refusal_of_zone(self.zone)):
            raise Problem(refusal, "zone")
        self._refuse_years(timetable)
        if timetable.first_day is None:
            nothing = replace(timetable, opens_local=None, closes_local=None, decisions_on=None)
            return moved(nothing, 0, self.zone)
        days = (self.first_day(timetable) - timetable.first_day).days
        return moved(timetable, days, self.zone)

    def _refuse_years(self, timetable: Timetable) -> None:
        first = timetable.first_day
        refusal = refusal_of_year(self.starts_on)
        if not refusal and first is not None:
            by = self.first_day(timetable) - first
            found = (refusal_of_year(day + by) for day in (timetable.dated[0], timetable.dated[-1]))
            refusal = next(filter(None, found), "")
        if refusal:
            raise Problem(refusal, "starts_on")


def connect(app: Flask, step: CloneStep) -> None:
    """Offer the step too wherever an edition is cloned, after those connected before."""
    app.extensions.setdefault(_KEY, []).append(step)


def clone_steps() -> Sequence[CloneStep]:
    """Return every step, in the order in which they are taken."""
    return tuple(current_app.extensions.get(_KEY, ()))


def clone_event(
    session: Session, actor: Person | None, now: datetime, source: Event, wish: CloneWish
) -> Event:
    """Return a new draft made from an earlier edition. Raises Problem with the field.

    Two wishes at once make two drafts, with two addresses and two numbers of editions.
    """
    result = wish.moved(timetable_of(source))
    lock(session, Initiative, source.initiative_id)  # two drafts never take the same address
    draft = _draft(session, now, source, wish, result)
    clone = Clone(source, draft, result, now)
    for step in clone_steps():
        if step.key in wish.steps and (not step.needs or step.needs in wish.steps):
            step.bring(session, clone)
            session.flush()
    told = f"Made the draft from “{source.title}” ({source.slug})."
    log(session, draft, actor, now, "clone", told)
    session.flush()
    session.expire(draft)
    return draft


def twins_of(session: Session, event: Event) -> Sequence[Event]:
    """Return other drafts of the initiative that begin on the same day with the same title."""
    same = select(Event).where(
        Event.initiative_id == event.initiative_id,
        Event.status == EventStatus.DRAFT,
        Event.title == event.title,
        Event.starts_on == event.starts_on,
        Event.id != event.id,
    )
    return session.scalars(same.order_by(Event.id)).all()


def _draft(session: Session, now: datetime, source: Event, wish: CloneWish, result: Moved) -> Event:
    timetable = result.before
    first = wish.first_day(timetable)
    draft = Event(
        **{name: getattr(source, name) for name in FACTS},
        title=wish.title,
        # The address of a course that people take by themselves stays; all others had a date.
        link=source.link if source.kind is EventKind.E_LEARNING else "",
        status=EventStatus.DRAFT,
        zone=result.zone,
        starts_on=first,
        ends_on=result.day(timetable.last_day) or first,
        calendar_uid=calendar_uid(),
        created_at=now,
        changed_at=now,
    )
    draft.slug = unused_slug(session, draft)
    if source.series is not None:
        draft.edition = edition_for(session, source.series, wish.edition)
    session.add(draft)
    session.flush()
    return draft
