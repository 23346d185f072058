"""The records in the database, and how many statements an address costs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from courseapp.initiatives.models import Initiative
from tests.reports.story import initiative
from tests.support.checking_client import CheckingClient

CostOf = Callable[[str], int]


@pytest.fixture
def icap(catalogue: None, session: Session) -> Initiative:
    """ICAP with its record and its series, and without any event of the catalogue in 2026."""
    return initiative(session, "icap")


@pytest.fixture
def cost_of(client: CheckingClient, session: Session) -> CostOf:
    """Open an address and return how many statements that took."""

    def cost(address: str) -> int:
        session.commit()
        with _selects(session) as statements:
            client.get(address)
        return len(statements)

    return cost


@contextmanager
def _selects(session: Session) -> Iterator[list[str]]:
    noted: list[str] = []

    def note(*call: object) -> None:
        if str(call[2]).startswith("SELECT"):
            noted.append(str(call[2]))

    connection = session.get_bind()
    event.listen(connection, "before_cursor_execute", note)
    yield noted
    event.remove(connection, "before_cursor_execute", note)
