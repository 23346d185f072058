"""A published course whose session names Mai Trần and José García."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast
from tests.events.story import published, with_public_session
from tests.speakers.story import Stage
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def stage(app: Flask, session: Session, cast: Cast, clock: FixedClock) -> Stage:
    event = published(session, cast.icap_organiser, clock.now)
    sitting = with_public_session(session, cast.icap_organiser, clock.now, event)
    session.commit()
    clock.advance(hours=1)
    return Stage(app, session, clock, cast, event, sitting)


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """A browser in which the organiser of the course is signed in."""
    return as_person(cast.icap_organiser)
