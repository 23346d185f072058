"""Who stands at the browser, and the course that is planned."""

import pytest
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from tests.events.story import draft
from tests.programmes.desk import Desk
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """A draft of ICAP in Florence, 22 March to 2 April 2027."""
    return draft(session, cast.icap_organiser, clock.now)


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """The ICAP organiser, signed in."""
    return as_person(cast.icap_organiser)


@pytest.fixture
def desk(organiser: CheckingClient, course: Event) -> Desk:
    """The organiser at the page where she imports sessions of the course."""
    return Desk(organiser, course.slug)
