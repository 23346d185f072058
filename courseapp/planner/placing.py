"""Placing sessions in a programme: every change of the planner goes through `replan`.

The event is held meanwhile, so that two organisers at once wait for each other. Each session is
compared with how its mover saw it; nothing is overwritten unseen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import NotFound, Problem
from courseapp.events.facts.changing import hold, require_alive
from courseapp.events.models import Event, EventSession
from courseapp.events.rules import SessionStatus
from courseapp.planner.copying import copy_speakers, new_session
from courseapp.planner.models import PlanStep
from courseapp.planner.placements import Kept, Names, Placement, kept, names_in, placement_of
from courseapp.planner.steps import Places, Trace, last_change, write_step

Seen = Mapping[int, datetime | None]  # by session id: its `changed_at`; None is not compared


class MovedMeanwhile(Problem):
    """Somebody else changed the session after it was looked at; nothing was overwritten."""


@dataclass(frozen=True)
class Addition:
    """A session to be created: a copy of `like` (a session's id), or with nothing but a title."""

    title: str
    placement: Placement
    like: int | None = None


def replan(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    placements: Mapping[int, Placement],
    seen: Seen,
    summary: str,
    additions: Sequence[Addition] = (),
) -> PlanStep | None:
    """Put sessions, by id, where the placements say and add new ones, as one step.

    Returns None where nothing changes. Raises NotFound for a session of another event,
    MovedMeanwhile where one is not as `seen`, and Problem, naming the session where there are
    several, for times that cannot be, rooms that are gone, and sessions that are cancelled.
    """
    hold(session, event)
    require_alive(event)
    found = fresh_sessions(session, event, [*placements, *_copied(additions)])
    names = _fresh_names(session, event)
    for number, placement in placements.items():
        _require_movable(session, event, found[number], seen.get(number), names)
        _require_possible(placement, names, found[number].title, alone=len(placements) == 1)
    for each in additions:
        _require_possible(each.placement, names, each.title, alone=False)
    moving = [(found[number], placement) for number, placement in placements.items()]
    trace = _place(moving, now)
    added = {each.id: kept(each) for each in _add(session, event, now, additions, found)}
    if not trace.after and not added:
        return None
    whole = Trace(trace.before, {**trace.after, **added})
    step = write_step(session, actor, now, event, whole, summary, names)
    _forget_relations(session, event, (sitting for sitting, _ in moving))
    return step


def reassign(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    moving: Sequence[tuple[EventSession, Placement]],
    removed: Places,
    summary: str,
) -> PlanStep:
    """Let sessions, cancelled ones too, leave a room or track that is removed after this."""
    trace = _place(moving, now)
    whole = Trace(trace.before, trace.after, removed)
    step = write_step(session, actor, now, event, whole, summary, names_in(event))
    _forget_relations(session, event, (sitting for sitting, _ in moving))
    return step


def restore(sitting: EventSession, state: Kept, now: datetime) -> None:
    """Put a session back to where it stood."""
    _write(sitting, state.placement, state.starts_at, state.ends_at)
    sitting.changed_at = now


def fresh_sessions(
    session: Session, event: Event, numbers: Iterable[int]
) -> Mapping[int, EventSession]:
    """Return sessions of the event as they are now, by id. Raises NotFound for any other id."""
    wanted = set(numbers)
    statement = select(EventSession).where(
        EventSession.event_id == event.id, EventSession.id.in_(wanted)
    )
    rows = session.scalars(statement.execution_options(populate_existing=True))
    found = {each.id: each for each in rows}
    if wanted - found.keys():
        raise NotFound
    return found


def _copied(additions: Sequence[Addition]) -> list[int]:
    return [each.like for each in additions if each.like is not None]


def _fresh_names(session: Session, event: Event) -> Names:
    session.expire(event, ["rooms", "tracks"])
    return names_in(event)


def _require_movable(
    session: Session, event: Event, sitting: EventSession, seen: datetime | None, names: Names
) -> None:
    if sitting.status is SessionStatus.CANCELLED:
        raise Problem(f"“{sitting.title}” is cancelled, so it cannot be moved.")
    if seen is not None and sitting.changed_at != seen:
        last = last_change(session, event, sitting)
        raise MovedMeanwhile(
            f"{last.actor} was faster: {last.summary}. “{sitting.title}” is now on "
            f"{names.told(placement_of(sitting))}. Your change is not saved. "
            "Look at it, then move it again if it is still needed.",
            "changed_at",
        )


def _require_possible(placement: Placement, names: Names, title: str, *, alone: bool) -> None:
    try:
        placement.times()
    except Problem as problem:
        message = problem.message if alone else f"“{title}”: {problem.message}"
        raise Problem(message, problem.field if alone else None) from problem
    if placement.room_id is not None and placement.room_id not in names.rooms:
        raise Problem("This room was removed meanwhile. Choose another one.", "room")
    if placement.track_id is not None and placement.track_id not in names.tracks:
        raise Problem("This track was removed meanwhile. Choose another one.", "track")


def _place(moving: Sequence[tuple[EventSession, Placement]], now: datetime) -> Trace:
    """Write the placements that are not there already."""
    changing = [(each, to) for each, to in moving if placement_of(each) != to]
    before = {each.id: kept(each) for each, _ in changing}
    for sitting, placement in changing:
        starts, ends = placement.times()
        _write(sitting, placement, starts.at, ends.at)
        sitting.changed_at = now
    return Trace(before, {each.id: kept(each) for each, _ in changing})


def _write(
    sitting: EventSession, placement: Placement, starts_at: datetime, ends_at: datetime
) -> None:
    sitting.zone = placement.zone
    sitting.starts_local, sitting.ends_local = placement.starts_local, placement.ends_local
    sitting.starts_at, sitting.ends_at = starts_at, ends_at
    sitting.room_id, sitting.track_id = placement.room_id, placement.track_id


def _add(
    session: Session,
    event: Event,
    now: datetime,
    additions: Sequence[Addition],
    found: Mapping[int, EventSession],
) -> list[EventSession]:
    likes = [found[each.like] if each.like is not None else None for each in additions]
    added = [new_session(like, now) for like in likes]
    for each, sitting in zip(additions, added, strict=True):
        sitting.event_id, sitting.title = event.id, each.title
        starts, ends = each.placement.times()
        _write(sitting, each.placement, starts.at, ends.at)
    session.add_all(added)
    session.flush()
    for like, sitting in zip(likes, added, strict=True):
        if like is not None:
            copy_speakers(like, sitting)
    return added


def _forget_relations(session: Session, event: Event, moved: Iterable[EventSession]) -> None:
    """Let what hangs on the ids be read again."""
    for sitting in moved:
        session.expire(sitting, ["room", "track"])
    session.expire(event, ["sessions"])
