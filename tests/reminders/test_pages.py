"""An organiser sees what goes to whom when, sets it, and lets it wait; nobody else does."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.audit import AuditEntry
from courseapp.events.models import Event
from courseapp.reminders.models import MessageSetting, PlannedMessage
from courseapp.reminders.rules import Kind
from courseapp.scenarios.cast import Cast
from tests.applications.story import new_course, new_draft, submitted
from tests.registrations.story import Webinar, new_webinar
from tests.reminders.story import Post
from tests.support.checking_client import CheckingClient
from tests.support.clock import START, FixedClock
from tests.support.people import AsPerson

LATER = datetime(2027, 4, 9, 0, tzinfo=UTC)  # when the first reminder of the deadline is due


@pytest.fixture
def course(app: Flask, session: Session, cast: Cast, clock: FixedClock, post: Post) -> Event:
    """A course with a draft of the newcomer and a seat of Afi, planned."""
    course = new_course(session, clock.now)
    cast.newcomer.zone, cast.accepted.zone = "Pacific/Tongatapu", "Europe/Rome"
    new_draft(session, cast.newcomer, course, clock.now)
    with app.test_request_context():
        seat = submitted(session, cast.accepted, course, clock.now)
    seat.status, seat.confirmed_at, seat.language = Status.CONFIRMED, clock.now, "es"
    course.seats_taken = 1
    session.commit()
    post.plan()
    return course


@pytest.fixture
def desk(course: Event, cast: Cast, as_person: AsPerson) -> CheckingClient:
    return as_person(cast.icap_organiser)


def home(course: Event) -> str:
    return f"/manage/events/{course.slug}/messages"


def planned(session: Session, kind: Kind) -> PlannedMessage:
    session.expire_all()
    return session.scalars(select(PlannedMessage).where(PlannedMessage.kind == kind)).one()


def test_the_list_says_what_goes_out_next_and_to_how_many(
    desk: CheckingClient, course: Event
) -> None:
    page = desk.visit(home(course))
    assert page.heading == "Messages"
    assert "Reminder of the deadline" in page.text
    assert "4 planned" in " ".join(page.text.split())
    assert "7 days before the deadline, with extra time counted in, at 10:00" in page.text


def test_one_finds_somebody_by_name_and_reads_what_she_will_read(
    desk: CheckingClient, cast: Cast, session: Session, course: Event
) -> None:
    page = desk.visit(f"{home(course)}/people?search=nobody-of-this-name")
    assert "Nothing fits" in page.text
    page = desk.visit(f"{home(course)}/people?search={cast.accepted.email}")
    assert page.text.count("Preview") == 2
    thanks = planned(session, Kind.THANKS)
    shown = desk.visit(f"{home(course)}/{thanks.id}")
    assert "Gracias por participar" in shown.text
    draft = desk.visit(f"{home(course)}/{planned(session, Kind.DEADLINE).id}")
    assert "http://courseapp.test/sign-in/…" in draft.text
    assert "Fri 16 Apr 2027, 10:59" in draft.text


def test_one_message_waits_and_goes_out_again(
    desk: CheckingClient, session: Session, course: Event, post: Post
) -> None:
    row = planned(session, Kind.DEADLINE)
    page = desk.visit(f"{home(course)}/{row.id}")
    page = desk.submit(page, button="Pause this message")
    assert "This message waits until you let it go out again." in page.text
    assert post.send(LATER) == 0
    post.clock.set(START)  # her sign-in has not lapsed then
    page = desk.submit(page, button="Let it go out")
    assert post.send(LATER) == 1


def test_everything_waits_and_goes_out_again(
    desk: CheckingClient, course: Event, post: Post, session: Session
) -> None:
    page = desk.submit(desk.visit(home(course)), button="Pause all messages")
    assert "All messages wait" in page.text
    assert post.send(LATER) == 0
    post.clock.set(START)
    page = desk.submit(page, button="Let them go out again")
    assert post.send(LATER) == 1
    told = session.scalars(select(AuditEntry.summary).where(AuditEntry.verb == "plan messages"))
    assert len(told.all()) == 2


def test_a_message_is_set_otherwise_and_as_it_comes_again(
    desk: CheckingClient, session: Session, course: Event
) -> None:
    before = planned(session, Kind.THANKS).due_at
    page = desk.visit(f"{home(course)}/settings/thanks")
    saved = desk.submit(
        page,
        {"amount": "3", "at": "09:00", "link": "https://forms.example.org/x", "note": "See you."},
        button="Save",
    )
    assert "3 days after the event has ended, at 09:00 where each person is" in saved.text
    row = planned(session, Kind.THANKS)
    assert row.due_at.astimezone(UTC) > before
    letter = desk.visit(f"{home(course)}/{row.id}")
    assert "https://forms.example.org/x" in letter.text
    assert "See you." in letter.text
    desk.submit(desk.visit(f"{home(course)}/settings/thanks"), button="Go back to that")
    assert planned(session, Kind.THANKS).due_at == before
    assert session.scalars(select(MessageSetting)).all() == []


def test_a_message_that_is_switched_off_leaves_the_plan(
    desk: CheckingClient, session: Session, course: Event, post: Post
) -> None:
    page = desk.visit(f"{home(course)}/settings/deadline")
    desk.submit(page, {"is_on": False}, button="Save")
    assert planned(session, Kind.DEADLINE).state == "cancelled"
    assert Kind.LAST_DAY in {kind for kind, _ in post.planned()}


@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        ("deadline", {"amount": "-1"}, "Enter a whole number from 0 to 120."),
        ("deadline", {"at": "23:00"}, "nobody is written to at night"),
        ("deadline", {"unit": "hours", "amount": "100"}, "Enter from 1 to 72 hours"),
        ("deadline", {"amount": "1"}, "comes at this time already"),
        ("thanks", {"link": "javascript:alert(1)"}, "http"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(
    desk: CheckingClient, course: Event, kind: str, values: dict[str, str], told: str
) -> None:
    page = desk.visit(f"{home(course)}/settings/{kind}")
    assert told in desk.submit(page, values, button="Save", status=422).text


def test_a_message_of_another_event_is_not_found(
    desk: CheckingClient, session: Session, course: Event, clock: FixedClock
) -> None:
    other = new_course(session, clock.now, slug="other-course")
    desk.expect_404(f"{home(other)}/{planned(session, Kind.THANKS).id}")


def test_the_secret_page_of_a_registration_is_shown_to_its_owner_only(
    app: Flask,
    session: Session,
    clock: FixedClock,
    cast: Cast,
    client: CheckingClient,
    as_person: AsPerson,
    post: Post,
) -> None:
    webinar: Webinar = new_webinar(app, session, clock, cast)
    chosen, _ = webinar.repeated()
    page = client.visit(webinar.page)
    clock.advance(seconds=5)
    values = {"full_name": "Afi", "email": "afi@example.org", "run_1": str(chosen)}
    client.submit(page, values, button="Register")
    secret = webinar.link()
    post.plan()
    desk = as_person(cast.icap_organiser)
    session.expire_all()
    application = session.scalars(select(Application)).one()
    rows = session.scalars(select(PlannedMessage)).all()
    assert {each.application_id for each in rows} == {application.id}
    joins = [each for each in rows if each.kind is Kind.JOIN_LINK]
    assert len(joins) == 1  # she attends one of the two runs
    shown = desk.visit(f"/manage/events/{webinar.event.slug}/messages/{joins[0].id}")
    assert "/registrations/…" in shown.text
    assert secret not in shown.text
    post.send(joins[0].due_at)
    (letter,) = post.letters(Kind.JOIN_LINK)
    assert secret in letter.text
    assert letter.holds_secret
