import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from tests.calendars.story import World, new_course
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock


@pytest.fixture
def world(
    app: Flask, session: Session, cast: Cast, clock: FixedClock, client: CheckingClient
) -> World:
    return World(app, session, cast, clock, client)


@pytest.fixture
def course(world: World) -> Event:
    return new_course(world.session, world.clock.now)
