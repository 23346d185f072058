"""A published course whose deadline is that of 15 April in Florence, and its organiser."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast
from tests.applications.story import new_course
from tests.extra_time.story import Desk
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def desk(app: Flask, session: Session, cast: Cast, clock: FixedClock) -> Desk:
    return Desk(app, session, clock, cast, new_course(session, clock.now))


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """A browser in which the organiser of the course is signed in."""
    return as_person(cast.icap_organiser)
