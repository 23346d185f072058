"""A course with six seats, twelve people who applied, and what reviewers gave them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person, Role
from courseapp.accounts.rules import RoleKind
from courseapp.applications.models import Application
from courseapp.applications.rules import OrganisationType, Status
from courseapp.cohorts.limits import LimitPlan, add_limit
from courseapp.cohorts.model.record import LimitKind
from courseapp.cohorts.model.wording.names import NO_NAMES
from courseapp.cohorts.models import Cohort, CohortLimit, CohortProposal
from courseapp.countries.names import folded
from courseapp.events.models import Event
from courseapp.forms.choosing import current_version
from courseapp.review.models import Assignment, Criterion, Review, ReviewScore
from courseapp.review.rules import Confidence, Recommendation, ReviewStatus, Round, Source
from courseapp.scenarios.cast import Cast
from tests.applications.story import SLUG
from tests.support.clock import FixedClock

HOME = f"/manage/events/{SLUG}/cohort"
GOVERNMENT, LOCAL = OrganisationType.NATIONAL_GOVERNMENT, OrganisationType.SUBNATIONAL_GOVERNMENT
# Name, country, organisation, its type, gender, points of 100. Togo and Tuvalu are least developed
# countries on the day of the course; Nepal was one until November 2026.
PEOPLE = (
    ("Ana Alves", "BR", "Ministry of Environment", GOVERNMENT, "woman", 95),
    ("Bruno Brito", "BR", "Ministry of Environment", GOVERNMENT, "man", 93),
    ("Carlos Cruz", "BR", "Bank of Trees", OrganisationType.PRIVATE_SECTOR, "man", 91),
    ("David Diaz", "CL", "Ministry of Environment", GOVERNMENT, "man", 89),
    ("Emil Esso", "CL", "City of Santiago", LOCAL, "man", 87),
    ("Farid Faye", "KE", "Ministry of Environment", GOVERNMENT, "man", 85),
    ("Grace Gitau", "KE", "City of Nairobi", LOCAL, "woman", 80),
    ("Hana Hodo", "TG", "Ministry of Environment", GOVERNMENT, "woman", 75),
    ("Indra Iyer", "NP", "University of Nepal", OrganisationType.RESEARCH, "woman", 70),
    ("Joel Jojo", "TG", "Ministry of Finance", GOVERNMENT, "man", 65),
    ("Kiri Kata", "TV", "Ministry of Environment", GOVERNMENT, "own", 60),
    ("Lena Lund", "FJ", "Ministry of Environment", GOVERNMENT, "", 60),
)


@dataclass(frozen=True)
class Choice:
    """The course, who applied in the order of points, and who organises it."""

    app: Flask
    session: Session
    clock: FixedClock
    cast: Cast
    course: Event
    people: Sequence[Application]
    organiser: Person
    second: Person

    def named(self, name: str) -> Application:
        """Return the application of the person whose name begins so."""
        return next(each for each in self.people if each.full_name.startswith(name))

    def reference(self, name: str) -> str:
        return self.named(name).reference

    def names(self, references: Sequence[str]) -> list[str]:
        """Return first names, in the order of the references."""
        known = {each.reference: each.full_name.split()[0] for each in self.people}
        return [known[each] for each in references]

    def limit(self, kind: LimitKind, number: int = 0, **more: object) -> CohortLimit:
        plan = LimitPlan(kind, number, **more)  # type: ignore[arg-type]
        about = (self.session, self.organiser, self.clock.now, self.course)
        row = add_limit(*about, plan, NO_NAMES)
        self.session.commit()
        return row

    def move(self, name: str, status: Status) -> None:
        """Let somebody stand somewhere else, as if it had been so from the start."""
        row = self.named(name)
        row.status = status
        row.waiting_since = self.clock.now if status is Status.WAITING else None
        row.confirmed_at = self.clock.now if status is Status.CONFIRMED else None
        held = sum(each.holds_a_seat for each in self.people)
        self.course.seats_taken = held
        self.session.commit()

    def proposal(self) -> CohortProposal:
        """Return the newest proposal."""
        self.session.expire_all()
        newest = select(CohortProposal).order_by(CohortProposal.id.desc()).limit(1)
        return self.session.scalars(newest).one()

    def cohort(self) -> Cohort:
        self.session.expire_all()
        return self.session.scalars(select(Cohort).order_by(Cohort.id.desc()).limit(1)).one()


def applied(
    session: Session, course: Event, at: datetime, number: int, person: Person | None = None
) -> Application:
    """Return the application of the person with that number."""
    name, country, organisation, kind, gender, _ = PEOPLE[number]
    email = f"{folded(name).replace(' ', '.')}@example.org"
    application = Application(
        reference=f"AAAA-AAAA-{number:04}",
        event_id=course.id,
        person=person or Person(email=email, full_name=name, created_at=at),
        form_version=current_version(session, at, course),
        full_name=name,
        certificate_name=name,
        nationality=country,
        work_country=country,
        organisation=organisation,
        organisation_type=kind,
        position="Officer",
        experience_years=4,
        answers=_answers(gender),
        search_text=folded(name),
        consented_at=at,
        status=Status.SUBMITTED,
        status_since=at,
        created_at=at,
        saved_at=at,
        submitted_at=at,
    )
    session.add(application)
    return application


def _answers(gender: str) -> Mapping[str, str]:
    return {"motivation": "We plan a market.", **({"gender": gender} if gender else {})}


def judged(
    session: Session, course: Event, reviewer: Person, people: Sequence[Application], at: datetime
) -> None:
    """Let the reviewer give everybody the points of the story, by one criterion of 0 to 100."""
    criterion = Criterion(
        event_id=course.id,
        round=Round.READING,
        key="use",
        name="Use at work",
        weight=1,
        low=0,
        high=100,
    )
    session.add(criterion)
    session.flush()
    for number, each in enumerate(people):
        given = Assignment(
            application_id=each.id,
            reviewer_id=reviewer.id,
            round=Round.READING,
            source=Source.HAND,
            assigned_at=at,
            assigned_by="Organiser",
        )
        review = Review(
            assignment=given,
            status=ReviewStatus.SUBMITTED,
            recommendation=Recommendation.ADMIT,
            confidence=Confidence.HIGH,
            started_at=at,
            changed_at=at,
            submitted_at=at,
        )
        review.scores.append(ReviewScore(criterion_id=criterion.id, points=PEOPLE[number][5]))
        session.add(review)


def second_organiser(session: Session, course: Event, at: datetime) -> Person:
    """Return another organiser of the initiative."""
    person = Person(
        email="ota@icap.example", full_name="Ota Other", created_at=at, email_verified_at=at
    )
    person.roles.append(Role(initiative_id=course.initiative_id, kind=RoleKind.ORGANISER))
    session.add(person)
    session.flush()
    return person
