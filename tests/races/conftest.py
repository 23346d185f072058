"""An arena on each database."""

from collections.abc import Iterator

import pytest
from flask import Flask

from courseapp.extensions import db
from tests.races.arena import Arena, open_arena
from tests.support.clock import FixedClock


@pytest.fixture
def arena(committed_app: Flask, clock: FixedClock) -> Iterator[Arena]:
    with committed_app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
    arena = open_arena(committed_app, url, clock)
    yield arena
    arena.engine.dispose()
