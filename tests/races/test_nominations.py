"""Many nominate, withdraw and rank for one quota in the same moment: never more, never a gap."""

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.nominations.invariants import broken_quotas
from courseapp.nominations.listing import add_quota
from courseapp.nominations.models import Nomination, Quota
from courseapp.nominations.nominating import nominate
from courseapp.nominations.ordering import By, move_nominee
from courseapp.nominations.plans import NomineePlan, PointPlan
from courseapp.nominations.points import add_point
from courseapp.nominations.ranking import Way
from courseapp.nominations.withdrawing import withdraw_nominee
from tests.nominations.story import PLAN
from tests.races.arena import Arena

pytestmark = pytest.mark.both_databases

AT_ONCE = 8


def new_quota(arena: Arena) -> int:
    """Return the quota of two people, with two focal points."""
    event_id, _ = arena.course(seats=2, applicants=0)
    with arena.session() as session:
        actor, event = session.get_one(Person, arena.organiser_id), session.get_one(Event, event_id)
        quota = add_quota(session, actor, arena.clock.now, event, PLAN)
        for name in ("one", "two"):
            add_point(session, actor, arena.clock.now, quota, PointPlan(f"{name}@example.org"))
        return quota.id


def tried(arena: Arena, quota_id: int, number: int, act: Callable[..., object]) -> bool:
    """Let one of the two focal points act in a transaction of her own."""
    with arena.session() as session:
        quota = session.get_one(Quota, quota_id)
        try:
            act(session, quota, quota.points[number % 2])
        except Problem:
            session.rollback()
            return False
        return True


def ranks(arena: Arena, quota_id: int) -> list[int | None]:
    with arena.session() as session:
        assert broken_quotas(session) == []
        found = select(Nomination.rank).where(
            Nomination.quota_id == quota_id, Nomination.rank.is_not(None)
        )
        return list(session.scalars(found.order_by(Nomination.rank)))


def test_no_more_are_nominated_than_the_quota_and_each_has_a_rank(arena: Arena) -> None:
    quota_id = new_quota(arena)

    def name(number: int) -> bool:
        plan = NomineePlan(f"Person {number}", f"p{number}@example.org")
        return tried(
            arena,
            *(quota_id, number),
            lambda session, quota, by: nominate(session, arena.clock.now, quota, by, plan),
        )

    assert sum(arena.at_once(*[partial(name, number) for number in range(AT_ONCE)])) == PLAN.size
    assert ranks(arena, quota_id) == [1, 2]


def test_one_person_named_by_all_at_once_is_named_once(arena: Arena) -> None:
    quota_id, plan = new_quota(arena), NomineePlan("Ana", "ana@example.org")

    def name(number: int) -> bool:
        return tried(
            arena,
            *(quota_id, number),
            lambda session, quota, by: nominate(session, arena.clock.now, quota, by, plan),
        )

    assert all(arena.at_once(*[partial(name, number) for number in range(AT_ONCE)]))
    assert ranks(arena, quota_id) == [1]


def test_who_withdraws_while_others_rank_and_name_leaves_no_gap(arena: Arena) -> None:
    quota_id = new_quota(arena)
    with arena.session() as session:
        quota, now = session.get_one(Quota, quota_id), arena.clock.now
        by: By = quota.points[0]
        ids = [
            nominate(session, now, quota, by, NomineePlan(name, f"{name}@example.org")).id
            for name in ("ana", "sione")
        ]

    def act(number: int) -> bool:
        def step(session: Session, quota: Quota, by: By) -> None:
            one, two = (session.get_one(Nomination, each) for each in ids)
            if number % 3 == 0:
                withdraw_nominee(session, now, one, by)
            elif number % 3 == 1:
                move_nominee(session, now, two, by, Way.UP, 2)
            else:
                plan = NomineePlan(f"new {number}", f"new{number}@example.org")
                nominate(session, now, quota, by, plan)

        return tried(arena, quota_id, number, step)

    arena.at_once(*[partial(act, number) for number in range(AT_ONCE)])
    assert ranks(arena, quota_id) in ([1], [1, 2])
