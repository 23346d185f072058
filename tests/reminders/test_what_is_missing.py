"""Travel details and documents that are missing are asked for once, whoever asks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.rules import Status
from courseapp.events.models import Event
from courseapp.forms.document.record import Kind as Of
from courseapp.forms.document.record import Need, Question, Stage
from courseapp.forms.document.writing import to_plain
from courseapp.forms.models import Form, FormVersion
from courseapp.forms.shipped import OFFICIALS, shipped_form
from courseapp.logistics.models import Logistics
from courseapp.logistics.queries import to_remind
from courseapp.logistics.reminding import remind_all
from courseapp.reminders.rules import Kind
from courseapp.scenarios.cast import Cast
from tests.applications.story import new_course, submitted
from tests.reminders.story import Post
from tests.support.clock import FixedClock

DUE = datetime(2027, 8, 2, 9, tzinfo=UTC)  # three weeks before the course, 11:00 in Rome


@pytest.fixture
def course(app: Flask, session: Session, cast: Cast, clock: FixedClock) -> Event:
    """A course that asks for travel details, at which the newcomer has a seat."""
    course = new_course(session, clock.now)
    cast.newcomer.zone = "Europe/Rome"
    document = to_plain(shipped_form("logistics"))
    form = Form(
        initiative_id=course.initiative_id, event=course, stage=Stage.LOGISTICS,
        document=document, created_at=clock.now, changed_at=clock.now,
    )  # fmt: skip
    session.add(FormVersion(form=form, number=1, document=document, published_at=clock.now))
    with app.test_request_context():
        application = submitted(session, cast.newcomer, course, clock.now)
    application.status, application.confirmed_at = Status.CONFIRMED, clock.now
    course.seats_taken = 1
    session.commit()
    return course


def test_travel_details_are_asked_for_and_the_organisers_button_knows(
    session: Session, clock: FixedClock, course: Event, post: Post
) -> None:
    post.plan()
    assert post.planned()[0] == (Kind.TRAVEL, "")
    assert post.send(DUE) == 1
    (letter,) = post.letters(Kind.TRAVEL)
    assert "/travel" in letter.text
    assert to_remind(session, course, clock.now - timedelta(days=1)) == []


def test_who_was_asked_by_hand_yesterday_or_has_sent_them_is_not_asked(
    app: Flask, session: Session, cast: Cast, clock: FixedClock, course: Event, post: Post
) -> None:
    post.plan()
    clock.set(DUE - timedelta(days=1))
    with app.test_request_context():
        assert remind_all(session, cast.icap_organiser, clock.now, course) == 1
    session.commit()
    assert post.send(DUE) == 0
    session.scalars(select(Logistics)).one().reminded_at = None
    session.commit()
    clock.set(DUE - timedelta(days=1))
    post.plan()
    assert (Kind.TRAVEL, "") in post.planned()
    session.scalars(select(Logistics)).one().sent_at = clock.now
    session.commit()
    assert post.send(DUE) == 0
    assert post.letters(Kind.TRAVEL) == []


def test_a_document_that_was_to_follow_is_asked_for_before_it_is_due(
    app: Flask, session: Session, cast: Cast, clock: FixedClock, course: Event, post: Post
) -> None:
    cast.waiting.zone = "Europe/Rome"
    with app.test_request_context():
        application = submitted(session, cast.waiting, course, clock.now)
    plain = shipped_form(OFFICIALS)
    letter = Question("letter", Of.FILE, {"en": "Letter of support"}, need=Need.SENDING, due="+7d")
    first, *others = plain.sections
    sections = (replace(first, questions=(*first.questions, letter)), *others)
    document = to_plain(plain.with_sections(iter(sections)))
    form = session.scalars(
        select(Form).filter_by(event_id=course.id, stage=Stage.APPLICATION)
    ).one()
    application.form_version = FormVersion(
        form=form, number=9, document=document, published_at=clock.now
    )
    session.commit()
    post.plan()
    assert post.planned()[0] == (Kind.DOCUMENTS, "document/letter")
    due = datetime(2027, 4, 19, 8, tzinfo=UTC)  # 10:00 in Rome, three days before 22 April
    assert post.rows()[0].due_at == due
    assert post.send(due) == 1
    (asked,) = post.letters(Kind.DOCUMENTS)
    assert "Letter of support" in asked.text
    assert f"/applications/{application.reference}/documents/letter" in asked.text
