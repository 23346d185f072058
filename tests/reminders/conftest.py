"""A worker for the messages of events."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.reminders.story import Post
from tests.support.clock import FixedClock


@pytest.fixture
def post(app: Flask, session: Session, clock: FixedClock) -> Post:
    return Post(app, session, clock)
