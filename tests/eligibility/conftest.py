"""A published course, and a browser of its organiser."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast
from tests.eligibility.story import Stage
from tests.events.conftest import cost_of, neighbour, organiser, stranger
from tests.events.story import published
from tests.support.clock import FixedClock

__all__ = ["cost_of", "neighbour", "organiser", "stage", "stranger"]


@pytest.fixture
def stage(app: Flask, session: Session, cast: Cast, clock: FixedClock) -> Stage:
    event = published(session, cast.icap_organiser, clock.now)
    session.commit()
    clock.advance(hours=1)
    return Stage(app, session, clock, cast, event)
