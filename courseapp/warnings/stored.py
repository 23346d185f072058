"""The sessions of an event as they are stored, read for looking at them. No row is changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from courseapp.events.models import (
    AgendaItem,
    Event,
    EventSession,
    Module,
    Room,
    Speaker,
    Track,
)
from courseapp.events.names import folded_name
from courseapp.events.rules import AgendaKind, Presence, SessionStatus
from courseapp.events.sessions.sittings import SessionPlan
from courseapp.warnings.programme import NOT_SAVED, Item, Part, Span, Turn


@dataclass(frozen=True)
class Spoken:
    """A row of a speaker; `after` and `lasts` are minutes, None for the whole session."""

    name: str
    presence: Presence
    after: int | None = None
    lasts: int | None = None

    def turn(self, starts_at: datetime, ends_at: datetime) -> Turn:
        """Return the turn in a session with these times."""
        if self.after is not None and self.lasts is not None:
            starts_at += timedelta(minutes=self.after)
            ends_at = starts_at + timedelta(minutes=self.lasts)
        return Turn(self.name, folded_name(self.name), self.presence, starts_at, ends_at)


@dataclass(frozen=True)
class Agendas:
    """Who speaks, and when there are breaks (minutes after the start, and long), by session."""

    spoken: Mapping[int, Sequence[Spoken]] = field(default_factory=dict)
    breaks: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=dict)

    def turns(self, session_id: int, starts_at: datetime, ends_at: datetime) -> tuple[Turn, ...]:
        rows = self.spoken.get(session_id, ())
        return tuple(each.turn(starts_at, ends_at) for each in rows)

    def spans(self, session_id: int, starts_at: datetime) -> tuple[Span, ...]:
        rows = self.breaks.get(session_id, ())
        return tuple(_span(starts_at, after, lasts) for after, lasts in rows)


def items_of(session: Session, event: Event, now: datetime) -> tuple[Item, ...]:
    """Return the sessions that are held and not over. Three statements, however many."""
    wanted = held_of(event, now)
    agendas = agendas_of(session, wanted)
    rows = session.execute(
        select(EventSession, Room, Track, Module)
        .outerjoin(Room, EventSession.room_id == Room.id)
        .outerjoin(Track, EventSession.track_id == Track.id)
        .outerjoin(Module, EventSession.module_id == Module.id)
        .where(wanted)
        .order_by(EventSession.starts_at, EventSession.id)
    )
    return tuple(_item(*row, agendas) for row in rows)


def held_of(event: Event, now: datetime) -> ColumnElement[bool]:
    """Return the condition that a session of the event is held and not over."""
    return and_(
        EventSession.event_id == event.id,
        EventSession.status == SessionStatus.SCHEDULED,
        EventSession.ends_at > now,
    )


def agendas_of(session: Session, wanted: ColumnElement[bool]) -> Agendas:
    """Return who speaks in the wanted sessions, and their breaks. Two statements."""
    spoken: defaultdict[int, list[Spoken]] = defaultdict(list)
    rows = session.execute(
        select(
            Speaker.session_id,
            Speaker.name,
            Speaker.presence,
            AgendaItem.starts_after,
            AgendaItem.minutes,
        )
        .join(EventSession, Speaker.session_id == EventSession.id)
        .outerjoin(AgendaItem, Speaker.agenda_item_id == AgendaItem.id)
        .where(wanted)
        .order_by(Speaker.session_id, Speaker.position)
    )
    for session_id, name, presence, after, lasts in rows:
        spoken[session_id].append(Spoken(name, presence, after, lasts))
    return Agendas(spoken, _breaks(session, wanted))


def planned(event: Event, plan: SessionPlan, session_id: int | None, agendas: Agendas) -> Item:
    """Return a session as it would be; its agenda stays. Raises Problem for impossible times."""
    starts, ends = plan.times()
    room = next((each for each in event.rooms if each.id == plan.room_id), None)
    track = next((each for each in event.tracks if each.id == plan.track_id), None)
    module = next((each for each in event.modules if each.id == plan.module_id), None)
    number = session_id or NOT_SAVED
    whole = [Spoken(each.name, each.presence) for each in plan.speakers]
    kept = [each for each in agendas.spoken.get(number, ()) if each.after is not None]
    return Item(
        number,
        plan.title,
        plan.zone,
        plan.starts_local,
        plan.ends_local,
        starts.at,
        ends.at,
        place=room.name if room else plan.place,
        capacity=room.capacity if room else None,
        track=track.name if track else "",
        seats=plan.seats or (module.seats if module else None),
        has_link=bool(plan.join_link),
        repeat_group=plan.repeat_group,
        module=_part(module),
        turns=tuple(each.turn(starts.at, ends.at) for each in (*whole, *kept)),
        breaks=agendas.spans(number, starts.at),
    )


def _item(
    sitting: EventSession,
    room: Room | None,
    track: Track | None,
    module: Module | None,
    agendas: Agendas,
) -> Item:
    return Item(
        sitting.id,
        sitting.title,
        sitting.zone,
        sitting.starts_local,
        sitting.ends_local,
        sitting.starts_at,
        sitting.ends_at,
        place=room.name if room else sitting.place,
        capacity=room.capacity if room else None,
        track=track.name if track else "",
        seats=sitting.seats or (module.seats if module else None),
        has_link=bool(sitting.join_link),
        repeat_group=sitting.repeat_group,
        module=_part(module),
        turns=agendas.turns(sitting.id, sitting.starts_at, sitting.ends_at),
        breaks=agendas.spans(sitting.id, sitting.starts_at),
    )


def _breaks(
    session: Session, wanted: ColumnElement[bool]
) -> Mapping[int, Sequence[tuple[int, int]]]:
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = session.execute(
        select(AgendaItem.session_id, AgendaItem.starts_after, AgendaItem.minutes)
        .join(EventSession, AgendaItem.session_id == EventSession.id)
        .where(wanted, AgendaItem.kind == AgendaKind.BREAK)
        .order_by(AgendaItem.session_id, AgendaItem.starts_after)
    )
    for session_id, after, lasts in rows:
        found[session_id].append((after, lasts))
    return found


def _span(starts_at: datetime, after: int, lasts: int) -> Span:
    first = starts_at + timedelta(minutes=after)
    return Span(first, first + timedelta(minutes=lasts))


def _part(module: Module | None) -> Part | None:
    return Part(module.title, module.starts_on, module.ends_on) if module else None
