from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast
from tests.invitations.story import FROM, MAILBOX, Training, new_training
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.smtp import PostOffice


@pytest.fixture
def with_mailbox(app: Flask) -> Iterator[None]:
    """The product, with a mailbox in which answers are read."""
    before = app.extensions["settings"]
    app.extensions["settings"] = replace(before, replies_to=MAILBOX, mail_from=FROM)
    yield
    app.extensions["settings"] = before


@pytest.fixture
def training(
    app: Flask,
    session: Session,
    clock: FixedClock,
    cast: Cast,
    post_office: PostOffice,
    client: CheckingClient,
    with_mailbox: None,
) -> Training:
    event = new_training(session, clock.now)
    return Training(app, session, clock, cast, post_office, client, event)
