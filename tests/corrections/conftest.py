"""A reader who reports, and the editors of ICAP and of its neighbour."""

import pytest
from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast
from tests.corrections.story import Reader
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def reader(client: CheckingClient, clock: FixedClock, session: Session, cast: Cast) -> Reader:
    """A stranger; the records of the cast's initiatives are there."""
    return Reader(client, clock, session)


@pytest.fixture
def editor(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """The organiser of ICAP, signed in."""
    return as_person(cast.icap_organiser)


@pytest.fixture
def neighbour(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """The organiser of the A6IP, signed in."""
    return as_person(cast.a6ip_organiser)
