"""Four people applied for a course; its organiser sits at her desk."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from tests.applications.story import new_course
from tests.intake.story import Desk, everybody
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def desk(app: Flask, session: Session, cast: Cast, clock: FixedClock) -> Desk:
    course = new_course(session, clock.now)
    applications = everybody(session, course, clock.now)
    session.commit()
    clock.advance(hours=5)
    return Desk(app, session, clock, cast, course, applications)


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """A browser in which the organiser of the course is signed in."""
    return as_person(cast.icap_organiser)


@pytest.fixture
def course_of_today(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """A course whose form is our short one and for which nobody applied yet."""
    return new_course(session, clock.now)
