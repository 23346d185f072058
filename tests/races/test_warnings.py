"""Several let the same warning stand in the same moment: one reason is kept, the others hear it."""

from functools import partial

import pytest
from sqlalchemy import select

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.warnings.acknowledging import acknowledge
from courseapp.warnings.models import AcknowledgedWarning
from courseapp.warnings.queries import warnings_of
from tests.events.story import draft, with_session
from tests.races.arena import Arena

pytestmark = pytest.mark.both_databases

AT_ONCE = 6


def let_stand(arena: Arena, event_id: int, number: int) -> str:
    """Let somebody give her reason in a transaction of her own; return what she is answered."""
    with arena.session() as session:
        actor = session.get_one(Person, arena.organiser_id)
        event = session.get_one(Event, event_id)
        key = warnings_of(session, event, arena.clock.now)[0].key
        try:
            acknowledge(session, actor, arena.clock.now, event, key, f"Reason {number}")
        except Problem as problem:
            return problem.message
        return "kept"


def test_of_many_reasons_at_once_one_is_kept_and_the_others_are_told(arena: Arena) -> None:
    with arena.session() as session:
        actor = session.get_one(Person, arena.organiser_id)
        event = draft(session, actor, arena.clock.now)
        for _ in range(2):
            with_session(session, actor, arena.clock.now, event, speakers=())
        event_id = event.id

    answers = arena.at_once(
        *(partial(let_stand, arena, event_id, number) for number in range(AT_ONCE))
    )

    assert answers.count("kept") == 1
    assert sum("has let this stand already" in each for each in answers) == AT_ONCE - 1
    with arena.session() as session:
        assert len(session.scalars(select(AcknowledgedWarning)).all()) == 1
