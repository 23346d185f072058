"""Several publish a programme in the same moment: one version, and each of them is answered."""

from functools import partial

import pytest
from sqlalchemy import select

from courseapp.accounts.models import Person
from courseapp.events.models import Event, ProgrammeVersion
from courseapp.events.published.programme_letters import Published, publish_and_tell
from courseapp.events.published.versions import public_states
from tests.events.story import published, with_session
from tests.races.arena import Arena

pytestmark = pytest.mark.both_databases

AT_ONCE = 8


def publish(arena: Arena, event_id: int) -> int | None:
    """Let somebody publish in a transaction of her own; return the number of the version."""
    with arena.session() as session:
        actor = session.get_one(Person, arena.organiser_id)
        event = session.get_one(Event, event_id)
        told: Published = publish_and_tell(session, actor, arena.clock.now, event)
        return told.version.number if told.version else None


def test_of_many_at_once_one_publishes_and_the_others_find_nothing_left(arena: Arena) -> None:
    with arena.session() as session:
        actor = session.get_one(Person, arena.organiser_id)
        event = published(session, actor, arena.clock.now)
        with_session(session, actor, arena.clock.now, event)
        event_id = event.id

    numbers = arena.at_once(*[partial(publish, arena, event_id)] * AT_ONCE)

    assert sorted(numbers, key=lambda each: each or 0) == [None] * (AT_ONCE - 1) + [1]
    with arena.session() as session:
        wanted = select(ProgrammeVersion).where(ProgrammeVersion.event_id == event_id)
        version = session.scalars(wanted).one()
        assert version.states == public_states(session.get_one(Event, event_id))
