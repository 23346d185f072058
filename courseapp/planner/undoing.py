"""Taking a step back: exactly while its sessions are still as it left them, else not at all."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.core.formats import instant
from courseapp.events.facts.changing import hold, log, require_alive
from courseapp.events.models import Event, EventSession, Room, Track
from courseapp.events.sessions.scheduling import delete_session
from courseapp.planner.models import PlanStep
from courseapp.planner.placements import Kept, kept
from courseapp.planner.placing import restore
from courseapp.planner.steps import (
    Trace,
    last_change,
    name_of,
    numbered_step,
    steps_since,
    trace_of,
)

PLACES: Mapping[str, type[Room] | type[Track]] = {"rooms": Room, "tracks": Track}
Ids = Mapping[tuple[str, int], int]


def undo(
    session: Session, actor: Person | None, now: datetime, event: Event, number: int
) -> PlanStep:
    """Put the sessions of a step back to where it found them, and remove those it created.

    Raises NotFound for a step that is forgotten, and Problem, with who did what, where the step
    is taken back already or one of its sessions was changed since; then nothing is undone.
    """
    hold(session, event)
    require_alive(event)
    step = numbered_step(session, event, number)
    session.refresh(step)
    _require_standing(step, event)
    trace = trace_of(step)
    found = _sessions(session, event, trace)
    for each, state in trace.after.items():
        _require_as_left(session, event, step, found.get(each), state)
    _require_places(steps_since(session, step), trace)
    ids = _bring_back(session, event, trace)
    for each, state in trace.before.items():
        restore(found[each], _with_ids(state, ids), now)
    _mark_undone(session, actor, now, event, step)
    for each in trace.created:
        delete_session(session, actor, now, found[each])
    session.flush()
    session.expire(event, ["sessions", "rooms", "tracks"])
    for sitting in (found[each] for each in trace.before):
        session.expire(sitting, ["room", "track"])
    return step


def _sessions(session: Session, event: Event, trace: Trace) -> Mapping[int, EventSession]:
    mine = EventSession.event_id == event.id, EventSession.id.in_(trace.after)
    statement = select(EventSession).where(*mine).execution_options(populate_existing=True)
    return {each.id: each for each in session.scalars(statement)}


def _require_standing(step: PlanStep, event: Event) -> None:
    if step.undone_at is not None:
        when = instant(step.undone_at, event.zone or "UTC")
        raise Problem(f"{step.undone_by} took this back already, on {when}.")


def _require_as_left(
    session: Session, event: Event, step: PlanStep, sitting: EventSession | None, state: Kept
) -> None:
    if sitting is None:
        raise Problem(f"Nothing is undone: “{state.title}” was deleted since then.")
    created = str(sitting.id) not in step.before["sessions"]
    if created and sitting.published is not None:
        raise Problem(f"Nothing is undone: “{sitting.title}” was published since then. Cancel it.")
    untouched = sitting.changed_at == step.at if created else _stands_as(sitting, state)
    if not untouched:
        last = last_change(session, event, sitting)
        when = instant(sitting.changed_at, event.zone or "UTC")
        raise Problem(
            f"Nothing is undone, for “{sitting.title}” was changed since then. "
            f"{last.actor}, {when}: {last.summary}."
        )


def _stands_as(sitting: EventSession, state: Kept) -> bool:
    return replace(kept(sitting), title=state.title) == state  # its title may be another


def _require_places(since: Iterable[PlanStep], trace: Trace) -> None:
    """Raise Problem where a session would go back to a room or track that was removed."""
    wanted = {key for state in trace.before.values() for key in _places(state)}
    for later in since:
        for kind, removed in _removed(trace_of(later)):
            if (kind, removed["id"]) in wanted:
                raise Problem(
                    f"Nothing is undone: “{removed['name']}” was removed since then. "
                    "Take that back first."
                )


def _places(state: Kept) -> tuple[tuple[str, int | None], ...]:
    return ("rooms", state.placement.room_id), ("tracks", state.placement.track_id)


def _bring_back(session: Session, event: Event, trace: Trace) -> Ids:
    """Make the rooms or tracks again that the step removed; return their ids by the old ones.

    The old id is taken where it is free, so that earlier steps still know the room.
    """
    return {
        (kind, removed["id"]): _again(session, event, kind, removed)
        for kind, removed in _removed(trace)
    }


def _again(session: Session, event: Event, kind: str, removed: Mapping[str, Any]) -> int:
    there = list(getattr(event, kind))
    name = str(removed["name"])
    if any(each.name.casefold() == name.casefold() for each in there):
        raise Problem(f"Nothing is undone: there is another “{name}” by now. Rename it first.")
    model = PLACES[kind]
    values = {each: removed[each] for each in removed if each not in {"kind", "id"}}
    row = model(event_id=event.id, **values)
    if session.get(model, removed["id"]) is None:
        row.id = removed["id"]
    session.add(row)
    session.flush()
    return row.id


def _removed(trace: Trace) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return ((str(each["kind"]), each) for each in trace.removed)


def _with_ids(state: Kept, ids: Ids) -> Kept:
    """Return the state with the ids that rooms and tracks have now."""
    placed = state.placement
    room = ids.get(("rooms", placed.room_id or 0), placed.room_id)
    track = ids.get(("tracks", placed.track_id or 0), placed.track_id)
    return replace(state, placement=replace(placed, room_id=room, track_id=track))


def _mark_undone(
    session: Session, actor: Person | None, now: datetime, event: Event, step: PlanStep
) -> None:
    step.undone_at, step.undone_by = now, name_of(actor)
    log(session, event, actor, now, "undo plan", f"Took back: {step.summary}.")
    session.flush()
