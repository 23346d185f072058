"""Letters issued in the same moment: each has its number, and the numbers have no gap."""

from functools import partial

import pytest
from sqlalchemy import select

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.visa_letters.issuing import issue_letter
from courseapp.visa_letters.models import Letter
from courseapp.visa_letters.rules import LetterKind, LetterState
from courseapp.visa_letters.settling import settle
from tests.races.arena import Arena
from tests.visa_letters.story import PLAN, seated

pytestmark = pytest.mark.both_databases

AT_ONCE = 6


def with_seats(arena: Arena, people: int) -> list[int]:
    """Return the ids of people with a seat at two courses of one initiative."""
    found = []
    for event_id in (arena.course(people, 0)[0], arena.course(people, 0)[0]):
        with arena.session() as session:
            event = session.get_one(Event, event_id)
            actor = session.get_one(Person, arena.organiser_id)
            settle(session, actor, arena.clock.now, event, PLAN)
            numbers = range(event_id * 100, event_id * 100 + people)
            found += [seated(session, event, arena.clock.now, n).id for n in numbers]
    return found


def issue(arena: Arena, application_id: int) -> bool:
    with arena.session() as session:
        actor = session.get_one(Person, arena.organiser_id)
        application = session.get_one(Application, application_id)
        try:
            issue_letter(session, actor, arena.clock.now, application, LetterKind.INVITATION)
        except Problem:
            session.rollback()
            return False
        return True


def test_numbers_have_no_gap_and_one_person_has_one_letter_that_counts(arena: Arena) -> None:
    ids = with_seats(arena, AT_ONCE // 2)
    with arena.session() as session:
        session.get_one(Application, ids[0]).full_name = ""
    wanted = [*ids, ids[-1], ids[-1]]
    done = arena.at_once(*[partial(issue, arena, each) for each in wanted])
    assert done.count(False) == 3  # who has no name, and the same letter twice again
    with arena.session() as session:
        letters = session.scalars(select(Letter).order_by(Letter.sequence)).all()
        assert [each.sequence for each in letters] == list(range(1, len(ids)))
        valid = [each for each in letters if each.state is LetterState.VALID]
        assert sorted(each.application_id for each in valid) == sorted(ids[1:])
