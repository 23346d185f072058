"""A published dialogue by invitation with one published session."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast
from tests.delegations.story import DIALOGUE, SITTING, Stage
from tests.events.story import published, with_public_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def stage(app: Flask, session: Session, cast: Cast, clock: FixedClock) -> Stage:
    event = published(session, cast.icap_organiser, clock.now, **DIALOGUE)
    about = (session, cast.icap_organiser, clock.now, event)
    sitting = with_public_session(*about, title=SITTING)
    session.commit()
    clock.advance(hours=1)
    return Stage(app, session, clock, cast, event, sitting)


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """A browser in which the organiser of the dialogue is signed in."""
    return as_person(cast.icap_organiser)
