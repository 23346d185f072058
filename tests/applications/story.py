"""One course that takes applications, and what somebody types who applies for it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.drafting import start_application
from courseapp.applications.models import Application
from courseapp.applications.submitting import submit_application
from courseapp.core.ids import calendar_uid
from courseapp.events.models import Event
from courseapp.events.rules import Access, EventKind, EventStatus
from courseapp.initiatives.models import Initiative
from courseapp.mail.models import Message
from tests.support.checking_client import CheckingClient
from tests.support.pages import Page, Value

SLUG = "course-2027"
TITLE = "Emissions trading course 2027"
CLOSES = datetime(2027, 4, 15, 21, 59, tzinfo=UTC)  # 23:59 in Florence, in summer time
MAKES_A_DRAFT = "Start your application"
REASON = "We plan a carbon market."

ABOUT: Mapping[str, Value] = {
    "full_name": "Tevita",
    "certificate_name": "Tevita",
    "nationality": "TO",
}
WORK: Mapping[str, Value] = {
    "work_country": "TO",
    "organisation": "Ministry of Meteorology, Energy and Climate",
    "organisation_type": "national_government",
    "position": "Policy officer",
    "experience_years": "4",
    "experience": "I wrote our first inventory.",
}
MOTIVATION: Mapping[str, Value] = {"motivation": REASON, "consent": True}
CONSENT = "2026-11"  # the version of the statement in the short form

# The same answers as they are kept.
ANSWERS: Mapping[str, str] = {
    **{name: str(text) for name, text in {**ABOUT, **WORK}.items()},
    "motivation": REASON,
    "consent": CONSENT,
}


class Written(NamedTuple):
    """An application of the newcomer, and a browser in which she is signed in."""

    browser: CheckingClient
    application: Application

    @property
    def address(self) -> str:
        return f"/applications/{self.application.reference}"

    def open(self, page: str = "", status: int = 200) -> Page:
        return self.browser.visit(f"{self.address}/{page}".rstrip("/"), status)

    def step(self, section: str, status: int = 200) -> Page:
        """Open a page of the form."""
        return self.open(f"steps/{section}", status)


def new_course(session: Session, now: datetime, *, slug: str = SLUG) -> Event:
    """Return a published course of ICAP whose window is open until 15 April."""
    course = Event(
        slug=slug,
        initiative_id=session.scalars(select(Initiative.id).filter_by(slug="icap")).one(),
        title=TITLE,
        kind=EventKind.COURSE,
        access=Access.APPLICATION,
        status=EventStatus.PUBLISHED,
        zone="Europe/Rome",
        applications_zone="Europe/Rome",
        starts_on=date(2027, 8, 23),
        ends_on=date(2027, 9, 3),
        audience="Officials who plan or run an emissions trading system.",
        seats=2,
        applications_open_at=now - timedelta(days=1),
        applications_close_at=CLOSES,
        calendar_uid=calendar_uid(),
        created_at=now,
        changed_at=now,
    )
    session.add(course)
    session.commit()
    return course


def new_draft(session: Session, person: Person, course: Event, now: datetime) -> Application:
    """Return a draft in which everything is still to be answered."""
    draft = start_application(session, person, now, course)
    draft.typed = {}
    session.commit()
    return draft


def submitted(session: Session, person: Person, course: Event, now: datetime) -> Application:
    """Return a complete application that was sent. Needs an app context for its receipt."""
    application = start_application(session, person, now, course)
    application.typed = dict(ANSWERS)
    submit_application(session, person, now, application, application.version)
    session.commit()
    return application


def mails(session: Session, kind: str) -> list[Message]:
    """Return the messages of one kind, the oldest first."""
    found = session.scalars(select(Message).filter_by(kind=kind).order_by(Message.id))
    return list(found)
