"""Messages follow their event and their people, and each leaves once."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.applications.submitting import withdraw_application
from courseapp.core.ids import calendar_uid
from courseapp.events.models import Event, EventSession, PublishedSession
from courseapp.events.rules import EventStatus, SessionStatus
from courseapp.mail.models import Message
from courseapp.reminders.models import PlannedMessage
from courseapp.reminders.noticing import Changed, changed_in, gathered
from courseapp.reminders.rules import Kind, State
from courseapp.reminders.sending import due_messages, send_planned
from courseapp.scenarios.cast import Cast
from tests.applications.story import CLOSES, new_course, new_draft, submitted
from tests.reminders.story import Post
from tests.support.clock import FixedClock

JOIN = "https://meet.example.org/secret-room"


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """A course until whose end the newcomer lives in Rome."""
    cast.newcomer.zone = "Europe/Rome"
    return new_course(session, clock.now)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def seat(app: Flask, session: Session, cast: Cast, course: Event, now: datetime) -> Application:
    with app.test_request_context():
        application = submitted(session, cast.newcomer, course, now)
    application.status, application.confirmed_at = Status.CONFIRMED, now
    course.seats_taken += 1
    session.commit()
    return application


def online_session(session: Session, course: Event, starts_at: datetime) -> PublishedSession:
    ends_at, uid = starts_at + timedelta(hours=2), calendar_uid()
    local = {
        "starts_local": starts_at.replace(tzinfo=None),
        "ends_local": ends_at.replace(tzinfo=None),
    }
    stamps = {"created_at": course.created_at, "changed_at": course.created_at}
    planned = EventSession(
        event=course, calendar_uid=uid, title="Set the cap", zone="UTC", join_link=JOIN,
        starts_at=starts_at, ends_at=ends_at, **local, **stamps,
    )  # fmt: skip
    public = PublishedSession(
        event=course, session=planned, calendar_uid=uid, title="Set the cap", zone="UTC",
        status=SessionStatus.SCHEDULED, starts_at=starts_at, ends_at=ends_at, **local, **stamps,
    )  # fmt: skip
    session.add_all([planned, public])
    session.commit()
    return public


def test_who_has_a_draft_is_reminded_twice_in_her_zone_and_not_once_she_has_sent_it(
    session: Session, cast: Cast, clock: FixedClock, course: Event, post: Post
) -> None:
    cast.newcomer.zone = "Pacific/Tongatapu"  # thirteen hours ahead of UTC
    draft = new_draft(session, cast.newcomer, course, clock.now)
    assert post.plan() == 2
    assert post.plan() == 0
    first, last = post.rows()
    # The deadline is 16 April there, 10:59; seven days and one day before, at 10:00.
    assert (first.kind, first.due_at) == (Kind.DEADLINE, utc("2027-04-08T21:00"))
    assert (last.kind, last.due_at) == (Kind.LAST_DAY, utc("2027-04-14T21:00"))

    assert post.send(utc("2027-04-08T20:59")) == 0
    assert post.send(utc("2027-04-08T21:01")) == 1
    assert post.send() == 0
    (letter,) = post.letters()
    assert letter.to_address == cast.newcomer.email
    assert letter.holds_secret
    assert "Fri 16 Apr 2027, 10:59" in letter.subject
    assert re.search(r"http://courseapp\.test/sign-in/\S+", letter.text)

    draft.status, draft.submitted_at = Status.SUBMITTED, clock.now
    session.commit()  # nobody plans anew before the message is due
    assert post.send(utc("2027-04-14T21:01")) == 0
    assert [each.state for each in (first, last)] == [State.SENT, State.CANCELLED]


def test_at_night_nothing_leaves_and_in_the_morning_what_is_over_is_left_out(
    session: Session, cast: Cast, clock: FixedClock, course: Event, post: Post
) -> None:
    new_draft(session, cast.newcomer, course, clock.now)
    post.plan()
    assert post.send(utc("2027-04-14T20:00")) == 0  # the worker stood still; it is 22:00 in Rome
    assert post.send(utc("2027-04-15T07:00")) == 2
    assert post.planned() == []


def test_what_comes_too_late_is_left_out(
    session: Session, cast: Cast, clock: FixedClock, course: Event, post: Post
) -> None:
    new_draft(session, cast.newcomer, course, clock.now)
    post.plan()
    assert post.send(CLOSES + timedelta(hours=12)) == 0
    assert len(post.rows(State.SKIPPED)) == 2


def test_a_course_that_moves_takes_its_messages_along_and_a_cancelled_one_has_none(
    app: Flask, session: Session, cast: Cast, clock: FixedClock, course: Event, post: Post
) -> None:
    seat(app, session, cast, course, clock.now)
    post.plan()
    assert post.planned() == [(Kind.DAY_BEFORE, ""), (Kind.THANKS, "")]
    before = [each.due_at for each in post.rows()]

    course.starts_on, course.ends_on = date(2027, 9, 6), date(2027, 9, 17)
    session.commit()
    assert post.plan() == 2
    assert [each.due_at - was for each, was in zip(post.rows(), before, strict=True)] == [
        timedelta(days=14)
    ] * 2

    course.status, course.cancelled_at = EventStatus.CANCELLED, clock.now
    session.commit()
    post.plan()
    assert post.planned() == []
    assert post.send(utc("2027-09-05T12:00")) == 0
    assert post.letters() == []

    course.status, course.cancelled_at = EventStatus.PUBLISHED, None
    session.commit()
    clock.set(utc("2027-08-01T09:00"))
    assert post.plan() == 2
    assert len(session.scalars(select(PlannedMessage)).all()) == 2


def test_the_link_to_join_goes_to_confirmed_people_an_hour_before_and_stays_in_no_outbox(
    app: Flask, session: Session, cast: Cast, clock: FixedClock, course: Event, post: Post
) -> None:
    with app.test_request_context():
        refused = submitted(session, cast.declined, course, clock.now)
        waiting = submitted(session, cast.waiting, course, clock.now)
    refused.status = Status.DECLINED
    waiting.status, waiting.waiting_since = Status.WAITING, clock.now
    application = seat(app, session, cast, course, clock.now)
    public = online_session(session, course, utc("2027-08-23T09:00"))
    post.plan()
    subject = f"session/{public.session_id}"
    assert (Kind.JOIN_LINK, subject) in post.planned()

    assert post.send(utc("2027-08-23T08:00")) == 2  # and that of the day before, which is late
    (letter,) = post.letters(Kind.JOIN_LINK)
    assert JOIN in letter.text
    assert letter.holds_secret
    assert {each.to_address for each in post.letters()} == {application.person.email}


def test_a_session_moved_after_its_message_is_told_again_but_not_for_half_an_hour(
    app: Flask, session: Session, cast: Cast, clock: FixedClock, course: Event, post: Post
) -> None:
    seat(app, session, cast, course, clock.now)
    public = online_session(session, course, utc("2027-08-23T09:00"))
    post.plan()
    post.send(utc("2027-08-23T08:00"))
    for hours, told in ((0.5, 1), (72, 2)):
        public.starts_at = utc("2027-08-23T09:00") + timedelta(hours=hours)
        public.ends_at = public.starts_at + timedelta(hours=2)
        session.commit()
        post.plan()
        post.send(public.starts_at - timedelta(minutes=50))
        assert len(post.letters(Kind.JOIN_LINK)) == told
    rounds = session.scalars(
        select(PlannedMessage.round).where(PlannedMessage.kind == Kind.JOIN_LINK)
    )
    assert sorted(rounds) == [1, 2]


def test_who_gives_up_her_seat_hears_nothing_more_even_before_anybody_plans_anew(
    app: Flask, session: Session, cast: Cast, clock: FixedClock, course: Event, post: Post
) -> None:
    application = seat(app, session, cast, course, clock.now)
    post.plan()
    with app.test_request_context():
        withdraw_application(session, cast.newcomer, clock.now, application)
    session.commit()
    assert post.send(utc("2027-08-22T12:00")) == 0
    assert post.letters() == []


def test_a_message_is_written_in_the_language_of_her_form(
    app: Flask, session: Session, cast: Cast, clock: FixedClock, course: Event, post: Post
) -> None:
    application = seat(app, session, cast, course, clock.now)
    application.language = "fr"
    session.commit()
    post.plan()
    assert post.send(utc("2027-08-22T12:00")) == 1
    (letter,) = post.letters()
    assert letter.subject.startswith("Début : lun. 23 août 2027")
    assert f"/events/{course.slug}/take-part" in letter.text
    assert "lun. 23 août" in letter.text


def test_of_two_workers_one_sends(
    session: Session, cast: Cast, clock: FixedClock, course: Event, post: Post
) -> None:
    new_draft(session, cast.newcomer, course, clock.now)
    post.plan()
    clock.set(utc("2027-04-09T12:00"))
    (planned_id,) = due_messages(session, clock.now)
    row = session.get_one(PlannedMessage, planned_id)
    # Another worker was faster, between our first look and our claim.
    session.execute(
        update(PlannedMessage)
        .where(PlannedMessage.id == row.id)
        .values(state=State.SENT, sent_at=clock.now)
        .execution_options(synchronize_session=False)
    )
    with post.app.test_request_context():
        assert send_planned(session, planned_id, clock.now) is False
    assert post.letters() == []


def test_a_power_cut_before_the_commit_leaves_neither_claim_nor_mail(
    session: Session, cast: Cast, clock: FixedClock, course: Event, post: Post
) -> None:
    new_draft(session, cast.newcomer, course, clock.now)
    post.plan()
    clock.set(utc("2027-04-09T12:00"))
    (planned_id,) = due_messages(session, clock.now)
    with post.app.test_request_context():
        assert send_planned(session, planned_id, clock.now)
    session.rollback()
    assert post.letters() == []
    assert post.rows()[0].id == planned_id
    assert post.send() == 1
    assert session.scalars(select(Message.kind).where(Message.kind.startswith("reminder"))).all()


def test_whoever_has_just_begun_is_not_told_the_deadline_again(
    session: Session, cast: Cast, clock: FixedClock, course: Event, post: Post
) -> None:
    clock.set(utc("2027-04-14T01:00"))
    new_draft(session, cast.newcomer, course, clock.now)
    post.plan()
    assert post.planned() == []


def test_a_step_of_an_applicant_is_noticed_for_her_alone_and_a_new_date_for_everybody(
    app: Flask, session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    found: set[Changed] = set()

    def note(changing: Session, _context: object) -> None:
        found.update(changed_in(changing))

    event.listen(session, "after_flush", note)
    with app.test_request_context():
        application = submitted(session, cast.newcomer, course, clock.now)
        assert gathered(found) == [Changed(course.id, application.id)]
        found.clear()
        application.saved_at = clock.now + timedelta(hours=1)
        course.description = "More words."
        session.flush()
        assert not found
        course.starts_on = date(2027, 8, 24)
        application.status = Status.WITHDRAWN
        session.flush()
    assert gathered(found) == [Changed(course.id)]
    many = [Changed(course.id, number) for number in range(1, 40)]
    assert gathered(many) == [Changed(course.id)]
    event.remove(session, "after_flush", note)


def test_many_people_cost_as_many_statements_as_one(
    app: Flask, session: Session, cast: Cast, clock: FixedClock, course: Event, post: Post
) -> None:
    people = [cast.newcomer, cast.waiting, cast.declined, cast.accepted]
    new_draft(session, people[0], course, clock.now)
    one = _selects(session, post)
    for person in people[1:]:
        new_draft(session, person, course, clock.now)
    assert _selects(session, post) == one
    assert len(post.planned()) == 8


def _selects(session: Session, post: Post) -> int:
    counted: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    connection = session.get_bind()
    event.listen(connection, "before_cursor_execute", note)
    post.plan()
    event.remove(connection, "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in counted)
