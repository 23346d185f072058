"""Who stands at the browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

CostOf = Callable[[CheckingClient, str], int]


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """The ICAP organiser, signed in."""
    return as_person(cast.icap_organiser)


@pytest.fixture
def neighbour(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """The organiser of another initiative, signed in."""
    return as_person(cast.a6ip_organiser)


@pytest.fixture
def stranger(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """Somebody who is signed in and organises nothing."""
    return as_person(cast.newcomer)


@pytest.fixture
def cost_of(session: Session) -> CostOf:
    """Count the statements that one page costs."""

    def cost(client: CheckingClient, address: str) -> int:
        session.commit()
        with statements_of(session) as statements:
            client.visit(address)
        return len(statements)

    return cost


@contextmanager
def statements_of(session: Session) -> Iterator[list[str]]:
    """Note the statements that are sent meanwhile."""
    noted: list[str] = []

    def note(*call: object) -> None:
        noted.append(str(call[2]))

    connection = session.get_bind()
    event.listen(connection, "before_cursor_execute", note)
    yield noted
    event.remove(connection, "before_cursor_execute", note)
