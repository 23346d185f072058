"""Modules have seats of their own: people wish some, the best wishes that fit are allotted."""

import pytest

from courseapp.applications.models import ModuleWish
from courseapp.cohorts.gathering import gather
from courseapp.cohorts.rules import ProposalState
from courseapp.events.models import Module
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
