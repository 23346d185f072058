"""The records in the database, and how many statements a page costs."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from courseapp.events.shipped import loading as event_records
from courseapp.extensions import db
from courseapp.initiatives import loading as initiative_records
from courseapp.scenarios.examples import load_examples
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock

CostOf = Callable[[str], int]


@pytest.fixture
def records(session: Session, clock: FixedClock) -> None:
    """The initiatives, the catalogue and the examples, loaded at the clock's instant."""
    initiative_records.load_records(session, clock.now)
    event_records.load_records(session, clock.now)
    load_examples(session, clock.now)
    session.commit()


@pytest.fixture
def cost_of(app: Flask, client: CheckingClient) -> CostOf:
    """Open an address and return how many SELECTs that took."""

    def count(address: str) -> int:
        counted: list[str] = []
        with app.app_context():
            connection = db.engine

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            counted.append(statement)

        event.listen(connection, "before_cursor_execute", note)
        client.visit(address)
        event.remove(connection, "before_cursor_execute", note)
        return sum(statement.startswith(("SELECT", "WITH")) for statement in counted)

    return count
