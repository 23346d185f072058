"""The newcomer of the cast, the course she wants to join, and her application for it."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from tests.applications.story import Written, new_course, new_draft, submitted
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """A published course; `cast` has loaded its initiative."""
    return new_course(session, clock.now)


@pytest.fixture
def draft(
    session: Session, cast: Cast, course: Event, as_person: AsPerson, clock: FixedClock
) -> Written:
    """The newcomer's draft, all empty."""
    application = new_draft(session, cast.newcomer, course, clock.now)
    return Written(as_person(cast.newcomer), application)


@pytest.fixture
def sent(
    app: Flask,
    session: Session,
    cast: Cast,
    course: Event,
    as_person: AsPerson,
    clock: FixedClock,
) -> Written:
    """The newcomer's application, sent."""
    with app.test_request_context():
        application = submitted(session, cast.newcomer, course, clock.now)
    return Written(as_person(cast.newcomer), application)
