"""Many name people for one delegation in the same moment: never more than its seats, one head."""

from functools import partial

import pytest
from sqlalchemy import func, select

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.delegations.inviting import mark
from courseapp.delegations.listing import add_delegation
from courseapp.delegations.models import Delegate, Delegation
from courseapp.delegations.naming import name_person
from courseapp.delegations.plans import DelegationPlan, PersonPlan
from courseapp.delegations.rules import COMING, DelegationAction
from tests.delegations.story import DIALOGUE
from tests.events.story import published
from tests.races.arena import Arena

pytestmark = pytest.mark.both_databases

SEATS, AT_ONCE = 3, 8


def accepted(arena: Arena) -> int:
    with arena.session() as session:
        actor = session.get_one(Person, arena.organiser_id)
        event = published(session, actor, arena.clock.now, **DIALOGUE)
        plan = DelegationPlan("New Zealand", SEATS)
        delegation = add_delegation(session, actor, arena.clock.now, event, plan)
        mark(session, actor, arena.clock.now, delegation, DelegationAction.ACCEPT)
        return delegation.id


def name(arena: Arena, delegation_id: int, number: int) -> bool:
    with arena.session() as session:
        delegation = session.get_one(Delegation, delegation_id)
        plan = PersonPlan(f"Person {number}", is_head=True)
        try:
            name_person(session, arena.clock.now, delegation, plan)
        except Problem:
            session.rollback()
            return False
        return True


def test_no_more_are_named_than_seats_and_one_is_the_head(arena: Arena) -> None:
    delegation_id = accepted(arena)
    named = arena.at_once(*[partial(name, arena, delegation_id, n) for n in range(AT_ONCE)])
    assert sum(named) == SEATS
    with arena.session() as session:
        coming = Delegate.state.in_(COMING)
        assert session.scalar(select(func.count()).where(coming)) == SEATS
        assert session.scalar(select(func.count()).where(Delegate.is_head)) == 1
