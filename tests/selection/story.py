"""A course with few seats, and people from everywhere who applied for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

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
from courseapp.selection.models import Offer
from courseapp.selection.people import Verdict
from courseapp.selection.rules import Choice
from tests.applications.story import SLUG
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

    def step(self, application: Application, action: Action) -> None:
        """Let the applicant take a step."""
        with self.app.test_request_context():
            move(self.session, application, action, application.person, self.clock.now)
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
