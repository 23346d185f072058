"""An organiser types in what somebody sent on paper."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Cause, Status
from courseapp.events.models import Event
from courseapp.intake.coming_in import EnteredForm
from courseapp.scenarios.cast import Cast
from tests.applications.story import CLOSES, CONSENT, REASON, WORK, mails, new_course, submitted
from tests.intake.story import LIST, SECRET, Desk
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

NEW = f"{LIST}/new"
WHO = {
    "name": "Sione Tu'ipulotu",
    "email": "Sione@Example.org",
    "source": "Paper form, received 3 March",
}
BEGIN, ENTER, LATER = "Go on to the answers", "Enter the application", "Save and go on later"


def entered(session: Session, email: str) -> Application | None:
    session.expire_all()
    return session.scalars(
        select(Application).join(Application.person).filter_by(email=email)
    ).one_or_none()


def test_a_paper_form_becomes_an_application_of_its_own_person(
    app: Flask, session: Session, cast: Cast, clock: FixedClock, as_person: AsPerson
) -> None:
    course = new_course(session, clock.now)
    organiser = as_person(cast.icap_organiser)
    page = organiser.visit(organiser.visit(LIST).link("Enter an application"))
    page = organiser.submit(page, WHO, button=BEGIN)
    page = organiser.submit(page, {"position": "Head"}, button=LATER)
    assert "Saved. You can go on at any time." in page.text
    assert entered(session, "sione@example.org") is None
    page = organiser.visit(organiser.visit(NEW).link("Sione Tu'ipulotu"))
    assert page.value("position") == "Head"
    page = organiser.submit(page, {**WORK, "nationality": "TO"}, button=ENTER, status=422)
    assert "Some answers are missing" in page.text
    page = organiser.submit(page, {"with_gaps": True}, button=ENTER, status=422)
    assert "Tick the box if you agree" in page.text  # never without consent
    sending = page
    page = organiser.submit(page, {"consent": True, "with_gaps": True}, button=ENTER)
    assert page.heading == "Sione Tu'ipulotu"
    assert "Brought in by Mariana Costa" in page.text
    assert "Paper form, received 3 March" in page.text
    again = organiser.submit(sending, {"consent": True}, button=ENTER)
    assert again.path == page.path  # pressed twice, entered once
    found = entered(session, "sione@example.org")
    assert found is not None
    assert (found.status, found.person.full_name) == (Status.SUBMITTED, "Sione Tu'ipulotu")
    assert [(each.cause, each.author) for each in found.sendings] == [
        (Cause.ON_BEHALF, cast.icap_organiser.display_name)
    ]
    assert found.answers["consent"] == CONSENT
    assert found.event_id == course.id


def test_she_is_told_and_reads_it_herself(
    session: Session, course_of_today: Event, cast: Cast, clock: FixedClock, as_person: AsPerson
) -> None:
    organiser = as_person(cast.icap_organiser)
    page = organiser.submit(organiser.visit(NEW), WHO, button=BEGIN)
    answers = {**WORK, "nationality": "TO", "consent": True, "motivation": REASON}
    organiser.submit(page, answers, button=ENTER)
    found = entered(session, "sione@example.org")
    assert found is not None
    (mail,) = mails(session, "application_entered")
    assert mail.to_address == "sione@example.org"
    assert found.reference in mail.text
    assert REASON not in mail.text
    (form,) = session.scalars(select(EnteredForm))
    assert (form.typed, form.answers) == (None, {})  # kept once
    hers = as_person(found.person).visit(f"/applications/{found.reference}")
    assert "An organiser entered your application" in hers.text


def test_what_the_address_sent_itself_is_never_overwritten(
    app: Flask, session: Session, cast: Cast, clock: FixedClock, as_person: AsPerson
) -> None:
    course = new_course(session, clock.now)
    organiser = as_person(cast.icap_organiser)
    values = {**WHO, "email": cast.newcomer.email}
    page = organiser.submit(organiser.visit(NEW), values, button=BEGIN)
    with app.test_request_context():
        hers = submitted(session, cast.newcomer, course, clock.now)
    answers = {**WORK, "nationality": "TO", "consent": True, "with_gaps": True, "position": "Other"}
    page = organiser.submit(page, answers, button=ENTER, status=422)
    assert "There is an application of this address already." in page.text
    assert page.link(f"See the application {hers.reference}")
    assert page.value("position") == "Other"  # what was typed is not lost
    page = organiser.submit(page, button="Throw it away")
    assert "What was typed is deleted." in page.text
    refused = organiser.submit(page, values, button=BEGIN, status=422)
    assert refused.link(f"See the application {hers.reference}")
    session.expire_all()
    assert hers.answers["position"] == "Policy officer"
    assert session.scalars(select(EnteredForm)).all() == []


def test_after_the_deadline_it_is_taken_with_a_reason_and_is_not_late(
    session: Session, course_of_today: Event, cast: Cast, clock: FixedClock, as_person: AsPerson
) -> None:
    clock.advance(seconds=int((CLOSES - clock.now + timedelta(days=3)).total_seconds()))
    organiser = as_person(cast.icap_organiser)
    page = organiser.submit(organiser.visit(NEW), WHO, button=BEGIN, status=422)
    assert "Applications are closed. Say why this one is still taken." in page.text
    page = organiser.submit(page, {"reason": "The post was late"}, button=BEGIN)
    page = organiser.submit(
        page, {**WORK, "nationality": "TO", "consent": True, "with_gaps": True}, button=ENTER
    )
    assert "after the deadline: The post was late" in page.text
    found = entered(session, "sione@example.org")
    assert found is not None
    assert found.minutes_late == 0


def test_forms_that_are_being_typed_are_the_organisers_own(
    desk: Desk, organiser: CheckingClient, as_person: AsPerson, cast: Cast
) -> None:
    page = organiser.submit(organiser.visit(NEW), WHO, button=BEGIN)
    organiser.submit(page, {"health": SECRET}, button=LATER)
    for part in (cast.a6ip_organiser, cast.reviewer, cast.newcomer):
        as_person(part).expect_404(page.path)
    assert SECRET not in organiser.visit(NEW).text
