"""A table of three hundred initiatives with every trap, imported through the web in one go."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from courseapp.exchange.models import ImportRow, RecordImport
from courseapp.exchange.rules import ImportState, Result, Verdict
from courseapp.extensions import db
from courseapp.initiatives.models import Initiative, RecordVersion
from tests.exchange.desk import Desk
from tests.exchange.many_records import HEADERS, many_records
from tests.support.checking_client import CheckingClient

NUMBER = 300


@pytest.fixture
def statements(app: Flask) -> Callable[[], "Counting"]:
    return lambda: Counting(app)


class Counting:
    """Counts the statements that a block of code sends, by their first word."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.number = 0

    @contextmanager
    def here(self) -> Iterator["Counting"]:
        with self.app.app_context():
            connection = db.engine
        event.listen(connection, "before_cursor_execute", self._note)
        try:
            yield self
        finally:
            event.remove(connection, "before_cursor_execute", self._note)

    def _note(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        self.number += not statement.startswith(("SAVEPOINT", "RELEASE"))


def count(session: Session, result: Result) -> int:
    session.expire_all()
    chosen = select(func.count(ImportRow.id)).where(ImportRow.result == result)
    return session.scalar(chosen) or 0


def test_three_hundred_records_come_in_at_once_and_go_out_to_the_byte(
    administrator: Desk, client: CheckingClient, session: Session, app: Flask
) -> None:
    dry_run = administrator.look_at(many_records(NUMBER), "platform.csv")
    assert "300 new. Nothing is imported yet." in dry_run.text
    assert "“Number of visits”" in dry_run.text
    done = administrator.take(dry_run, visibility="public")
    assert "300 records were added and are public" in done.text
    assert count(session, Result.ADDED) == NUMBER
    once = client.get("/initiatives.csv").data
    assert once.count(b"\xc3\x9cbereinkommen") >= NUMBER

    again = administrator.look_at(once, "initiatives.csv")
    assert re.search(r"30\d unchanged\. Nothing is imported yet", again.text)
    assert client.get("/initiatives.csv").data == once


def test_what_went_out_comes_in_to_an_empty_database_to_the_byte(
    administrator: Desk, client: CheckingClient, session: Session
) -> None:
    administrator.bring_in(many_records(40), visibility="public")
    once = client.get("/initiatives.csv").data
    everybody = session.scalars(select(Initiative)).all()
    for initiative in everybody:
        initiative.is_public = False
        initiative.name = f"Hidden {initiative.id}"
    for version in session.scalars(select(RecordVersion)):
        version.document = {"slug": f"h{version.id}", "name": f"Hidden {version.id}"}
    session.commit()
    administrator.bring_in(once, visibility="public")
    assert client.get("/initiatives.csv").data == once


def test_a_later_state_of_the_platform_changes_what_it_says(
    administrator: Desk, session: Session
) -> None:
    administrator.bring_in(many_records(20))
    versions = session.scalar(select(func.count(RecordVersion.id)))
    later = many_records(20, "1 May 2023 08:00:00").replace("+7% by 2030", "+9% by 2030")
    done = administrator.bring_in(later)
    assert "20 records were changed" in done.text
    session.expire_all()
    assert session.scalar(select(func.count(RecordVersion.id))) == (versions or 0) + 20
    earlier = administrator.look_at(many_records(20))
    assert "20 older than ours" in earlier.text
    assert "What we hold of this source is newer: 2023-05-01T08:00:00." in earlier.text
    left = administrator.take(earlier)
    assert "20 rows were not imported" in left.text
    taken = administrator.take(administrator.look_at(many_records(20)), with_older=True)
    assert "20 records were changed" in taken.text


def test_bad_rows_are_told_and_the_good_ones_are_offered_alone(
    administrator: Desk, session: Session
) -> None:
    columns = len(HEADERS) + 3
    bad = f"{many_records(5)}{',' * (columns - 1)}x\r\nx,y\r\n"
    page = administrator.look_at(bad)
    assert "5 new, 2 faults" in page.text
    assert "2 rows cannot be imported" in page.text
    assert "The name of the initiative is missing." in page.text
    assert "The row has 2 cells; the header has 53." in page.text
    assert "Import the 5 good rows alone" in page.text
    done = administrator.take(page)
    assert "5 records were added as drafts" in done.text
    assert "2 rows were not imported" in done.text
    session.expire_all()
    (left,) = {
        row.verdict for row in session.scalars(select(ImportRow)) if row.result == "left_out"
    }
    assert left is Verdict.FAULT


def test_statements_grow_with_the_rows_by_a_small_constant(
    administrator: Desk, statements: Callable[[], Counting], session: Session
) -> None:
    reading: list[int] = []
    taking: list[int] = []
    for number in (30, 130):
        waiting = administrator.bring(many_records(number).replace("Übereinkommen", f"U{number}"))
        with statements().here() as counted:
            administrator.work()
        reading.append(counted.number)
        dry_run = administrator.browser.visit(waiting.path)
        with statements().here() as counted:
            administrator.take(dry_run)
        taking.append(counted.number)
    assert reading[1] - reading[0] <= 40  # a few for each batch, none for a row
    assert (taking[1] - taking[0]) / 100 < 30


def test_the_dry_run_costs_the_same_for_any_number_of_rows(
    administrator: Desk, statements: Callable[[], Counting]
) -> None:
    costs = []
    for number in (12, 200):
        waiting = administrator.bring(many_records(number).replace("Übereinkommen", f"U{number}"))
        administrator.work()
        with statements().here() as counted:
            administrator.browser.visit(waiting.path)
        costs.append(counted.number)
    assert costs[0] == costs[1]
    assert costs[0] < 20


def test_the_dry_run_is_paged_and_filtered(administrator: Desk, session: Session) -> None:
    page = administrator.look_at(many_records(25))
    assert page.text.count("line ") >= 10
    second = administrator.browser.follow(page, "Next")
    assert "11–20 of 25" in second.text
    found = session.scalars(select(RecordImport)).one()
    nothing = administrator.browser.visit(f"/manage/import/{found.id}?show=fault")
    assert "There is no row of this kind in the file." in nothing.text


def test_while_thousands_of_rows_are_read_the_page_says_how_many(
    administrator: Desk, session: Session
) -> None:
    waiting = administrator.bring(many_records(3))
    found = session.scalars(select(RecordImport)).one()
    found.state, found.done, found.total = ImportState.READING, 1_200, 5_000
    session.commit()
    page = administrator.browser.visit(waiting.path)
    assert page.heading == "Reading records.csv"
    assert "1,200 of 5,000 rows read." in page.text
    (bar,) = page.soup.find_all("progress")
    assert (bar["value"], bar["max"]) == ("1200", "5000")
    assert 'http-equiv="refresh"' in page.html
    found.state = ImportState.IMPORTING
    session.commit()
    assert "All records are saved together, or none." in administrator.browser.visit(page.path).text
