"""Many write at once, or tell of a conflict meanwhile: one review, and none in conflict."""

from functools import partial

import pytest
from sqlalchemy import select

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.errors import NotFound, Problem
from courseapp.events.models import Event
from courseapp.review.conflicts.deciding import declare_conflict
from courseapp.review.invariants import broken_reviews
from courseapp.review.models import Assignment, Criterion, Review
from courseapp.review.phases import Dates
from courseapp.review.rounds import ReviewPlan, RoundPlan, plan_review
from courseapp.review.rules import Confidence, Recommendation, Round, Source
from courseapp.review.writing import Written, save_review, submit_review
from tests.races.arena import Arena
from tests.review.story import reviewer, rubric

pytestmark = pytest.mark.both_databases

WINDOWS, ROUNDS = 10, 8


@pytest.fixture
def assigned(arena: Arena) -> list[int]:
    """Assignments to one reviewer, of as many applications as there are rounds."""
    course, _ = arena.course(2, ROUNDS)
    with arena.session() as session:
        event = session.get_one(Event, course)
        organiser = session.get_one(Person, arena.organiser_id)
        rubric(session, organiser, arena.clock.now, event)
        dates = RoundPlan(1, Dates(arena.clock.now))
        plan_review(session, organiser, arena.clock.now, event,
                    ReviewPlan({Round.READING: dates}, frozenset()))  # fmt: skip
        person = reviewer(session, event, "Bela Kiss", arena.clock.now)
        session.flush()
        ids = session.scalars(select(Application.id).where(Application.event_id == course))
        made = [
            Assignment(application_id=each, reviewer_id=person.id, round=Round.READING,
                       source=Source.HAND, assigned_at=arena.clock.now, assigned_by="O")
            for each in ids
        ]  # fmt: skip
        session.add_all(made)
        session.flush()
        return [each.id for each in made]


def write(arena: Arena, assignment_id: int, comment: str) -> bool:
    """Write a whole review and submit it; return whether it was taken."""
    try:
        with arena.session() as session:
            assignment = session.get(Assignment, assignment_id)
            if assignment is None:
                return False
            criteria = session.scalars(select(Criterion).where(Criterion.round == Round.READING))
            ids = [each.id for each in criteria]
            written = Written(dict.fromkeys(ids, 3), dict.fromkeys(ids, comment),
                              Recommendation.ADMIT, Confidence.HIGH, comment)  # fmt: skip
            now = arena.clock.now
            review = save_review(session, assignment.reviewer, now, assignment, written)
            submit_review(session, assignment.reviewer, now, review)
    except (Problem, NotFound):
        return False
    return True


def tell(arena: Arena, assignment_id: int) -> bool:
    """Let the reviewer tell that she is in conflict."""
    with arena.session() as session:
        assignment = session.get_one(Assignment, assignment_id)
        application = session.get_one(Application, assignment.application_id)
        reason = "We are friends."
        declare_conflict(session, assignment.reviewer, arena.clock.now, application, reason)
    return True


def test_of_many_windows_one_writes_the_review(arena: Arena, assigned: list[int]) -> None:
    jobs = [partial(write, arena, assigned[0], f"Window {number}") for number in range(WINDOWS)]
    assert sorted(arena.at_once(*jobs)) == [False] * (WINDOWS - 1) + [True]
    assert arena.count(Review) == 1


def test_a_conflict_told_at_the_same_moment_leaves_no_review_of_hers(
    arena: Arena, assigned: list[int]
) -> None:
    for each in assigned:
        arena.at_once(
            partial(tell, arena, each), *(partial(write, arena, each, str(n)) for n in range(3))
        )
    with arena.session() as session:
        assert broken_reviews(session) == []
    assert arena.count(Review, Review.status == "submitted") == 0
