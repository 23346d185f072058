"""Lets a committee judge the applications for the example course, at times gone by.

How good an application is follows from its applicant's address, so every world judges alike;
reviewers differ in how mild they are, as the record of the committee says.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person, Role
from courseapp.accounts.rules import RoleKind
from courseapp.events.models import Event
from courseapp.review.assigning.planning import dry_run, take_plan, usual_wish
from courseapp.review.assigning.situation import situation_of
from courseapp.review.conflicts.profiles import ProfilePlan, save_profile
from courseapp.review.models import Assignment, Criterion, Review
from courseapp.review.phases import Dates
from courseapp.review.rounds import ReviewPlan, RoundPlan, plan_review
from courseapp.review.rubrics import CriterionPlan, add_criterion, criteria_of
from courseapp.review.rules import Confidence, Recommendation, Round
from courseapp.review.writing import Written, save_review, submit_review
from courseapp.scenarios.cast import Cast
from courseapp.scenarios.stages import Timeline
from courseapp.scenarios.written import written_in

FILE = "committee.yaml"
READS, DISCUSSES, ENDS = (timedelta(days=each) for each in (1, 9, 20))  # after the deadline
REVIEWS_EACH = 2
LOW, HIGH = 1, 5
A_MINUTE = timedelta(minutes=1)
CAST_MILD = 2  # the reviewer of the cast
WEAKEST, DIFFERENCE, SPREAD = 15, 65, 25  # of a hundred points
ADMITS, DECLINES = 66, 40  # from so many of a hundred points on, and below


def call_committee(session: Session, cast: Cast, times: Timeline, course: Event) -> None:
    """Write the rubric, plan the round, ask reviewers in; that of the cast is one of them."""
    organiser, at = cast.icap_organiser, times.opened_at
    written = written_in(FILE)
    for line in written["criteria"]:
        plan = {"needs_comment": False, "low": LOW, "high": HIGH, "round": Round.READING}
        add_criterion(session, organiser, at, course, CriterionPlan(**{**plan, **line}))
    closes = times.closed_at
    dates = Dates(closes + READS, closes + DISCUSSES, closes + ENDS)
    rounds = {Round.READING: RoundPlan(REVIEWS_EACH, dates)}
    plan_review(session, organiser, at, course, ReviewPlan(rounds, frozenset()))
    for line in written["reviewers"]:
        _ask_in(session, organiser, at, course, line)
    known = ProfilePlan(("Delft Climate Economics",), "NL", ("en",), ("ets-cap", "ets-evaluation"))
    save_profile(session, organiser, at, cast.reviewer, known)


def assign_reviewers(session: Session, actor: Person, times: Timeline, course: Event) -> None:
    """Assign as the proposal has it, once the deadline is over."""
    at = times.closed_at + READS / 2
    wish = usual_wish(session, course, Round.READING, situation_of(session, course, Round.READING))
    proposed = dry_run(session, course, Round.READING, wish)
    digest = proposed.change.digest if proposed.change else ""
    take_plan(session, actor, at, course, Round.READING, wish, digest)


def write_reviews(session: Session, times: Timeline, course: Event) -> None:
    """Let everybody review what she was given and has not begun, one review after the other."""
    mild = {each["email"]: each["mild"] for each in written_in(FILE)["reviewers"]}
    criteria = criteria_of(session, course.id, Round.READING)
    first = times.closed_at + READS
    for assignment, at in zip(_assigned(session, course), _minutes_from(first), strict=False):
        reviewer = assignment.reviewer
        points = _points(assignment, criteria, mild.get(reviewer.email, CAST_MILD))
        written = _written(assignment, criteria, points)
        review = save_review(session, reviewer, at, assignment, written)
        submit_review(session, reviewer, at, review)


def _ask_in(
    session: Session, actor: Person, at: datetime, course: Event, line: Mapping[str, Any]
) -> None:
    person = Person(
        email=line["email"],
        full_name=line["name"],
        zone=line["zone"],
        email_verified_at=at,
        created_at=at,
        roles=[Role(initiative_id=course.initiative_id, kind=RoleKind.REVIEWER)],
    )
    session.add(person)
    session.flush()
    lists = {key: tuple(line[key]) for key in ("affiliations", "languages", "topics")}
    save_profile(session, actor, at, person, ProfilePlan(country=line["country"], **lists))


def _assigned(session: Session, course: Event) -> Sequence[Assignment]:
    return session.scalars(
        select(Assignment)
        .where(Assignment.application.has(event_id=course.id))
        .where(~exists().where(Review.assignment_id == Assignment.id))
        .order_by(Assignment.id)
    ).all()


def _minutes_from(first: datetime) -> Iterator[datetime]:
    return (first + number * A_MINUTE for number in count())


def _points(assignment: Assignment, criteria: Sequence[Criterion], mild: int) -> dict[int, int]:
    """Return points that differ by the application, less by the criterion, least by the reader."""
    email = assignment.application.person.email
    good = WEAKEST + mild + _number(email) % DIFFERENCE
    return {
        each.id: LOW + (HIGH - LOW) * min(good + _number(f"{email} {each.key}") % SPREAD, 99) // 99
        for each in criteria
    }


def _written(
    assignment: Assignment, criteria: Sequence[Criterion], points: Mapping[int, int]
) -> Written:
    comments = written_in(FILE)["comments"]
    turn = _number(assignment.application.person.email) + assignment.reviewer_id
    asked = {each.id: comments[turn % len(comments)] for each in criteria if each.needs_comment}
    share = 100 * (sum(points.values()) / len(points) - LOW) / (HIGH - LOW)
    return Written(points, asked, _recommended(share), Confidence.MEDIUM)


def _recommended(share: float) -> Recommendation:
    if share >= ADMITS:
        return Recommendation.ADMIT
    return Recommendation.DECLINE if share < DECLINES else Recommendation.PERHAPS


def _number(text: str) -> int:
    """Return a number that follows from the text, the same on every machine."""
    return int.from_bytes(sha256(text.encode()).digest()[:4], "big")
