"""What of an event itself can come along into its next edition, one step for each tick."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, selectinload

from courseapp.core.database import Base
from courseapp.core.ids import calendar_uid
from courseapp.events.models import (
    AgendaItem,
    Event,
    EventSession,
    RepeatGroup,
    Speaker,
)
from courseapp.events.moves.cloning import Clone, CloneStep
from courseapp.events.moves.moving import MovedSitting
from courseapp.events.rules import SessionStatus

Row = TypeVar("Row", bound=Base)

SESSIONS = "sessions"
# What a session keeps. Its times move; its links and its recording belong to the other date.
SESSION_FACTS = ("title", "description", "place", "language", "seats", "repeat_group")
SETTINGS = ("seats", "overbooked_percent", "grace_minutes", "reply_days")


@dataclass(frozen=True)
class Step:
    """A step that is a pair of functions: what there is, and how it comes along."""

    key: str
    label: str
    counted: Callable[[Session, Event], str]
    brought: Callable[[Session, Clone], None]
    needs: str = ""
    default: bool = True

    def found(self, session: Session, event: Event) -> str:
        """Return what there is to bring along; "" for nothing."""
        return self.counted(session, event)

    def bring(self, session: Session, clone: Clone) -> None:
        """Add it to the draft."""
        self.brought(session, clone)


def like(row: Row, **changes: Any) -> Row:
    """Return a new row with the values of another, but for its key and the changes."""
    mapper = inspect(type(row))
    own_key = {column.key for column in mapper.primary_key}
    names = (each.key for each in mapper.column_attrs if each.key not in own_key)
    return type(row)(**{name: getattr(row, name) for name in names} | changes)


def many(number: int, one: str, more: str = "") -> str:
    """Return ``1 session``, ``41 sessions``, or "" for none."""
    return "" if number == 0 else f"{number} {one if number == 1 else more or one + 's'}"


def _count_around(_session: Session, event: Event) -> str:
    return ", ".join(
        filter(
            None,
            (
                many(len(event.organisations), "organisation"),
                many(len(event.languages), "language"),
                many(len(event.topics), "topic"),
            ),
        )
    )


def _bring_around(_session: Session, clone: Clone) -> None:
    source, draft = clone.source, clone.draft
    draft.organisations = [like(each, event_id=draft.id) for each in source.organisations]
    draft.languages = [like(each, event_id=draft.id) for each in source.languages]
    draft.topics = [like(each, event_id=draft.id) for each in source.topics]


def _count_expected(_session: Session, event: Event) -> str:
    return many(len(event.expected), "country", "countries")


def _bring_expected(_session: Session, clone: Clone) -> None:
    clone.draft.expected = [
        like(each, event_id=clone.draft.id, country=each.country) for each in clone.source.expected
    ]


def _count_settings(_session: Session, event: Event) -> str:
    told = (
        many(event.seats or 0, "seat"),
        "deadline" if event.applications_close_local else "",
        "day of the decisions" if event.decisions_on else "",
    )
    return ", ".join(filter(None, told))


def _bring_settings(_session: Session, clone: Clone) -> None:
    draft, result = clone.draft, clone.moved
    for name in SETTINGS:
        setattr(draft, name, getattr(clone.source, name))
    draft.decisions_on = result.day(result.before.decisions_on)
    if result.closes is not None:
        draft.applications_zone = result.applications_zone
        draft.applications_close_local = result.closes.local
        draft.applications_close_at = result.closes.at
    if result.closes is not None and result.opens is not None:
        draft.applications_open_local = result.opens.local
        draft.applications_open_at = result.opens.at


def _count_modules(_session: Session, event: Event) -> str:
    return many(len(event.modules), "module")


def _bring_modules(_session: Session, clone: Clone) -> None:
    draft, day = clone.draft, clone.moved.day
    draft.modules_min, draft.modules_max = clone.source.modules_min, clone.source.modules_max
    for each in clone.source.modules:
        days = {"starts_on": day(each.starts_on), "ends_on": day(each.ends_on)}
        copy = like(each, event_id=draft.id, builds_on_id=None, **days)
        clone.modules[each.id] = copy
        draft.modules.append(copy)
    for each in clone.source.modules:
        clone.modules[each.id].builds_on = clone.modules.get(each.builds_on_id or 0)


def _count_sessions(_session: Session, event: Event) -> str:
    scheduled = [each for each in event.sessions if each.status is SessionStatus.SCHEDULED]
    told = (
        many(len(scheduled), "session"),
        many(len(event.rooms), "room"),
        many(len(event.tracks), "track"),
    )
    return ", ".join(filter(None, told))


def _bring_sessions(session: Session, clone: Clone) -> None:
    _bring_places(session, clone)
    rows = _whole_sessions(session, clone.source)
    for pair in clone.moved.sittings:
        row = rows[pair.before.key]
        copy = _copied(row, pair, clone)
        copy.readings = [each for each in row.readings if each.is_listed]
        for item in row.agenda:
            clone.agenda[item.id] = like(item, session_id=None)
            copy.agenda.append(clone.agenda[item.id])
        clone.sessions[row.id] = copy
        session.add(copy)


def _bring_places(session: Session, clone: Clone) -> None:
    """Bring rooms, tracks and repeat groups; flushed, for sessions name them by id."""
    source, draft = clone.source, clone.draft
    clone.rooms |= {each.id: like(each, event_id=draft.id) for each in source.rooms}
    clone.tracks |= {each.id: like(each, event_id=draft.id) for each in source.tracks}
    draft.rooms, draft.tracks = list(clone.rooms.values()), list(clone.tracks.values())
    groups = select(RepeatGroup).where(RepeatGroup.event_id == source.id)
    for group in session.scalars(groups):
        session.add(RepeatGroup(event_id=draft.id, name=group.name, rule=group.rule))
    session.flush()


def _copied(row: EventSession, pair: MovedSitting, clone: Clone) -> EventSession:
    room, track = clone.rooms.get(row.room_id or 0), clone.tracks.get(row.track_id or 0)
    module = clone.modules.get(row.module_id or 0)
    return EventSession(
        **{name: getattr(row, name) for name in SESSION_FACTS},
        event_id=clone.draft.id,
        calendar_uid=calendar_uid(),
        zone=pair.starts.zone,
        starts_local=pair.starts.local,
        ends_local=pair.ends.local,
        starts_at=pair.starts.at,
        ends_at=pair.ends.at,
        room_id=room.id if room else None,
        track_id=track.id if track else None,
        module_id=module.id if module else None,
        created_at=clone.now,
        changed_at=clone.now,
    )


def _whole_sessions(session: Session, source: Event) -> dict[int, EventSession]:
    rows = session.scalars(
        select(EventSession)
        .where(EventSession.event_id == source.id)
        .options(
            selectinload(EventSession.agenda),
            selectinload(EventSession.speakers),
            selectinload(EventSession.readings),
        )
    )
    return {each.id: each for each in rows}


def _count_speakers(_session: Session, event: Event) -> str:
    names = {speaker.name for each in event.sessions for speaker in each.speakers}
    return many(len(names), "speaker")


def _bring_speakers(session: Session, clone: Clone) -> None:
    rows = session.scalars(
        select(Speaker).where(Speaker.session_id.in_(clone.sessions)).order_by(Speaker.id)
    )
    for each in rows:
        item: AgendaItem | None = clone.agenda.get(each.agenda_item_id or 0)
        clone.sessions[each.session_id].speakers.append(
            like(each, session_id=None, agenda_item_id=item.id if item else None)
        )


CLONE_STEPS: tuple[CloneStep, ...] = (
    Step(
        "around", "Organisations and their roles, languages, topics", _count_around, _bring_around
    ),
    Step(
        "settings",
        "Seats, deadline and other settings of applications",
        _count_settings,
        _bring_settings,
    ),
    Step("expected", "Countries that are expected", _count_expected, _bring_expected),
    Step("modules", "Modules", _count_modules, _bring_modules),
    Step(
        SESSIONS,
        "Sessions, with agenda, rooms, tracks, repeat groups and reading",
        _count_sessions,
        _bring_sessions,
    ),
    Step("speakers", "Speakers of the sessions", _count_speakers, _bring_speakers, needs=SESSIONS),
)
