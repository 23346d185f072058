"""How many statements a page costs."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event

from courseapp.extensions import db
from tests.support.checking_client import CheckingClient

CostOf = Callable[[str], int]


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
