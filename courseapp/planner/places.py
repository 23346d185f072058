"""The rooms and tracks of an event: adding, renaming, putting in order, removing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import NotFound, Problem
from courseapp.events.facts.changing import hold, log, require_alive
from courseapp.events.models import Event, EventSession, Room, Track
from courseapp.planner.models import PlanStep
from courseapp.planner.placements import Placement, placement_of
from courseapp.planner.placing import reassign

Place = Room | Track


class PlaceKind(StrEnum):
    """What a column of the planner can be."""

    ROOMS = "rooms"
    TRACKS = "tracks"

    @property
    def one(self) -> str:
        """One of them in a sentence."""
        return self.value[:-1]


@dataclass(frozen=True)
class PlacePlan:
    """What is entered of a room or track. `capacity` is how many people a room holds."""

    name: str
    capacity: int | None = None


MODELS: Mapping[PlaceKind, type[Room] | type[Track]] = {
    PlaceKind.ROOMS: Room,
    PlaceKind.TRACKS: Track,
}


def places_of(event: Event, kind: PlaceKind) -> Sequence[Place]:
    """Return the rooms or the tracks of an event in their order."""
    return event.rooms if kind is PlaceKind.ROOMS else event.tracks


def place_in(event: Event, kind: PlaceKind, place_id: int) -> Place:
    """Return one room or track. Raises NotFound for that of another event."""
    for each in places_of(event, kind):
        if each.id == place_id:
            return each
    raise NotFound


def add_place(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    kind: PlaceKind,
    plan: PlacePlan,
) -> Place:
    """Add a room or track as the last one. Raises Problem for a name that is there already."""
    there = _held(session, event, kind)
    _refuse_taken(there, plan.name, kind)
    made = MODELS[kind](
        event_id=event.id,
        name=plan.name,
        position=max((each.position for each in there), default=0) + 1,
    )
    _write(made, plan)
    session.add(made)
    _done(session, actor, now, event, kind, f"Added the {kind.one} “{plan.name}”")
    return made


def change_place(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    place: Place,
    plan: PlacePlan,
) -> bool:
    """Rename a room or track or change its capacity; return whether anything is new."""
    kind = kind_of(place)
    there = _held(session, event, kind)
    place = place_in(event, kind, place.id)
    _refuse_taken([each for each in there if each.id != place.id], plan.name, kind)
    was = PlacePlan(place.name, getattr(place, "capacity", None))
    if was == plan:
        return False
    _write(place, plan)
    _done(session, actor, now, event, kind, _change_in_words(kind, was, plan))
    return True


def move_place(
    session: Session, actor: Person | None, now: datetime, event: Event, place: Place, by: int
) -> None:
    """Let a room or track change places with its neighbour: -1 is the one before, 1 the next."""
    kind = kind_of(place)
    there = _held(session, event, kind)
    index = there.index(place_in(event, kind, place.id))
    other = index + by
    if not 0 <= other < len(there):
        return
    there[index], there[other] = there[other], there[index]
    for position, each in enumerate(there, 1):
        each.position = position
    summary = f"Moved the {kind.one} “{place.name}” {'up' if by < 0 else 'down'}"
    _done(session, actor, now, event, kind, summary)


def remove_place(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    place: Place,
    to_id: int | None,
) -> PlanStep:
    """Remove a room or track; its sessions go to another one, or to none. One step.

    Raises NotFound where one of them is of another event, or the same.
    """
    kind = kind_of(place)
    _held(session, event, kind)
    place = place_in(event, kind, place.id)
    target = place_in(event, kind, to_id) if to_id is not None else None
    if target is place:
        raise Problem(f"Choose another {kind.one}.", "to")
    column = EventSession.room_id if kind is PlaceKind.ROOMS else EventSession.track_id
    mine = select(EventSession).where(EventSession.event_id == event.id, column == place.id)
    sittings = session.scalars(mine.execution_options(populate_existing=True)).all()
    new_id = target.id if target else None
    moving = [(each, _elsewhere(placement_of(each), kind, new_id)) for each in sittings]
    summary = _removal_in_words(kind, place.name, len(moving), target)
    step = reassign(session, actor, now, event, moving, [_remembered(place)], summary)
    session.delete(place)
    session.flush()
    session.expire(event, [kind.value])
    return step


def kind_of(place: Place) -> PlaceKind:
    """Return whether it is a room or a track."""
    return PlaceKind.ROOMS if isinstance(place, Room) else PlaceKind.TRACKS


def _held(session: Session, event: Event, kind: PlaceKind) -> list[Place]:
    hold(session, event)
    require_alive(event)
    session.expire(event, [kind.value])
    return list(places_of(event, kind))


def _refuse_taken(there: Sequence[Place], name: str, kind: PlaceKind) -> None:
    for each in there:
        if each.name.casefold() == name.casefold():
            raise Problem(
                f"There is a {kind.one} “{each.name}” already. Give this one another name.", "name"
            )


def _write(place: Place, plan: PlacePlan) -> None:
    place.name = plan.name
    if isinstance(place, Room):
        place.capacity = plan.capacity


def _elsewhere(placement: Placement, kind: PlaceKind, new_id: int | None) -> Placement:
    if kind is PlaceKind.ROOMS:
        return replace(placement, room_id=new_id)
    return replace(placement, track_id=new_id)


def _remembered(place: Place) -> dict[str, object]:
    """Return what undoing needs to make the room or track again."""
    own = {"capacity": place.capacity} if isinstance(place, Room) else {}
    told = {"id": place.id, "name": place.name, "position": place.position}
    return {"kind": kind_of(place).value, **told, **own}


def _change_in_words(kind: PlaceKind, was: PlacePlan, plan: PlacePlan) -> str:
    if was.name != plan.name:
        return f"Renamed the {kind.one} “{was.name}” to “{plan.name}”"
    holds = f"holds {plan.capacity} people" if plan.capacity else "has no stated capacity"
    return f"The room “{plan.name}” now {holds}"


def _removal_in_words(kind: PlaceKind, name: str, count: int, target: Place | None) -> str:
    if not count:
        return f"Removed the {kind.one} “{name}”"
    where = f"to “{target.name}”" if target else f"to no {kind.one}"
    sessions = "1 session" if count == 1 else f"{count} sessions"
    return f"Removed the {kind.one} “{name}”, {sessions} moved {where}"


def _done(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    kind: PlaceKind,
    summary: str,
) -> None:
    log(session, event, actor, now, f"change {kind.value}", f"{summary}.")
    session.flush()
    session.expire(event, [kind.value])
