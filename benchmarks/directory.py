"""How the directory grows: ``python -m benchmarks.directory`` fills 5,000 invented records.

Prints, for each address, its statements and its milliseconds with 50 records and with 5,000,
and the ratio of both times. SQLite in a temporary folder, or the empty PostgreSQL database at
COURSEAPP_DATABASE_URL.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

import flask_migrate
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from courseapp.app import create_app
from courseapp.config import read_settings
from courseapp.extensions import db
from tests.support.invented_records import add_invented

FEW, MANY = 50, 5_000
TIMES = 7  # each address is opened so often; the median counts
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
ADDRESSES = (
    "/initiatives",
    "/initiatives?q=freight",
    "/initiatives?q=nobody-has-this",
    "/initiatives?theme=transport",
    "/initiatives?country=DE&country=FR&theme=waste&theme=transport&lead=ngo&q=carbon",
    "/initiatives?sort=members",
    "/initiatives?sort=changed&page=1000",
)


@dataclass(frozen=True)
class Measured:
    """What one address took: the median of several visits in milliseconds, and statements."""

    milliseconds: float
    statements: int


def main() -> None:
    """Fill a database in two steps, measure after each, and print both beside each other."""
    with product() as app:
        fill(0, FEW)
        few = [measured(app, address) for address in ADDRESSES]
        started = time.perf_counter()
        fill(FEW, MANY)
        print(f"{MANY - FEW:,} records were added in {time.perf_counter() - started:.0f} s\n")
        many = [measured(app, address) for address in ADDRESSES]
    print(f"{'statements':>10} {FEW:>7,} rec. {MANY:>7,} rec.  ratio")
    for address, before, after in zip(ADDRESSES, few, many, strict=True):
        statements = f"{before.statements} → {after.statements}"
        ratio = after.milliseconds / before.milliseconds
        times = f"{before.milliseconds:>9.1f} ms {after.milliseconds:>9.1f} ms"
        print(f"{statements:>10} {times} {ratio:>6.1f}  {address}")


@contextmanager
def product() -> Iterator[Flask]:
    """Give an application on a database with every table and no row."""
    with tempfile.TemporaryDirectory() as folder:
        given = os.environ.get("COURSEAPP_DATABASE_URL", "")
        settings = {"COURSEAPP_INSTANCE": folder, "COURSEAPP_DATABASE_URL": given}
        app = create_app(read_settings(settings), lambda: NOW)
        with app.app_context():
            flask_migrate.upgrade()
            yield app
            db.session.remove()
            db.engine.dispose()


def fill(first: int, last: int) -> None:
    """Add the invented records with these numbers."""
    with Session(db.engine) as session:
        for start in range(first, last, 500):
            add_invented(session, NOW, range(start, min(start + 500, last)))
            session.commit()
            session.expunge_all()


def measured(app: Flask, address: str) -> Measured:
    """Open an address several times."""
    client = app.test_client()
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    times = [_seconds(client, address) for _ in range(TIMES)]
    event.remove(db.engine, "before_cursor_execute", note)
    return Measured(1000 * median(times), len(statements) // TIMES)


def _seconds(client: FlaskClient, address: str) -> float:
    started = time.perf_counter()
    status = client.get(address).status_code
    took = time.perf_counter() - started
    if status != 200:
        raise RuntimeError(f"{address} answered {status}")
    return took


if __name__ == "__main__":
    main()
