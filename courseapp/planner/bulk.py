"""What many sessions at once would do: worked out for the preview, and again when it is done.

All by the clock on the wall: nine o'clock stays nine o'clock across a change to summer time.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar

from courseapp.core import formats
from courseapp.core.errors import Problem
from courseapp.events.models import Event, EventSession
from courseapp.events.rules import SessionStatus
from courseapp.planner.days import beginning_on, wall_times, zone_of
from courseapp.planner.placements import Names, Placement, names_in, placement_of
from courseapp.planner.placing import Addition

Given = TypeVar("Given")

NOTHING = "There is no session that this would change. Choose otherwise."


class Many(StrEnum):
    """What can be done to many sessions at once, as it stands in addresses."""

    SHIFT_DAY = "shift-day"
    MOVE_TRACK = "move-track"
    DUPLICATE_DAY = "duplicate-day"
    INSERT_BREAK = "insert-break"


@dataclass(frozen=True)
class Wish:
    """What was entered; each action reads what it needs. `minutes` and `days` may be negative.

    `room_ids` empty means all rooms; `keeps_room` that a moved track stays in its rooms.
    """

    day: date | None = None
    to_day: date | None = None
    minutes: int = 0
    days: int = 0
    track_id: int | None = None
    room_ids: frozenset[int] = frozenset()
    to_room_id: int | None = None
    keeps_room: bool = True
    at: time | None = None
    title: str = ""


@dataclass(frozen=True)
class Move:
    """A session that would stand elsewhere."""

    sitting: EventSession
    to: Placement


@dataclass(frozen=True)
class Proposal:
    """What would change, all as one step."""

    summary: str
    moves: tuple[Move, ...] = ()
    additions: tuple[Addition, ...] = ()

    @property
    def count(self) -> int:
        """How many sessions it concerns."""
        return len(self.moves) + len(self.additions)

    @property
    def mark(self) -> str:
        """What changes with every change of what would be done: the preview's own number."""
        moves = [f"{m.sitting.id} {m.sitting.changed_at} {m.to}" for m in self.moves]
        return sha256("\n".join([*moves, *map(str, self.additions)]).encode()).hexdigest()[:16]


def propose(event: Event, many: Many, wish: Wish) -> Proposal:
    """Return what the wish would do. Raises Problem, with its field, where it cannot be.

    A time that the clocks skip is refused with the session's title.
    """
    proposal = _WAYS[many](event, wish)
    if not proposal.count:
        raise Problem(NOTHING)
    for title, placement in _placed(proposal):
        try:
            placement.times()
        except Problem as problem:
            raise Problem(f"“{title}”: {problem.message}") from problem
    return proposal


def rows_of(event: Event, proposal: Proposal) -> Sequence[tuple[str, str, str]]:
    """Return title, present place ("" for a new session) and future place, in order of time."""
    names = names_in(event)
    rows = [
        (to, title, _now(names, sitting))
        for title, to, sitting in (
            *((m.sitting.title, m.to, m.sitting) for m in proposal.moves),
            *((a.title, a.placement, None) for a in proposal.additions),
        )
    ]
    rows.sort(key=lambda row: (row[0].starts_local, row[1]))
    return [(title, present, names.told(to)) for to, title, present in rows]


def _shift_day(event: Event, wish: Wish) -> Proposal:
    day = _needed(wish.day, "day")
    by = _shift(day, wish)
    moves = _moves(_on(event, day), lambda placed: placed.later(by))
    if wish.to_day is not None:
        return Proposal(
            f"Moved {_counted(moves)} of {_told(day)} to {_told(wish.to_day)}{_and_later(wish)}",
            moves,
        )
    return Proposal(f"Moved {_counted(moves)} of {_told(day)} {_by(wish.minutes)}", moves)


def _move_track(event: Event, wish: Wish) -> Proposal:
    names = names_in(event)
    by = timedelta(days=wish.days, minutes=wish.minutes)
    if not by and wish.keeps_room:
        raise Problem("Enter by how much the track moves, or choose a room.")
    mine = [each for each in _live(event) if each.track_id == wish.track_id]

    def place(placed: Placement) -> Placement:
        room = placed.room_id if wish.keeps_room else wish.to_room_id
        return replace(placed.later(by), room_id=room)

    moves = _moves(mine, place)
    parts = [f"Moved {_counted(moves)} of “{names.tracks.get(wish.track_id or 0, '')}”"]
    parts += [_by(wish.days, "day")] if wish.days else []
    parts += [_by(wish.minutes)] if wish.minutes else []
    parts += [_to_room(names, wish)] if not wish.keeps_room else []
    return Proposal(" ".join(parts), moves)


def _duplicate_day(event: Event, wish: Wish) -> Proposal:
    day, to_day = _needed(wish.day, "day"), _needed(wish.to_day, "to_day")
    if day == to_day:
        raise Problem("Choose another day than the one you copy.", "to_day")
    by = timedelta(days=(to_day - day).days)
    additions = tuple(
        Addition(each.title, placement_of(each).later(by), each.id) for each in _on(event, day)
    )
    return Proposal(
        f"Copied {_counted(additions)} of {_told(day)} to {_told(to_day)}", additions=additions
    )


def _insert_break(event: Event, wish: Wish) -> Proposal:
    day = _needed(wish.day, "day")
    at = datetime.combine(day, _needed(wish.at, "at"))
    zone = zone_of(event)
    mine = [
        each
        for each in _on(event, day)
        if wall_times(each, zone)[0] >= at and (not wish.room_ids or each.room_id in wish.room_ids)
    ]
    by = timedelta(minutes=wish.minutes)
    moves = _moves(mine, lambda placed: placed.later(by))
    where = f" in {_rooms(event, wish)}" if wish.room_ids else ""
    summary = f"Inserted {_minutes(wish.minutes)} at {formats.clock(at)} on {_told(day)}{where}"
    return Proposal(summary, moves, _break(wish, zone, at, by))


def _break(wish: Wish, zone: str, at: datetime, by: timedelta) -> tuple[Addition, ...]:
    """Return the break itself: in the room, where there is one; else it is everybody's."""
    if not wish.title:
        return ()
    room = next(iter(wish.room_ids)) if len(wish.room_ids) == 1 else None
    return (Addition(wish.title, Placement(zone, at, at + by, room)),)


_WAYS: dict[Many, Callable[[Event, Wish], Proposal]] = {
    Many.SHIFT_DAY: _shift_day,
    Many.MOVE_TRACK: _move_track,
    Many.DUPLICATE_DAY: _duplicate_day,
    Many.INSERT_BREAK: _insert_break,
}


def _placed(proposal: Proposal) -> Iterable[tuple[str, Placement]]:
    yield from ((move.sitting.title, move.to) for move in proposal.moves)
    yield from ((each.title, each.placement) for each in proposal.additions)


def _shift(day: date, wish: Wish) -> timedelta:
    by = timedelta(minutes=wish.minutes)
    if wish.to_day is not None:
        by += timedelta(days=(wish.to_day - day).days)
    if not by:
        raise Problem("Enter by how many minutes the day moves, or choose another day.", "minutes")
    return by


def _live(event: Event) -> list[EventSession]:
    """Return the sessions that take place; cancelled ones stay where calendars have them."""
    return [each for each in event.sessions if each.status is SessionStatus.SCHEDULED]


def _on(event: Event, day: date) -> list[EventSession]:
    return list(beginning_on(_live(event), day, zone_of(event)))


def _moves(
    sittings: Iterable[EventSession], place: Callable[[Placement], Placement]
) -> tuple[Move, ...]:
    found = (Move(each, place(placement_of(each))) for each in sittings)
    return tuple(move for move in found if move.to != placement_of(move.sitting))


def _needed(value: Given | None, field: str) -> Given:
    if value is None:
        raise Problem("This is needed.", field)
    return value


def _now(names: Names, sitting: EventSession | None) -> str:
    return names.told(placement_of(sitting)) if sitting else ""


def _counted(what: Sequence[object]) -> str:
    return "1 session" if len(what) == 1 else f"{len(what)} sessions"


def _told(day: date) -> str:
    return formats.day(day)


def _minutes(number: int) -> str:
    return "1 minute" if abs(number) == 1 else f"{abs(number)} minutes"


def _by(number: int, unit: str = "minute") -> str:
    many = f"{abs(number)} {unit}" + ("" if abs(number) == 1 else "s")
    return f"{many} {'later' if number > 0 else 'earlier'}"


def _and_later(wish: Wish) -> str:
    return f", {_by(wish.minutes)}" if wish.minutes else ""


def _to_room(names: Names, wish: Wish) -> str:
    room = names.rooms.get(wish.to_room_id or 0)
    return f"to {room}" if room else "to no room"


def _rooms(event: Event, wish: Wish) -> str:
    return ", ".join(each.name for each in event.rooms if each.id in wish.room_ids)
