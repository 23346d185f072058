"""A webinar with two seats."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast
from tests.registrations.story import Webinar, new_webinar
from tests.support.clock import FixedClock


@pytest.fixture
def webinar(app: Flask, session: Session, cast: Cast, clock: FixedClock) -> Webinar:
    return new_webinar(app, session, clock, cast)
