"""Several make the next edition, or move an event into another zone, in the same moment."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import select

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.events.models import Event, Series
from courseapp.events.moves.cloning import CloneWish, clone_event
from courseapp.events.moves.rezoning import ZoneWish, change_zone, zone_timetable
from courseapp.events.moves.timetables import state_of
from courseapp.events.moves.zone_moves import Keep
from tests.events.story import published, with_session
from tests.races.arena import Arena

pytestmark = pytest.mark.both_databases

AT_ONCE = 4


def course(arena: Arena) -> int:
    """Return a course with one session, the twelfth edition of a series."""
    with arena.session() as session:
        actor = session.get_one(Person, arena.organiser_id)
        event = published(session, actor, arena.clock.now)
        with_session(session, actor, arena.clock.now, event)
        event.series = Series(initiative_id=event.initiative_id, slug="courses", title="Courses")
        event.edition = 12
        return event.id


def clone(arena: Arena, event_id: int) -> tuple[str, int | None, int]:
    wish = CloneWish("Course", date(2028, 3, 20), steps=frozenset({"sessions"}))
    with arena.session() as session:
        actor = session.get_one(Person, arena.organiser_id)
        source = session.get_one(Event, event_id)
        draft = clone_event(session, actor, arena.clock.now, source, wish)
        return draft.slug, draft.edition, len(draft.sessions)


def test_each_of_many_at_once_gets_a_draft_with_a_number_of_its_own(arena: Arena) -> None:
    made = arena.at_once(*[partial(clone, arena, course(arena))] * AT_ONCE)
    assert {(edition, count) for _, edition, count in made} == {(n, 1) for n in range(13, 17)}
    assert len({slug for slug, _, _ in made}) == AT_ONCE


def rezone(arena: Arena, event_id: int, zone: str, seen: str) -> bool:
    with arena.session() as session:
        actor = session.get_one(Person, arena.organiser_id)
        event = session.get_one(Event, event_id)
        try:
            change_zone(session, actor, arena.clock.now, event, ZoneWish(zone, Keep.LOCAL), seen)
        except Problem:
            session.rollback()
            return False
        return True


def test_of_two_who_move_an_event_one_is_told(arena: Arena) -> None:
    event_id = course(arena)
    with arena.session() as session:
        seen = state_of(zone_timetable(session.get_one(Event, event_id)))
    wanted = ("Asia/Bangkok", "America/Lima")
    moved = arena.at_once(*[partial(rezone, arena, event_id, zone, seen) for zone in wanted])
    assert sorted(moved) == [False, True]
    with arena.session() as session:
        event = session.scalars(select(Event).where(Event.id == event_id)).one()
        assert event.zone == wanted[moved.index(True)]
        assert {each.zone for each in event.sessions} == {event.zone}
