"""Who stands at the browser."""

import pytest

from courseapp.scenarios.cast import Cast
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """The ICAP organiser, signed in."""
    return as_person(cast.icap_organiser)
