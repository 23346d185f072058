"""The fixed cast, and browsers in which one of them is signed in."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.accounts.current import COOKIE_KEY
from courseapp.accounts.models import Person
from courseapp.accounts.signing_in import start_sign_in
from courseapp.scenarios.cast import Cast, cast_of
from tests.support.checking_client import CheckingClient, checking_client
from tests.support.clock import FixedClock

AsPerson = Callable[[Person], CheckingClient]


@pytest.fixture
def cast(session: Session) -> Cast:
    """Everybody in the story; the initiatives' records are there too.

    They live in the database of the app that a test with this fixture gets.
    """
    return cast_of(session)


@pytest.fixture
def as_person(app: Flask, session: Session, clock: FixedClock) -> AsPerson:
    """Open a new browser in which the person is signed in: ``as_person(cast.newcomer)``."""

    def sign_in(person: Person) -> CheckingClient:
        _, token = start_sign_in(session, clock.now, person, by_link=True)
        session.commit()
        client = checking_client(app, session)
        with client.session_transaction() as cookie:
            cookie[COOKIE_KEY] = token
        return client

    return sign_in
