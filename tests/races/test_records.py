"""However many save a record at once: nothing is lost, nothing is overwritten unseen."""

from contextlib import suppress
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.events.facts.planning import create_event
from courseapp.events.models import Event
from courseapp.events.rules import PUBLIC_STATUSES
from courseapp.events.standing.publishing import publish_event
from courseapp.initiatives.document.record import Milestone, Record, Source, Statement
from courseapp.initiatives.editing.statements import mark_of, with_statement
from courseapp.initiatives.models import Initiative, RecordVersion
from courseapp.initiatives.publicity import unpublish_record
from courseapp.initiatives.rules import MilestoneKind
from courseapp.initiatives.saving import Edit, Saved, add_initiative, change_record
from courseapp.initiatives.versions import restore_version
from tests.events.story import PLAN
from tests.races.arena import Arena

pytestmark = pytest.mark.both_databases

EDITORS = 20
SINCE = Statement("starting-year", "PAGE", 2007)
RECORD = Record(
    "ports", "Green Ports", "Ports", sources=(Source("PAGE", "A page"),), statements=(SINCE,)
)


@pytest.fixture
def ports(arena: Arena) -> int:
    """A record with one version."""
    with arena.session() as session:
        made = add_initiative(session, None, arena.clock.now, RECORD, "It begins.")
        return made.id


def save(arena: Arena, initiative_id: int, edit: Edit) -> Saved:
    """Let somebody save what began with the first version, in a transaction of her own."""
    with arena.session() as session:
        initiative = session.get_one(Initiative, initiative_id)
        actor = session.get_one(Person, arena.organiser_id)
        return change_record(session, actor, arena.clock.now, initiative, edit, "", base_number=1)


def with_milestone(number: int) -> Edit:
    made = Milestone(f"m{number}", MilestoneKind.OTHER, "PAGE", f"Milestone {number}")
    return lambda record: replace(record, milestones=(*record.milestones, made))


def since(year: int) -> Edit:
    changed = replace(SINCE, value=year)
    return lambda record: with_statement(record, changed, mark_of(SINCE), current=False)


def numbers(arena: Arena) -> list[int]:
    with arena.session() as session:
        return list(session.scalars(select(RecordVersion.number).order_by(RecordVersion.number)))


def test_everybody_who_changes_something_else_is_kept(arena: Arena, ports: int) -> None:
    jobs = [partial(save, arena, ports, with_milestone(number)) for number in range(EDITORS)]
    saved = arena.at_once(*jobs)
    assert all(each.is_new and not each.clashes for each in saved)
    assert numbers(arena) == list(range(1, EDITORS + 2))
    newest = max(saved, key=lambda each: len(each.record.milestones))
    assert {each.key for each in newest.record.milestones} == {f"m{n}" for n in range(EDITORS)}


def test_of_many_who_change_the_same_thing_one_saves_and_the_others_are_asked(
    arena: Arena, ports: int
) -> None:
    jobs = [partial(save, arena, ports, since(1900 + number)) for number in range(EDITORS)]
    saved = arena.at_once(*jobs)
    (winner,) = [each for each in saved if each.is_new]
    losers = [each for each in saved if each.clashes]
    assert len(losers) == EDITORS - 1
    assert numbers(arena) == [1, 2]
    assert all(each.record == winner.record for each in losers)


def test_of_many_who_restore_what_they_saw_one_does(arena: Arena, ports: int) -> None:
    save(arena, ports, since(2001))

    def restore() -> bool:
        with arena.session() as session:
            actor = session.get_one(Person, arena.organiser_id)
            initiative = session.get_one(Initiative, ports)
            done = restore_version(session, actor, arena.clock.now, initiative, 1, seen=2)
            return done is not None and done.is_new

    assert sum(arena.at_once(*[restore] * EDITORS)) == 1
    assert numbers(arena) == [1, 2, 3]


def test_a_record_does_not_become_a_draft_while_its_event_becomes_public(arena: Arena) -> None:
    for number in range(10):
        with arena.session() as session:
            record = replace(RECORD, slug=f"ports-{number}")
            ports = add_initiative(session, None, arena.clock.now, record, "It begins.").id
            event_id = _draft(arena, session, ports, number)
        arena.at_once(partial(_publish, arena, event_id), partial(_withdraw, arena, ports))
        with arena.session() as session:
            event = session.get_one(Event, event_id)
            is_public = event.status in PUBLIC_STATUSES
            assert event.initiative.is_public or not is_public


def _draft(arena: Arena, session: Session, ports: int, number: int) -> int:
    actor = session.get_one(Person, arena.organiser_id)
    plan = replace(PLAN, title=f"Course {number}")
    owner = session.get_one(Initiative, ports)
    event = create_event(session, actor, arena.clock.now, owner, plan)
    session.flush()
    return event.id


def _publish(arena: Arena, event_id: int) -> None:
    with suppress(Problem), arena.session() as session:
        actor = session.get_one(Person, arena.organiser_id)
        publish_event(session, actor, arena.clock.now, session.get_one(Event, event_id))


def _withdraw(arena: Arena, initiative_id: int) -> None:
    with suppress(Problem), arena.session() as session:
        actor = session.get_one(Person, arena.organiser_id)
        owner = session.get_one(Initiative, initiative_id)
        public = select(func.count()).where(
            Event.initiative_id == initiative_id, Event.status.in_(PUBLIC_STATUSES)
        )
        unpublish_record(
            session, actor, arena.clock.now, owner, lambda: session.scalar(public) or 0
        )
