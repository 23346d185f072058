"""The story of a planner, and its organiser's browser."""

import pytest
from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast
from tests.planner.story import Story, new_story
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def story(session: Session, cast: Cast, clock: FixedClock) -> Story:
    return new_story(session, cast.icap_organiser, clock)


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """The ICAP organiser, signed in."""
    return as_person(cast.icap_organiser)
