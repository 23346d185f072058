"""A course in Florence whose people need visas, and what they told of their passports."""

from datetime import datetime

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.events.models import Event, EventOrganisation
from courseapp.events.rules import Mode, OrganisationRole
from courseapp.forms.choosing import current_version
from courseapp.forms.document.record import Stage
from courseapp.forms.document.writing import to_plain
from courseapp.forms.models import Form, FormVersion
from courseapp.forms.shipped import shipped_form
from courseapp.logistics.models import Logistics
from courseapp.visa_letters.costs import Cost, Payer
from courseapp.visa_letters.models import Letter
from courseapp.visa_letters.settling import SettingsPlan, settle
from tests.applications.story import SLUG, new_course
from tests.selection.story import applied

LEAK = "LEAK-9137"  # the number of a passport
LETTERS = f"/manage/events/{SLUG}/letters"
PLAN = SettingsPlan(
    signatory="Mariana Costa",
    signatory_position="Head of the secretariat",
    host_name="Example University",
    host_address="Via Esempio 1\n50100 Florence",
    host_contact="Ms Rossi, host@uni.example",
    costs={Cost.TRAVEL: Payer.ORGANISER, Cost.VISA_FEE: Payer.PARTICIPANT},
    amounts="Lodging for 13 nights, EUR 1,300.",
)


def course_abroad(session: Session, now: datetime) -> Event:
    """Return a course in Italy that asks people with a seat for travel details."""
    course = new_course(session, now)
    course.mode, course.venue, course.city = Mode.IN_PERSON, "Villa Example", "Florence"
    course.country, course.seats, course.visas_needed = "IT", 40, True
    host = EventOrganisation(role=OrganisationRole.ORGANISER, name="Climate Institute", position=0)
    course.organisations.append(host)
    document = to_plain(shipped_form("logistics"))
    form = Form(
        initiative_id=course.initiative_id,
        event=course,
        stage=Stage.LOGISTICS,
        document=document,
        created_at=now,
        changed_at=now,
    )
    session.add(FormVersion(form=form, number=1, document=document, published_at=now))
    session.commit()
    return course


def settled(app: Flask, session: Session, actor: Person, now: datetime, course: Event) -> None:
    """Let an organiser say who signs."""
    with app.test_request_context():
        settle(session, actor, now, course, PLAN)
        session.commit()


def seated(session: Session, course: Event, now: datetime, number: int) -> Application:
    """Return the application of somebody with a confirmed seat."""
    application = applied(session, course, now, number, Status.CONFIRMED)
    application.confirmed_at = now
    course.seats_taken += 1
    session.commit()
    return application


def travels(session: Session, application: Application, now: datetime, **more: str) -> Logistics:
    """Let somebody send her travel details, with a number of a passport that must not leak."""
    answers = {
        "passport_name": "TEVITA FIFITA",
        "birth_date": "1990-03-05",
        "passport_country": "TO",
        "passport_number": LEAK,
        "visa_needed": "yes",
        "consulate_city": "Suva, Fiji",
        "visa_letter": "yes",
        **more,
    }
    found = Logistics(
        application_id=application.id,
        form_version=current_version(session, now, application.event, Stage.LOGISTICS),
        language="en",
        version=1,
        answers=answers,
        created_at=now,
        saved_at=now,
        sent_at=now,
    )
    session.add(found)
    session.commit()
    return found


def letters_in(session: Session) -> list[Letter]:
    """Return all letters, the oldest first, as they are by now."""
    session.expire_all()
    return list(session.scalars(select(Letter).order_by(Letter.id)))
