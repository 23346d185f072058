"""Somebody who imports, and a worker that does what waits."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.exchange.tasks import work_on_imports
from courseapp.scenarios.cast import Cast
from tests.exchange.desk import Desk
from tests.support.people import AsPerson

Worker = Callable[[], int]
PAGE = Path(__file__).with_name("icap_page.txt").read_text("utf-8")


@pytest.fixture
def worker(app: Flask, session: Session) -> Worker:
    """Let the worker do everything that waits, as it does a moment after each request."""

    def work() -> int:
        session.commit()
        with app.app_context():
            done = 0
            while now := work_on_imports():
                done += now
        session.expire_all()
        return done

    return work


@pytest.fixture
def administrator(as_person: AsPerson, cast: Cast, worker: Worker) -> Desk:
    """An administrator at the page where any record may come in."""
    return Desk(as_person(cast.administrator), worker)


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast, worker: Worker) -> Desk:
    """The organiser of ICAP at the page of its record."""
    return Desk(as_person(cast.icap_organiser), worker, "/manage/icap/record/import")


@pytest.fixture
def icap_page() -> str:
    """The text copy of ICAP's page in the platform's layout, its paragraphs in our own words."""
    return PAGE
