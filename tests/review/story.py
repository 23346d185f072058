"""A course with a rubric, three reviewers, and five people who applied for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person, Role
from courseapp.accounts.rules import RoleKind
from courseapp.applications.models import Application
from courseapp.countries.names import country_name
from courseapp.events.models import Event
from courseapp.review.conflicts.ending import settle
from courseapp.review.conflicts.models import ConflictOfInterest
from courseapp.review.conflicts.rules import Ground
from courseapp.review.conflicts.rules import Source as ConflictSource
from courseapp.review.models import Assignment, Criterion, Review
from courseapp.review.phases import Dates
from courseapp.review.rounds import ReviewPlan, RoundPlan, plan_review
from courseapp.review.rubrics import CriterionPlan, add_criterion
from courseapp.review.rules import Confidence, Recommendation, Round, Source, Trait
from courseapp.review.writing import Written, save_review, submit_review
from courseapp.scenarios.cast import Cast
from tests.applications.story import SLUG
from tests.support.clock import FixedClock

MANAGE = f"/manage/events/{SLUG}/review"
OWN = f"/reviews/{SLUG}/reading"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Committee:
    """The course, its applications in the order of sending, and who judges them."""

    app: Flask
    session: Session
    clock: FixedClock
    cast: Cast
    course: Event
    applications: Sequence[Application]
    reviewers: Sequence[Person]
    criteria: Sequence[Criterion]

    def phases(
        self,
        *hidden: Trait,
        discussion_in: timedelta = 7 * DAY,
        interview: Dates | None = None,
    ) -> None:
        """Let reviewing begin now, discussion later, and the round end two weeks after that."""
        now = self.clock.now
        dates = Dates(now, now + discussion_in, now + discussion_in + 14 * DAY)
        rounds = {Round.READING: RoundPlan(2, dates)}
        if interview is not None:
            rounds[Round.INTERVIEW] = RoundPlan(1, interview)
        plan = ReviewPlan(rounds, frozenset(hidden))
        plan_review(self.session, self.cast.icap_organiser, now, self.course, plan)
        self.session.commit()

    def assign(
        self, person: Person, *chosen: Application, which: Round = Round.READING
    ) -> list[Assignment]:
        """Give applications to a reviewer."""
        made = [
            Assignment(
                application_id=each.id,
                reviewer_id=person.id,
                round=which,
                source=Source.HAND,
                assigned_at=self.clock.now,
                assigned_by="Organiser",
            )
            for each in chosen
        ]
        self.session.add_all(made)
        self.session.commit()
        return made

    def interviews(self, person: Person, *chosen: Application) -> list[Assignment]:
        """Let interviews begin now, with this interviewer."""
        self.phases(interview=Dates(self.clock.now, None, None))
        return self.assign(person, *chosen, which=Round.INTERVIEW)

    def conflict(self, person: Person, application: Application) -> None:
        """Note that the person must not see the application, and let what she wrote follow."""
        self.session.add(conflict_of(person, application, self.clock.now))
        self.session.flush()
        self.settle()

    def settle(self) -> None:
        """Let assignments and reviews follow the conflicts, as whoever changes these does."""
        settle(self.session, None, self.clock.now, self.course)

    def judged(self, assignment: Assignment, *points: int, comment: str = "") -> Review:
        """Let the reviewer submit a review with these points, criterion by criterion."""
        reviewer, now = assignment.reviewer, self.clock.now
        review = save_review(self.session, reviewer, now, assignment, self.written(points, comment))
        submit_review(self.session, reviewer, now, review)
        self.session.commit()
        return review

    def written(self, points: Sequence[int], comment: str = "", seen: int = 0) -> Written:
        asked = [each for each in self.criteria if each.round is Round.READING]
        return Written(
            points={each.id: value for each, value in zip(asked, points, strict=True)},
            comments={each.id: "Because." for each in asked},
            recommendation=Recommendation.ADMIT,
            confidence=Confidence.HIGH,
            comment=comment,
            seen=seen,
        )

    def typed(self, *points: int, **more: str) -> Mapping[str, str]:
        """Return what a reviewer fills into the form."""
        asked = [each for each in self.criteria if each.round is Round.READING]
        given = {f"points_{each.id}": str(p) for each, p in zip(asked, points, strict=True)}
        given[f"comment_{asked[0].id}"] = "She runs the registry."
        return {**given, "recommendation": "admit", "confidence": "high", **more}

    def review_of(self, assignment: Assignment) -> Review:
        self.session.expire_all()
        return self.session.scalars(select(Review).filter_by(assignment_id=assignment.id)).one()


def conflict_of(person: Person, application: Application, now: datetime) -> ConflictOfInterest:
    """Return a conflict that an organiser knows of."""
    return ConflictOfInterest(
        application_id=application.id,
        person_id=person.id,
        source=ConflictSource.SET,
        ground=Ground.STATED,
        reason="They are friends.",
        noted_at=now,
        noted_by="Organiser",
    )


def answers_of(application: Application) -> dict[str, str]:
    """Return what she typed; her own words give away who and where she is."""
    name, place = application.full_name, country_name(application.work_country)
    return {
        "full_name": name,
        "gender": "woman",
        "nationality": application.nationality or "",
        "work_country": application.work_country or "",
        "organisation": application.organisation,
        "position": "Policy officer",
        "motivation": f"We plan a market. {name.upper()} of {application.organisation}, {place}: "
        f"write to me@ministry.example.",
    }


def criterion_plan(name: str, **changes: object) -> CriterionPlan:
    """Return a criterion from 1 to 5 of weight 1."""
    usual: dict[str, object] = {
        "round": Round.READING,
        "guidance": "",
        "weight": 1,
        "low": 1,
        "high": 5,
        "needs_comment": False,
    }
    return CriterionPlan(name=name, **{**usual, **changes})  # type: ignore[arg-type]


def rubric(session: Session, organiser: Person, now: datetime, event: Event) -> list[Criterion]:
    """Make a rubric of two criteria for reading, and one for interviews."""
    plans = (
        criterion_plan("Use at work", weight=3, needs_comment=True, guidance="What will she do?"),
        criterion_plan("Experience", low=0, high=10),
        criterion_plan("In conversation", round=Round.INTERVIEW),
    )
    return [add_criterion(session, organiser, now, event, plan) for plan in plans]


def reviewer(session: Session, event: Event, name: str, now: datetime) -> Person:
    """Return a new person who reviews for the event's initiative."""
    email = f"{name.split(maxsplit=1)[0].lower()}@reviewers.example"
    person = Person(email=email, full_name=name, created_at=now, email_verified_at=now)
    person.roles.append(Role(initiative_id=event.initiative_id, kind=RoleKind.REVIEWER))
    session.add(person)
    return person
