"""A course with few seats, and people from everywhere who applied for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.lifecycle import move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action, OrganisationType, Status
from courseapp.core.ids import reference_number
from courseapp.countries.names import country_name, folded
from courseapp.events.models import Event
from courseapp.forms.choosing import current_version
from courseapp.mail.models import Message
from courseapp.scenarios.cast import Cast
from courseapp.selection.deciding import Intent, decide
from courseapp.selection.models import Offer, Release
from courseapp.selection.offers import answer_offer
from courseapp.selection.people import Verdict
from courseapp.selection.private import Mark, decide_privately
from courseapp.selection.releasing import ReleasePlan, plan_release
from courseapp.selection.rules import Answer, Choice
from courseapp.selection.tasks import release_due
from tests.applications.story import SLUG
from tests.nominations.story import Stage
from tests.support.clock import FixedClock

LIST = f"/manage/events/{SLUG}/applications"
MAIL = f"/manage/events/{SLUG}/mail"
PEOPLE = (
    ("Amina Yusuf", "KE", "Ministry of Environment", OrganisationType.NATIONAL_GOVERNMENT),
    ("Иван Петров", "KZ", "Жасыл даму", OrganisationType.PUBLIC_AGENCY),
    ("王小明", "CN", "清华大学", OrganisationType.RESEARCH),
    ("José Núñez", "CL", "Ministerio de Energía", OrganisationType.NATIONAL_GOVERNMENT),
    ("سارة أحمد", "EG", "جهاز شؤون البيئة", OrganisationType.PUBLIC_AGENCY),
)


@dataclass(frozen=True)
class Round:
    """One selection: the course, who applied in the order of sending, and who decides."""

    app: Flask
    session: Session
    clock: FixedClock
    cast: Cast
    course: Event
    applications: Sequence[Application]

    def decide(self, choice: Choice, *chosen: Application, note: str = "") -> Verdict:
        """Let the organiser decide, with a week to answer offers."""
        reply_by = self.clock.now + timedelta(days=7) if choice is Choice.OFFER else None
        references = tuple(each.reference for each in chosen)
        intent = Intent(choice, references, note=note, reply_by=reply_by)
        with self.app.test_request_context():
            organiser = self.cast.icap_organiser
            verdict = decide(self.session, organiser, self.clock.now, self.course, intent)
            self.session.commit()
        return verdict

    def privately(
        self,
        choice: Choice | None,
        *chosen: Application,
        actor: Person | None = None,
        **mark: Any,
    ) -> Verdict:
        """Let an organiser decide in private."""
        references = [each.reference for each in chosen]
        with self.app.test_request_context():
            who = (self.session, actor or self.cast.icap_organiser, self.clock.now)
            verdict = decide_privately(*who, self.course, references, Mark(choice, **mark))
            self.session.commit()
        return verdict

    def release(self, days: float = 0, points_days: float | None = None) -> Release:
        """Let the organiser plan a release so many days from now; offers have a week."""
        due = self.clock.now + timedelta(days=days)
        points = due - timedelta(days=points_days) if points_days is not None else None
        plan = ReleasePlan(due, due + timedelta(days=7), points)
        with self.app.test_request_context():
            who = (self.session, self.cast.icap_organiser, self.clock.now)
            planned = plan_release(*who, self.course, plan)
            self.session.commit()
        return planned

    def work(self) -> int:
        """Let the worker take the steps of releases that are due."""
        with self.app.app_context():
            taken = release_due()
        self.session.expire_all()
        return taken

    def step(self, application: Application, action: Action) -> None:
        """Let the applicant take a step."""
        with self.app.test_request_context():
            move(self.session, application, action, application.person, self.clock.now)
            self.session.commit()

    def answer(self, application: Application, answer: Answer, reason: str = "") -> None:
        """Let the applicant answer her newest offer."""
        with self.app.test_request_context():
            offer = self.offers(application)[-1]
            answer_offer(self.session, offer, answer, self.clock.now, reason)
            self.session.commit()

    def statuses(self) -> list[Status]:
        """Return where each application stands, in the order of sending."""
        self.session.expire_all()
        return [each.status for each in self.applications]

    def offer_link(self, application: Application) -> str:
        """Return the path in the newest letter of offer to the applicant."""
        letter = self.mails("selection_offer", application)[-1]
        address = next(word for word in letter.text.split() if "/offers/" in word)
        return address.removeprefix("http://courseapp.test")

    def mails(self, kind: str, application: Application) -> list[Message]:
        """Return the letters of one kind about the application, the oldest first."""
        found = select(Message).filter_by(kind=kind, about=f"application/{application.id}")
        return list(self.session.scalars(found.order_by(Message.id)))

    def mails_of(self, kind: str) -> list[Message]:
        """Return all letters of one kind, the oldest first."""
        found = select(Message).filter_by(kind=kind)
        return list(self.session.scalars(found.order_by(Message.id)))

    def offers(self, application: Application) -> list[Offer]:
        found = select(Offer).filter_by(application_id=application.id).order_by(Offer.id)
        return list(self.session.scalars(found))


def applied(
    session: Session, course: Event, at: datetime, number: int, status: Status = Status.SUBMITTED
) -> Application:
    """Return the application of the person with that number, sent at that instant."""
    name, country, organisation, kind = PEOPLE[number % len(PEOPLE)]
    person = Person(email=f"applicant{number}@example.org", full_name=name, created_at=at)
    application = Application(
        reference=reference_number(),
        event_id=course.id,
        person=person,
        form_version=current_version(session, at, course),
        full_name=name,
        certificate_name=name,
        nationality=country,
        work_country=country,
        organisation=organisation,
        organisation_type=kind,
        position="Policy officer",
        experience_years=number % 30,
        answers={"motivation": "We plan a market.", "position": "Policy officer"},
        search_text=folded(" ".join((person.email, country_name(country), name, organisation))),
        consented_at=at,
        status=status,
        status_since=at,
        created_at=at,
        saved_at=at,
        submitted_at=None if status is Status.DRAFT else at,
        waiting_since=at if status is Status.WAITING else None,
    )
    session.add(application)
    return application


def nominated_by_kenya(selection: Round) -> str:
    """Let Kenya nominate the first applicant; return its focal point's link."""
    one = selection.applications[0]
    one.person.email_verified_at = selection.clock.now
    about = (selection.app, selection.session, selection.clock, selection.cast, selection.course)
    stage = Stage(*about)
    quota = stage.quota(name="Kenya", country="KE")
    link = stage.asked(quota)
    stage.nominated(quota, one.person.email, one.full_name)
    return link
