"""What every other test relies on: a clean database of its own, whatever ran before."""

import socket
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.core.audit import AuditEntry, record
from courseapp.extensions import db
from tests.support.clock import FixedClock
from tests.support.network import OutsideWorld

pytestmark = pytest.mark.both_databases

LOCAL = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


def entries(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_one_test_commits_no_other_test_sees(app: Flask, session: Session, time: str) -> None:
    assert entries(session) == 0
    with app.app_context():
        record(db.session(), at=LOCAL, actor=time, verb="v", subject="s", summary="")
        db.session.commit()
    assert entries(session) == 1


def test_a_request_that_rolls_back_keeps_what_was_arranged(app: Flask, session: Session) -> None:
    record(session, at=LOCAL, actor="a", verb="v", subject="s", summary="arranged")
    session.commit()
    with app.app_context():
        record(db.session(), at=LOCAL, actor="b", verb="v", subject="s", summary="undone")
        db.session.flush()
        db.session.rollback()
    assert entries(session) == 1


def test_an_instant_comes_back_as_it_was(session: Session) -> None:
    record(session, at=LOCAL, actor="a", verb="v", subject="s", summary="")
    session.commit()
    assert session.scalars(select(AuditEntry.at)).one() == LOCAL


def test_the_tests_run_on_both_databases(app: Flask, database: str) -> None:
    with app.app_context():
        assert db.engine.dialect.name == database


def test_committed_work_is_seen_by_other_connections(committed_app: Flask) -> None:
    with committed_app.app_context():
        record(db.session(), at=LOCAL, actor="a", verb="v", subject="s", summary="")
        db.session.commit()
        with Session(db.engine) as another:
            assert entries(another) == 1


def test_the_product_lives_by_the_clock_of_the_test(app: Flask, clock: FixedClock) -> None:
    before = clock()
    clock.advance(days=1)
    assert (app.extensions["clock"]() - before).days == 1


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as outside, pytest.raises(OutsideWorld):
        outside.connect(("192.0.2.1", 80))
    with pytest.raises(OutsideWorld):
        socket.getaddrinfo("courseapp.example", 80)
