"""The form of the Article 6 partnership as it comes with the product."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.joining.loading import load_settings
from courseapp.scenarios.cast import Cast
from tests.joining.story import Story
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def story(app: Flask, session: Session, cast: Cast, clock: FixedClock) -> Story:
    load_settings(session, clock.now)
    session.commit()
    return Story(app, session, clock, cast)


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """A browser in which the organiser of the partnership is signed in."""
    return as_person(cast.a6ip_organiser)
