"""Somebody with a confirmed seat at a course that asks for travel details."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.events.models import Event
from courseapp.forms.document.record import Stage
from courseapp.forms.document.writing import to_plain
from courseapp.forms.models import Form, FormVersion
from courseapp.forms.shipped import shipped_form
from courseapp.scenarios.cast import Cast
from tests.applications.story import Written, new_course, submitted
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """A course that asks people with a seat for travel details."""
    course = new_course(session, clock.now)
    document = to_plain(shipped_form("logistics"))
    form = Form(
        initiative_id=course.initiative_id,
        event=course,
        stage=Stage.LOGISTICS,
        document=document,
        created_at=clock.now,
        changed_at=clock.now,
    )
    session.add(FormVersion(form=form, number=1, document=document, published_at=clock.now))
    session.commit()
    return course


@pytest.fixture
def seat(
    app: Flask,
    session: Session,
    cast: Cast,
    course: Event,
    clock: FixedClock,
    as_person: AsPerson,
) -> Written:
    """A confirmed seat of the newcomer, and her browser."""
    with app.test_request_context():
        application = submitted(session, cast.newcomer, course, clock.now)
    confirm(session, application, clock)
    return Written(as_person(cast.newcomer), application)


def confirm(session: Session, application: Application, clock: FixedClock) -> None:
    application.status, application.confirmed_at = Status.CONFIRMED, clock.now
    application.event.seats_taken += 1
    session.commit()
