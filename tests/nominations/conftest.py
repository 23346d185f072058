"""A published course that takes applications until 15 April."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast
from tests.applications.story import new_course
from tests.nominations.story import Stage
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def stage(app: Flask, session: Session, cast: Cast, clock: FixedClock) -> Stage:
    event = new_course(session, clock.now)
    clock.advance(hours=1)
    return Stage(app, session, clock, cast, event)


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """A browser in which the organiser of the course is signed in."""
    return as_person(cast.icap_organiser)
