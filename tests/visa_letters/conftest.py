"""A course abroad whose letters can be issued, and somebody with a seat and a passport."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.applications.rules import Status
from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from tests.applications.story import Written, submitted
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson
from tests.visa_letters.story import course_abroad, settled, travels


@pytest.fixture
def course(app: Flask, session: Session, cast: Cast, clock: FixedClock) -> Event:
    course = course_abroad(session, clock.now)
    settled(app, session, cast.icap_organiser, clock.now, course)
    return course


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast) -> CheckingClient:
    return as_person(cast.icap_organiser)


@pytest.fixture
def seat(
    app: Flask,
    session: Session,
    cast: Cast,
    course: Event,
    clock: FixedClock,
    as_person: AsPerson,
) -> Written:
    """The newcomer has a seat and sent her travel details; her browser."""
    with app.test_request_context():
        application = submitted(session, cast.newcomer, course, clock.now)
    application.status, application.confirmed_at = Status.CONFIRMED, clock.now
    course.seats_taken += 1
    session.commit()
    travels(session, application, clock.now)
    return Written(as_person(cast.newcomer), application)
