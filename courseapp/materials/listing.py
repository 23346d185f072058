"""The materials of an event as its organisers see them: by session, and what was taken away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from courseapp.events.facts.describing import times_of
from courseapp.events.models import Event, EventSession
from courseapp.events.ports.handouts import Handout
from courseapp.materials.models import Material
from courseapp.materials.rows import handout
from courseapp.materials.rules import Audience


@dataclass(frozen=True)
class Row:
    """One material. `is_first`: nothing stands before it; `waits`: no reader sees it so far."""

    material: Material
    shown: Handout
    is_first: bool
    waits: bool


@dataclass(frozen=True)
class Group:
    """What belongs to one session, or to the whole event where `session_id` is None."""

    session_id: int | None
    title: str
    when: str
    rows: Sequence[Row]


def groups_of(
    event: Event, materials: Sequence[Material], now: datetime, session_id: int | None = None
) -> tuple[Group, ...]:
    """Return the whole event first, then its sessions in order, each that has something.

    With `session_id` only that session, be it empty.
    """
    there = [each for each in materials if each.removed_at is None]
    return tuple(
        group
        for group in _all_groups(event, there, now)
        if (group.session_id == session_id if session_id else group.rows)
    )


def taken_away(materials: Sequence[Material], now: datetime) -> tuple[Row, ...]:
    """Return what can be put back, the last first."""
    gone = [each for each in materials if each.removed_at is not None]
    gone.sort(key=lambda each: (each.changed_at, each.id), reverse=True)
    return tuple(Row(each, handout(each, now), is_first=True, waits=False) for each in gone)


def _all_groups(event: Event, materials: Sequence[Material], now: datetime) -> Iterator[Group]:
    yield Group(None, "The whole event", "", _rows(None, materials, now))
    for sitting in event.sessions:
        yield _group(sitting, materials, now)


def _group(sitting: EventSession, materials: Sequence[Material], now: datetime) -> Group:
    return Group(sitting.id, sitting.title, times_of(sitting), _rows(sitting.id, materials, now))


def _rows(session_id: int | None, materials: Sequence[Material], now: datetime) -> tuple[Row, ...]:
    own = [each for each in materials if each.session_id == session_id]
    return tuple(
        Row(each, handout(each, now), is_first=number == 0, waits=_waits(each))
        for number, each in enumerate(own)
    )


def _waits(material: Material) -> bool:
    return material.is_offered_by_speaker and material.visible_to is Audience.ORGANISERS
