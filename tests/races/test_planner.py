"""Many organisers at one programme at once: every move is kept, or its maker is told."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.core.ids import calendar_uid
from courseapp.events.models import Event, EventSession, Room
from courseapp.planner.models import PlanStep
from courseapp.planner.placements import placement_of
from courseapp.planner.places import PlaceKind, PlacePlan, add_place
from courseapp.planner.placing import MovedMeanwhile, replan
from courseapp.planner.undoing import undo
from tests.applications.story import new_course
from tests.races.arena import Arena

pytestmark = pytest.mark.both_databases

MOVERS = 12
NINE = datetime(2027, 8, 23, 7, tzinfo=UTC)
WALL = datetime(2027, 8, 23, 9)  # noqa: DTZ001 - what the clock in Rome shows


@pytest.fixture
def programme(arena: Arena) -> list[int]:
    """A course with as many sessions as there are movers; the ids of the sessions."""
    with arena.session() as session:
        course = new_course(session, arena.clock.now)
        made = [_sitting(course.id, number, arena.clock.now) for number in range(MOVERS)]
        session.add_all(made)
        session.flush()
        return [each.id for each in made]


def _sitting(event_id: int, number: int, now: datetime) -> EventSession:
    return EventSession(
        event_id=event_id,
        calendar_uid=calendar_uid(),
        title=f"Session {number}",
        zone="Europe/Rome",
        starts_local=WALL,
        ends_local=WALL + timedelta(hours=1),
        starts_at=NINE,
        ends_at=NINE + timedelta(hours=1),
        created_at=now,
        changed_at=now,
    )


def move(arena: Arena, session_id: int, minutes: int, seen: datetime) -> str:
    """Let somebody move a session as she saw it; return "" or what she is told."""
    try:
        with arena.session() as session:
            sitting = session.get_one(EventSession, session_id)
            actor = session.get_one(Person, arena.organiser_id)
            start = WALL + timedelta(minutes=minutes)
            to = replace(
                placement_of(sitting), starts_local=start, ends_local=start + timedelta(hours=1)
            )
            now = arena.clock.now + timedelta(seconds=minutes)
            step = replan(
                session, actor, now, sitting.event, {session_id: to}, {session_id: seen}, "Moved it"
            )
            assert step is not None
    except MovedMeanwhile as refused:
        return refused.message
    return ""


def minutes_of(arena: Arena) -> list[int]:
    """Return by how many minutes each session stands later than at first."""
    with arena.session() as session:
        rows = session.scalars(select(EventSession.starts_at).order_by(EventSession.id))
        return [int((each - NINE).total_seconds()) // 60 for each in rows]


def test_who_moves_different_sessions_at_once_keeps_each_move(
    arena: Arena, programme: list[int]
) -> None:
    seen = arena.clock.now
    jobs = [
        partial(move, arena, number, 5 * index, seen) for index, number in enumerate(programme, 1)
    ]
    assert set(arena.at_once(*jobs)) == {""}
    assert minutes_of(arena) == [5 * index for index in range(1, MOVERS + 1)]
    with arena.session() as session:
        numbers = session.scalars(select(PlanStep.number).order_by(PlanStep.number)).all()
    assert list(numbers) == list(range(1, MOVERS + 1))


def test_of_many_who_move_one_session_one_does_and_the_others_hear_who(
    arena: Arena, programme: list[int]
) -> None:
    seen = arena.clock.now
    jobs = [partial(move, arena, programme[0], 5 * n, seen) for n in range(1, MOVERS + 1)]
    told = arena.at_once(*jobs)
    assert Counter(told)[""] == 1
    winner = told.index("") + 1
    assert minutes_of(arena)[0] == 5 * winner
    assert all("Mariana Costa was faster: Moved it." in each for each in told if each)


def test_a_step_is_taken_back_once_however_many_press_the_button(
    arena: Arena, programme: list[int]
) -> None:
    move(arena, programme[0], 30, arena.clock.now)

    def take_back() -> bool:
        try:
            with arena.session() as session:
                event = session.get_one(EventSession, programme[0]).event
                undo(session, None, arena.clock.now, event, 1)
        except Problem:
            return False
        return True

    assert sum(arena.at_once(*[take_back] * MOVERS)) == 1
    assert minutes_of(arena) == [0] * MOVERS


def test_a_name_of_a_room_is_given_once(arena: Arena, programme: list[int]) -> None:
    def add(name: str) -> bool:
        try:
            with arena.session() as session:
                event = session.scalars(select(Event)).one()
                add_place(session, None, arena.clock.now, event, PlaceKind.ROOMS, PlacePlan(name))
        except Problem:
            return False
        return True

    names = ["Sala Rossa", "SALA ROSSA"] * (MOVERS // 2)
    assert sum(arena.at_once(*[partial(add, name) for name in names])) == 1
    assert arena.count(Room) == 1
