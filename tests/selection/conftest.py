"""Five people applied for a course with two seats."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast
from tests.applications.story import new_course
from tests.selection.story import PEOPLE, Round, applied
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def selection(app: Flask, session: Session, cast: Cast, clock: FixedClock) -> Round:
    course = new_course(session, clock.now)
    sent = [
        applied(session, course, clock.now + timedelta(minutes=number), number)
        for number in range(len(PEOPLE))
    ]
    session.commit()
    clock.advance(hours=1)
    return Round(app, session, clock, cast, course, sent)


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """A browser in which the organiser of the course is signed in."""
    return as_person(cast.icap_organiser)
