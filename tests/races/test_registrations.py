"""However many register, cancel and come back at once: no seat twice, nobody twice, none lost."""

from collections import Counter
from functools import partial

import pytest

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.events.models import Event
from courseapp.events.rules import Access, Selection
from courseapp.mail.models import Message
from courseapp.registrations.models import Registration
from courseapp.registrations.registering import Wish, cancel, register
from tests.races.arena import Arena

pytestmark = pytest.mark.both_databases

CROWD = 12


def test_the_last_seat_goes_to_one_and_the_others_wait_in_a_line(arena: Arena) -> None:
    for number in range(1, 4):
        event_id = webinar(arena, seats=1)
        arena.at_once(*[partial(come, arena, event_id, f"p{each}") for each in range(CROWD)])
        standing = arena.standing(event_id)
        assert len(standing[Status.CONFIRMED]) == 1
        assert len(standing[Status.WAITING]) == CROWD - 1
        assert arena.count(Message, Message.kind == "registration_confirmed") == number
    assert arena.count(Person, Person.email.startswith("p")) == CROWD


def test_the_same_person_at_once_is_registered_once_and_written_to_once(arena: Arena) -> None:
    event_id = webinar(arena, seats=5)
    arena.at_once(*[partial(come, arena, event_id, "afi")] * CROWD)
    assert {status: len(rows) for status, rows in arena.standing(event_id).items()} == {
        Status.CONFIRMED: 1
    }
    assert arena.count(Message, Message.kind.startswith("registration_")) == 1


def test_who_cancels_at_once_makes_room_for_as_many_who_wait(arena: Arena) -> None:
    event_id = webinar(arena, seats=4)
    for each in range(8):
        come(arena, event_id, f"p{each}")
    leave = [partial(go, arena, event_id, f"p{each}") for each in (0, 1, 1, 2, 6)]
    arrive = [partial(come, arena, event_id, f"q{each}") for each in range(4)]
    arena.at_once(*leave, *arrive)

    by_person = standing_of(arena, event_id)
    assert {name for name, status in by_person.items() if status is Status.WITHDRAWN} == {
        "p0", "p1", "p2", "p6",
    }  # fmt: skip
    assert {n for n, status in by_person.items() if status is Status.CONFIRMED} == {
        "p3", "p4", "p5", "p7",
    }  # fmt: skip
    assert Counter(by_person.values())[Status.WAITING] == 4
    arena.standing(event_id)
    assert arena.count(Message, Message.kind == "registration_cancelled") == 4
    told = {f"p{each}" for each in (4, 5, 7)}
    moved = arena.count(Message, Message.kind == "registration_moved_up")
    assert moved in {len(told), len(told) + 1}  # the seventh may have moved up before she left


def webinar(arena: Arena, seats: int) -> int:
    event_id, _ = arena.course(seats=seats, applicants=0)
    with arena.session() as session:
        event = session.get_one(Event, event_id)
        event.access, event.selection = Access.REGISTRATION, Selection.FIRST_COME
    return event_id


def come(arena: Arena, event_id: int, name: str) -> None:
    with arena.session() as session:
        event = session.get_one(Event, event_id)
        register(session, arena.clock.now, event, Wish(name, f"{name}@example.org"))


def go(arena: Arena, event_id: int, name: str) -> None:
    with arena.session() as session:
        found = (
            session.query(Registration)
            .join(Application)
            .join(Person)
            .filter(Application.event_id == event_id, Person.email == f"{name}@example.org")
            .one()
        )
        cancel(session, arena.clock.now, found)


def standing_of(arena: Arena, event_id: int) -> dict[str, Status]:
    with arena.session() as session:
        rows = session.query(Application).filter_by(event_id=event_id).order_by(Application.id)
        return {each.person.email.partition("@")[0]: each.status for each in rows}
