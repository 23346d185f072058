"""A draft of a course, its organiser at a browser, and the form she composes for it."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast
from tests.events.story import draft
from tests.forms.story import Workshop
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def workshop(app: Flask, session: Session, cast: Cast, clock: FixedClock) -> Workshop:
    event = draft(session, cast.icap_organiser, clock.now)
    return Workshop(app, session, clock, cast, event)


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """A browser in which the organiser of the course is signed in."""
    return as_person(cast.icap_organiser)
