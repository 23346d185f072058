"""How the organisers' list grows: ``python -m benchmarks.applications_list``.

Fills 5,000 applications of 30 answers each and prints, for each way of looking, its statements
and its milliseconds with 50 applications and with 5,000, and the ratio of both times. SQLite in
a temporary folder, or the empty PostgreSQL database at COURSEAPP_DATABASE_URL.
"""

import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median

import flask_migrate
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from courseapp.accounts.current import COOKIE_KEY
from courseapp.accounts.signing_in import start_sign_in
from courseapp.app import create_app
from courseapp.applications.models import Application
from courseapp.config import read_settings
from courseapp.events.models import Event
from courseapp.extensions import db
from courseapp.forms.document.record import FormDocument, Kind
from courseapp.forms.models import FormVersion
from courseapp.intake.notes import write_note
from courseapp.intake.rules import Change
from courseapp.intake.tagging.bulk import change_tags
from courseapp.intake.tagging.naming import find_or_make_tag
from courseapp.scenarios.cast import cast_of, create_cast
from tests.applications.story import SLUG, new_course
from tests.intake.story import sent, with_versions
from tests.unit.intake.forms import FIRST, document, question

FEW, MANY = 50, 5_000
ANSWERS = 30
TIMES = 5  # each address is opened so often; the median counts
NOW = datetime(2027, 3, 20, 9, 0, tzinfo=UTC)
LIST = f"/manage/events/{SLUG}/applications"
PAGES = {
    "the first page": "",
    "a page in the middle": "?page=50",
    "filtered by two answers": "?a.gender=woman&a.years.least=10",
    "filtered by country, tag and note": "?country=KE&tag=1&note=yes",
    "filtered by verdict": "?verdict=warned",
    "ordered by an answer": "?sort=-a.years",
    "ordered by name": "?sort=name",
    "two words are looked for": "?search=market+kenya",
    "a word that nobody wrote": "?search=zeppelin",
    "the figures": "/figures",
    "the page before an export": "/export",
}
EXPORTS = ("csv", "xlsx", "kept.csv", "json")


@dataclass(frozen=True)
class Measured:
    """The median of several visits in milliseconds, and the statements of one."""

    milliseconds: float
    statements: int


def main() -> None:
    """Fill a database in two steps, measure after each, and print both beside each other."""
    with product() as client:
        fill(0, FEW)
        few = measured_all(client)
        started = time.perf_counter()
        fill(FEW, MANY)
        print(f"{MANY - FEW:,} applications were added in {time.perf_counter() - started:.0f} s\n")
        many = measured_all(client)
    print(f"{'statements':>12} {FEW:>9,} {MANY:>12,}  ratio")
    for name, before in few.items():
        after = many[name]
        statements = f"{before.statements} → {after.statements}"
        times = f"{before.milliseconds:>6.0f} ms {after.milliseconds:>9.0f} ms"
        print(f"{statements:>12} {times} {after.milliseconds / before.milliseconds:>6.1f}  {name}")
    if any(before.statements != many[name].statements for name, before in few.items()):
        raise SystemExit("more applications cost more statements")


@contextmanager
def product() -> Iterator[FlaskClient]:
    """Give an application with one course, and a browser of its organiser."""
    with tempfile.TemporaryDirectory() as folder:
        given = os.environ.get("COURSEAPP_DATABASE_URL", "")
        settings = {"COURSEAPP_INSTANCE": folder, "COURSEAPP_DATABASE_URL": given}
        app = create_app(read_settings(settings), lambda: NOW)
        with app.app_context():
            flask_migrate.upgrade()
            client = _organiser(app)
            yield client
            db.session.remove()
            db.engine.dispose()


def fill(first: int, last: int) -> None:
    """Add the applications with these numbers; every third is tagged, every tenth has a note."""
    with Session(db.engine) as session:
        course = session.scalars(select(Event).filter_by(slug=SLUG)).one()
        version = session.scalars(select(FormVersion)).one()
        added = [_applied(session, course, version, number) for number in range(first, last)]
        session.flush()
        organiser = cast_of(session).icap_organiser
        tag = find_or_make_tag(session, organiser, NOW, course, "strong")
        chosen = [each.reference for each in added[::3]]
        change_tags(session, organiser, NOW, tag, Change.ADD, chosen)
        for each in added[::10]:
            write_note(session, organiser, NOW, each, "Knows the market of her country well.")
        session.commit()


def measured_all(client: FlaskClient) -> Mapping[str, Measured]:
    """Measure each page and each export."""
    pages = {name: measured(client, f"{LIST}{query}") for name, query in PAGES.items()}
    token = _token(client)
    exports = {
        f"exported as {kind}": measured(
            client,
            f"{LIST}/export",
            {"csrf_token": token, "given_as": kind, "columns": "everything"},
        )
        for kind in EXPORTS
    }
    return {**pages, **exports}


def measured(client: FlaskClient, address: str, form: Mapping[str, str] | None = None) -> Measured:
    """Open an address several times, or send it a form."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    times = [_seconds(client, address, form) for _ in range(TIMES)]
    event.remove(db.engine, "before_cursor_execute", note)
    return Measured(1000 * median(times), len(statements) // TIMES)


def _seconds(client: FlaskClient, address: str, form: Mapping[str, str] | None) -> float:
    started = time.perf_counter()
    answer = client.post(address, data=form) if form else client.get(address)
    for _piece in answer.iter_encoded():
        pass
    answer.close()
    took = time.perf_counter() - started
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return took


def _form() -> FormDocument:
    more = [question(f"more_{n}", Kind.TEXT, f"Question {n}") for n in range(ANSWERS)]
    return document(*FIRST.questions, *more)


def _applied(session: Session, course: Event, version: FormVersion, number: int) -> Application:
    chance = Random(number)  # noqa: S311 -- no secret
    words = "We plan a carbon market and train those who report what is emitted. " * 3
    answers = {
        "full_name": f"Invented Person {number}",
        "nationality": chance.choice(("KE", "IN\nNP", "BR", "VN")),
        "work_country": chance.choice(("KE", "IN", "BR", "VN")),
        "gender": chance.choice(("woman", "man", "other")),
        "years": str(chance.randrange(30)),
        "themes": "caps\nmrv",
        **{f"more_{n}": f"{words}{n}" for n in range(ANSWERS - 6)},
    }
    at = NOW - timedelta(minutes=number)
    return sent(session, course, version, at, answers, number)


def _token(client: FlaskClient) -> str:
    page = client.get(f"{LIST}/export").get_data(as_text=True)
    return page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]


def _organiser(app: Flask) -> FlaskClient:
    """Make the course and its people, and return the organiser's browser."""
    with Session(db.engine) as session:
        organiser = create_cast(session, NOW).icap_organiser
        course = new_course(session, NOW - timedelta(days=19))
        with_versions(session, course, NOW, _form())
        _, token = start_sign_in(session, NOW, organiser, by_link=True)
        session.commit()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie[COOKIE_KEY] = token
    return client


if __name__ == "__main__":
    main()
