"""Modules have seats of their own: people wish some, the best wishes that fit are allotted."""

from datetime import timedelta

import pytest

from courseapp.applications.models import ModuleWish
from courseapp.applications.rules import Status
from courseapp.applications.submitting import withdraw_application
from courseapp.cohorts.adjusting import adopt, lock_cohort
from courseapp.cohorts.allotted import modules_of
from courseapp.cohorts.approving import approve
from courseapp.cohorts.gathering import gather
from courseapp.cohorts.names_read import calling
from courseapp.cohorts.proposing import propose, read
from courseapp.cohorts.rules import ProposalState
from courseapp.cohorts.sealing import seal
from courseapp.events.models import Module
from courseapp.selection.releasing import ReleasePlan, plan_release
from courseapp.selection.tasks import release_due
from tests.cohorts.story import HOME, Choice
from tests.support.checking_client import CheckingClient


@pytest.fixture
def wished(choice: Choice) -> Choice:
    """Two modules, one with two seats, of which everybody wishes both, the small one first."""
    choice.course.modules_min, choice.course.modules_max = 1, 1
    small = Module(event_id=choice.course.id, number=1, title="Caps", seats=2)
    large = Module(event_id=choice.course.id, number=2, title="Offsets")
    choice.session.add_all([small, large])
    choice.session.flush()
    for each in choice.people:
        each.wishes = [
            ModuleWish(rank=1, module_id=small.id),
            ModuleWish(rank=2, module_id=large.id),
        ]
    choice.session.commit()
    return choice


def test_seats_of_modules_hold_in_proposals_and_in_what_is_ticked(
    wished: Choice, organiser: CheckingClient
) -> None:
    task = gather(wished.session, wished.course, wished.clock.now).task
    assert [each.seats for each in task.modules] == [2, None]
    assert (task.least_modules, task.most_modules) == (1, 1)
    page = organiser.submit(organiser.visit(HOME), button="Propose a cohort")
    assert wished.proposal().state is ProposalState.EXPLAINED
    assert "1. Caps (of 2) 2" in page.text
    assert "2. Offsets 4" in page.text
    page = organiser.submit(page, button="Take over and adjust")
    ana, grace = wished.reference("Ana"), wished.reference("Grace")
    ticked = [each for each in wished.cohort().chosen if each != ana] + [grace]
    page = organiser.submit(page, {"tick": ticked, "reason": "She asked"}, button="Save ticks")
    organiser.submit(page, {"reserve": "1"}, button="Lock the cohort")
    row = wished.cohort()
    assert ana not in row.modules
    assert sorted(len(had) for had in row.modules.values()) == [1] * 6
    small = task.modules[0].key
    assert sum(small in had for had in row.modules.values()) == 2


def test_a_module_without_room_is_relaxed_by_a_press(
    wished: Choice, organiser: CheckingClient
) -> None:
    for each in wished.people:
        each.wishes = each.wishes[:1]
    wished.course.modules[0].seats = 2
    wished.session.commit()
    page = organiser.visit(f"{HOME}/settings")
    page = organiser.submit(page, {"fewest": "3"}, button="Save")
    page = organiser.submit(page, button="Propose a cohort")
    assert "Give 1. Caps 3 seats instead of 2" in page.text
    press = "Change this and propose Give 1. Caps 3 seats instead of 2"
    organiser.submit(page, button=press)
    wished.session.expire_all()
    assert wished.course.modules[0].seats == 3
    assert wished.proposal().state is ProposalState.EXPLAINED


def test_a_seat_that_comes_back_goes_with_a_module_in_which_there_is_room(wished: Choice) -> None:
    """The cohort has six, two of them in the small module; the reserve wishes that one first."""
    session, now, course = wished.session, wished.clock.now, wished.course
    small, large = (str(each.id) for each in course.modules)
    course.modules[1].seats = 4
    grace, hana = wished.named("Grace"), wished.named("Hana")
    grace.wishes = grace.wishes[:1]  # nothing but the small one
    session.commit()
    with wished.app.test_request_context():
        about = (session, wished.organiser, now)
        row = adopt(*about, course, read(propose(*about, course)))
        called = calling(session, course)
        lock_cohort(*about, row, row.version, 3, called)
        approve(session, wished.second, now, row, row.version, called)
        plan_release(*about, course, ReleasePlan(now, now + timedelta(days=7)))
        session.commit()
    with wished.app.app_context():
        release_due()
    sealed = dict(row.modules)
    first, second = (next(key for key, had in sealed.items() if had == [m]) for m in (large, small))
    withdraw(wished, first)
    assert (grace.status, hana.status) == (Status.WAITING, Status.OFFERED)  # the small one is full
    assert modules_of(session, hana) == (large,)
    withdraw(wished, second)
    assert grace.status is Status.OFFERED
    assert modules_of(session, grace) == (small,)
    session.refresh(row)
    assert (row.modules, seal(row)) == (sealed, row.digest)


def withdraw(choice: Choice, reference: str) -> None:
    """Let somebody withdraw, so that her seat goes on."""
    one = next(each for each in choice.people if each.reference == reference)
    with choice.app.test_request_context():
        withdraw_application(choice.session, one.person, choice.clock.now, one)
        choice.session.commit()
    choice.session.expire_all()
