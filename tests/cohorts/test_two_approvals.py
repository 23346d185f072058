"""Of two who approve at the same moment, one is second: nothing is approved twice or half."""

from functools import partial

import pytest
from sqlalchemy import select

from courseapp.accounts.models import Person, Role
from courseapp.accounts.rules import RoleKind
from courseapp.applications.models import Application
from courseapp.cohorts.adjusting import adopt, lock_cohort
from courseapp.cohorts.approving import approve, approved_cohort
from courseapp.cohorts.invariants import broken_cohorts
from courseapp.cohorts.models import Cohort
from courseapp.cohorts.names_read import calling
from courseapp.cohorts.proposing import propose, read
from courseapp.cohorts.rules import CohortState
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.selection.invariants import broken_invariants
from courseapp.selection.models import PrivateDecision
from courseapp.selection.rules import Choice
from tests.races.arena import Arena
from tests.races.conftest import arena

__all__ = ["arena"]
pytestmark = pytest.mark.both_databases
SEATS, APPLICANTS = 3, 9


def others(arena: Arena, number: int) -> list[int]:
    """Return the ids of so many more organisers."""
    with arena.session() as session:
        initiative = session.scalars(select(Role.initiative_id)).first()
        made = [Person(email=f"o{n}@example.org", created_at=arena.clock.now, full_name=f"O {n}")
                for n in range(number)]  # fmt: skip
        for each in made:
            each.roles.append(Role(initiative_id=initiative, kind=RoleKind.ORGANISER))
        session.add_all(made)
        session.flush()
        return [each.id for each in made]


def locked(arena: Arena, event_id: int, reserve: int) -> int:
    """Return the id of a new cohort that is locked, with so many on the reserve."""
    with arena.session() as session:
        organiser = session.get_one(Person, arena.organiser_id)
        event = session.get_one(Event, event_id)
        about = (session, organiser, arena.clock.now)
        row = adopt(*about, event, read(propose(*about, event)))
        lock_cohort(*about, row, row.version, reserve, calling(session, event))
        return row.id


def try_to_approve(arena: Arena, person_id: int, cohort_id: int) -> str:
    """Approve in a transaction of her own; return what she is told, "" where she did."""
    with arena.session() as session:
        row, person = session.get_one(Cohort, cohort_id), session.get_one(Person, person_id)
        called = calling(session, row.event)
        try:
            approve(session, person, arena.clock.now, row, 2, called)
        except Problem as problem:
            session.rollback()
            return problem.message
    return ""


def test_of_six_who_approve_one_cohort_at_once_one_does(arena: Arena) -> None:
    event_id, _ = arena.course(SEATS, APPLICANTS)
    cohort_id = locked(arena, event_id, reserve=2)
    told = arena.at_once(
        *[partial(try_to_approve, arena, each, cohort_id) for each in others(arena, 6)]
    )
    assert min(told) == ""
    assert all("is approved, so that cannot be done" in each for each in sorted(told)[1:])
    with arena.session() as session:
        assert broken_cohorts(session) == broken_invariants(session) == []
        assert session.get_one(Cohort, cohort_id).version == 3


def test_of_two_cohorts_approved_at_once_the_decisions_are_those_of_one(arena: Arena) -> None:
    for round_number in range(3):
        event_id, _ = arena.course(SEATS, APPLICANTS)
        ids = [locked(arena, event_id, reserve) for reserve in (1, 4)]
        with arena.session() as session:
            organisers = session.scalars(
                select(Person.id).where(Person.id != arena.organiser_id, Person.roles.any())
            ).all()
        hands = list(organisers)[:2] if round_number else others(arena, 2)
        jobs = [partial(try_to_approve, arena, *each) for each in zip(hands, ids, strict=True)]
        assert arena.at_once(*jobs) == ["", ""]
        with arena.session() as session:
            rows = session.execute(
                select(Application.reference, PrivateDecision.choice)
                .join(PrivateDecision, PrivateDecision.application_id == Application.id)
                .where(Application.event_id == event_id, PrivateDecision.choice.is_not(None))
            ).all()
            decided = dict(rows)
            cohorts = [session.get_one(Cohort, each) for each in ids]
            assert {each.state for each in cohorts} == {CohortState.APPROVED}
            newest = approved_cohort(session, event_id)
            of_one = [
                dict.fromkeys(each.chosen, Choice.OFFER) | dict.fromkeys(each.reserve, Choice.WAIT)
                for each in cohorts
            ]
            assert decided in of_one
            assert newest is not None
            assert broken_cohorts(session) == broken_invariants(session) == []
