"""Reviews walk about as they like, and what must be true stays true."""

import random
from collections.abc import Callable

import pytest

from courseapp.core.errors import NotFound, Problem
from courseapp.review.conflicts.models import ConflictOfInterest
from courseapp.review.invariants import broken_reviews
from courseapp.review.models import Assignment, Review
from courseapp.review.phases import phase_at
from courseapp.review.rounds import dates_of, rounds_of
from courseapp.review.rules import Phase, ReviewStatus, Round
from courseapp.review.scores import scores_of
from courseapp.review.writing import Written, reopen_review, save_review, submit_review
from tests.review.story import Committee, conflict_of

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("seed", range(3))
def test_random_walks_break_nothing(committee: Committee, seed: int) -> None:
    chance = random.Random(seed)
    assignments = [
        each
        for person in committee.reviewers
        for each in committee.assign(person, *committee.applications[:3])
    ]
    committee.phases()
    taken = set()
    for _ in range(150):
        assignment = chance.choice(assignments)
        step = chance.choice((save, save, save, submit, submit, reopen, aside, back, wait))
        try:
            with committee.session.begin_nested():
                step(committee, assignment, chance)
        except (Problem, NotFound):
            continue
        taken.add(step)
        assert broken_reviews(committee.session) == []
    assert taken == {save, submit, reopen, aside, back, wait}
    committee.session.commit()
    assert broken_reviews(committee.session) == []
    for score in scores_of(committee.session, committee.course).values():
        assert 0 <= score.reviews <= score.expected <= 3
        assert score.raw is None or 0 <= score.raw <= 100


def found(committee: Committee, assignment: Assignment) -> Review:
    review = committee.session.query(Review).filter_by(assignment_id=assignment.id).one_or_none()
    if review is None:
        raise NotFound
    return review


def save(committee: Committee, assignment: Assignment, chance: random.Random) -> None:
    held = committee.session.query(Review).filter_by(assignment_id=assignment.id).one_or_none()
    points = [chance.choice((1, 3, 5)), chance.choice((0, 7, 10))]
    seen = held.revision if held else 0
    written = committee.written(points, seen=chance.choice((seen, seen, seen + 1)))
    if chance.random() < 0.2:
        written = Written({}, {}, seen=seen)
    save_review(committee.session, assignment.reviewer, committee.clock.now, assignment, written)


def submit(committee: Committee, assignment: Assignment, _chance: random.Random) -> None:
    review = found(committee, assignment)
    submit_review(committee.session, assignment.reviewer, committee.clock.now, review)
    whole = {each.criterion_id for each in review.scores if each.points is not None}
    assert whole == {each.id for each in committee.criteria if each.round is Round.READING}


def reopen(committee: Committee, assignment: Assignment, _chance: random.Random) -> None:
    review = found(committee, assignment)
    reopen_review(committee.session, committee.cast.icap_organiser, committee.clock.now, review)


def aside(committee: Committee, assignment: Assignment, _chance: random.Random) -> None:
    """She is in conflict; without a review her assignment would end, so she writes first."""
    found(committee, assignment)
    if not in_conflict(committee, assignment):
        committee.conflict(assignment.reviewer, assignment.application)


def back(committee: Committee, assignment: Assignment, _chance: random.Random) -> None:
    """There was no conflict after all."""
    for row in in_conflict(committee, assignment):
        committee.session.delete(row)
    committee.session.flush()
    committee.settle()


def in_conflict(committee: Committee, assignment: Assignment) -> list[ConflictOfInterest]:
    return (
        committee.session.query(ConflictOfInterest)
        .filter_by(application_id=assignment.application_id, person_id=assignment.reviewer_id)
        .all()
    )


def wait(committee: Committee, _assignment: Assignment, chance: random.Random) -> None:
    """Let time pass; nothing can be written once the round is closed."""
    committee.clock.advance(hours=chance.randint(1, 30))
    row = rounds_of(committee.session, committee.course.id)[Round.READING]
    if phase_at(dates_of(row), committee.clock.now) is Phase.CLOSED:
        committee.phases()


def test_what_must_be_true_is_checked(committee: Committee) -> None:
    one, two = committee.applications[:2]
    first, second = committee.assign(committee.reviewers[0], one, two)
    committee.phases()
    reviews = [committee.judged(each, 3, 3) for each in (first, second)]
    assert broken_reviews(committee.session) == []
    committee.session.add(conflict_of(committee.reviewers[0], one, committee.clock.now))
    reviews[1].scores[0].points = 99
    committee.session.flush()
    told = broken_reviews(committee.session)
    assert told == [
        f"A person in conflict has reviewed the application {one.reference}.",
        f"A review of the application {two.reference} gives points that its scale has not.",
    ]
    committee.settle()
    assert len(broken_reviews(committee.session)) == 1
    assert reviews[0].status is ReviewStatus.SET_ASIDE


def test_nobody_writes_for_somebody_else(committee: Committee) -> None:
    assignment = committee.assign(committee.reviewers[0], committee.applications[0])[0]
    committee.phases()
    now, other = committee.clock.now, committee.reviewers[1]
    with pytest.raises(NotFound):
        save_review(committee.session, other, now, assignment, committee.written((3, 3)))
    review = committee.judged(assignment, 3, 3)
    steps: list[Callable[[], object]] = [
        lambda: submit_review(committee.session, other, now, review),
        lambda: save_review(committee.session, other, now, assignment, committee.written((1, 1))),
    ]
    for step in steps:
        with pytest.raises(NotFound):
            step()
    with pytest.raises(Problem, match="is submitted"):
        save_review(committee.session, committee.reviewers[0], now, assignment,
                    committee.written((1, 1), seen=review.revision))  # fmt: skip
