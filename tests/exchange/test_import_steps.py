"""An import survives crashes, double presses and two workers: whole or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.exchange import reading_in, taking
from courseapp.exchange.deciding import start_import, take_import, throw_away
from courseapp.exchange.forgetting import forget_old_imports
from courseapp.exchange.models import ImportRow, RecordImport
from courseapp.exchange.reading_in import read_import
from courseapp.exchange.rules import (
    STEPS,
    ImportAction,
    ImportState,
    Result,
    Verdict,
    Who,
    begins_in,
    leads_to,
)
from courseapp.exchange.tasks import work_on_imports
from courseapp.extensions import db
from courseapp.initiatives.models import Initiative, RecordVersion
from courseapp.initiatives.queries import record_of
from courseapp.initiatives.saving import add_initiative
from tests.exchange.many_records import many_records
from tests.support.clock import FixedClock

TEXT = many_records(12).encode()


@pytest.fixture
def inside(app: Flask) -> Iterator[Session]:
    """The session that the product itself uses, as a worker has it."""
    with app.app_context():
        yield db.session()


@dataclass(frozen=True)
class Office:
    """An administrator and a worker in one session, which forgets its objects when it works."""

    session: Session
    clock: FixedClock
    actor_id: int

    @property
    def actor(self) -> Person:
        return self.session.get_one(Person, self.actor_id)

    def start(self, text: bytes = TEXT, name: str = "C:\\files\\many.csv") -> int:
        started = start_import(self.session, self.actor, self.clock.now, text, name)
        self.session.commit()
        return started.id

    def take(self, import_id: int) -> bool:
        taken = take_import(self.session, self.actor, self.clock.now, import_id)
        self.session.commit()
        return taken

    def bring_in(self, text: bytes) -> int:
        import_id = self.start(text)
        assert work_on_imports() == 1
        assert self.take(import_id)
        assert work_on_imports() == 1
        return import_id


@pytest.fixture
def office(inside: Session, clock: FixedClock) -> Office:
    person = Person(email="a@example.org", created_at=clock.now, is_administrator=True)
    inside.add(person)
    inside.commit()
    return Office(inside, clock, person.id)


@pytest.fixture
def waiting(office: Office) -> int:
    return office.start()


@pytest.fixture
def ready(waiting: int, inside: Session, clock: FixedClock) -> int:
    assert read_import(inside, clock, waiting)
    return waiting


def state_of(session: Session, import_id: int) -> ImportState:
    session.expire_all()
    return session.get_one(RecordImport, import_id).state


def number_of(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_each_action_leads_to_one_state() -> None:
    for action in ImportAction:
        assert begins_in(action)
        assert {step.leads_to for (_, each), step in STEPS.items() if each is action} == {
            leads_to(action)
        }
    assert {step.who for step in STEPS.values()} == set(Who)
    ends = {ImportState.DONE, ImportState.THROWN_AWAY}
    assert {state for state, _ in STEPS} == set(ImportState) - ends


def test_a_file_is_kept_under_its_own_name(waiting: int, inside: Session) -> None:
    found = inside.get_one(RecordImport, waiting)
    assert (found.file_name, found.content, found.state) == ("many.csv", TEXT, ImportState.WAITING)


def test_an_empty_file_is_refused(office: Office) -> None:
    with pytest.raises(Problem, match="empty"):
        office.start(b" \n")


def test_progress_is_written_while_the_file_is_read(
    waiting: int, inside: Session, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []
    monkeypatch.setattr(reading_in, "MOST_IN_A_BATCH", 5)
    real = reading_in._Reader.take

    def looked_at(reader: reading_in._Reader, session: Session, batch: list) -> None:
        found = session.get_one(RecordImport, waiting)
        seen.append((found.done, found.total))
        real(reader, session, batch)

    monkeypatch.setattr(reading_in._Reader, "take", looked_at)
    assert read_import(inside, clock, waiting)
    assert seen == [(0, 12), (5, 12), (10, 12)]
    found = inside.get_one(RecordImport, waiting)
    assert (found.done, found.total, found.state) == (12, 12, ImportState.READY)


def test_two_workers_read_a_file_once(ready: int, inside: Session, clock: FixedClock) -> None:
    assert not read_import(inside, clock, ready)
    assert number_of(inside, ImportRow) == 12


def test_a_worker_that_died_is_followed_by_another_from_the_beginning(
    waiting: int, inside: Session, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_in, "MOST_IN_A_BATCH", 5)
    real, met = reading_in._Reader.take, []

    def dies(reader: reading_in._Reader, session: Session, batch: list) -> None:
        real(reader, session, batch)
        met.append(len(batch))
        if len(met) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(reading_in._Reader, "take", dies)
    with pytest.raises(KeyboardInterrupt):
        read_import(inside, clock, waiting)
    inside.rollback()
    assert state_of(inside, waiting) is ImportState.READING
    assert not read_import(inside, clock, waiting)  # it may still be alive
    clock.advance(minutes=6)
    assert work_on_imports() == 1
    assert state_of(inside, waiting) is ImportState.READY
    assert number_of(inside, ImportRow) == 12


def test_a_file_that_workers_die_of_is_given_up(
    waiting: int, inside: Session, clock: FixedClock
) -> None:
    found = inside.get_one(RecordImport, waiting)
    found.turn = reading_in.MOST_TURNS
    inside.commit()
    work_on_imports()
    assert state_of(inside, waiting) is ImportState.FAILED
    assert inside.get_one(RecordImport, waiting).faults[0]["what"].startswith("This file cannot")


def test_a_file_that_is_thrown_away_meanwhile_stops_being_read(
    waiting: int, inside: Session, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_in, "MOST_IN_A_BATCH", 5)
    real = reading_in._Reader.take

    def thrown(reader: reading_in._Reader, session: Session, batch: list) -> None:
        assert throw_away(session, clock.now, waiting)
        session.commit()
        real(reader, session, batch)

    monkeypatch.setattr(reading_in._Reader, "take", thrown)
    assert not read_import(inside, clock, waiting)
    assert state_of(inside, waiting) is ImportState.THROWN_AWAY
    assert number_of(inside, ImportRow) == 0


def test_pressed_twice_it_is_imported_once(ready: int, inside: Session, office: Office) -> None:
    assert office.take(ready)
    assert not office.take(ready)
    assert work_on_imports() == 1
    assert work_on_imports() == 0
    assert number_of(inside, Initiative) == 12
    assert number_of(inside, RecordVersion) == 12


def test_what_breaks_in_the_middle_leaves_nothing_behind(
    ready: int, inside: Session, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    met = []

    def breaks(*arguments: Any, **options: Any) -> Initiative:
        met.append(1)
        if len(met) == 7:
            raise SQLAlchemyError("the disk is full")
        return add_initiative(*arguments, **options)

    monkeypatch.setattr(taking, "add_initiative", breaks)
    office.take(ready)
    assert work_on_imports() == 0
    assert state_of(inside, ready) is ImportState.READY
    assert number_of(inside, Initiative) == 0
    assert "Nothing was imported" in inside.get_one(RecordImport, ready).problem
    monkeypatch.undo()
    assert office.take(ready)
    assert work_on_imports() == 1
    assert number_of(inside, Initiative) == 12


def test_a_power_cut_while_importing_is_made_good_by_the_next_worker(
    ready: int, inside: Session, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(taking, "_close", dies)
    office.take(ready)
    with pytest.raises(KeyboardInterrupt):
        work_on_imports()
    inside.rollback()
    assert state_of(inside, ready) is ImportState.IMPORTING
    assert number_of(inside, Initiative) == 0
    monkeypatch.undo()
    assert work_on_imports() == 1
    assert number_of(inside, Initiative) == 12


def test_what_somebody_else_added_meanwhile_is_changed_and_not_added_again(
    ready: int, inside: Session, office: Office
) -> None:
    office.bring_in(TEXT)
    assert office.take(ready)
    work_on_imports()
    assert number_of(inside, Initiative) == 12
    results = inside.scalars(select(ImportRow.result).where(ImportRow.import_id == ready)).all()
    assert set(results) == {Result.UNCHANGED}


def test_two_rows_about_one_record_are_not_both_taken(inside: Session, office: Office) -> None:
    office.bring_in(b'{"slug": "x", "name": "One"}')
    second = office.start(b'[{"slug": "x", "name": "Other"}, {"slug": "y", "name": "One"}]')
    work_on_imports()
    rows = inside.scalars(
        select(ImportRow).where(ImportRow.import_id == second).order_by(ImportRow.number)
    ).all()
    assert [row.verdict for row in rows] == [Verdict.CHANGED, Verdict.FAULT]
    assert "the same record as line 1" in rows[1].faults[0]["what"]


def test_a_name_that_two_records_have_is_told_and_not_guessed(
    inside: Session, office: Office
) -> None:
    office.bring_in(b'[{"slug": "x", "name": "One"}, {"slug": "y", "name": "One"}]')
    second = office.start(b"Name of initiative\nOne\nTwo\n:-)\n")
    work_on_imports()
    rows = inside.scalars(
        select(ImportRow).where(ImportRow.import_id == second).order_by(ImportRow.number)
    ).all()
    assert [row.verdict for row in rows] == [Verdict.FAULT, Verdict.NEW, Verdict.NEW]
    assert "2 records are called so" in rows[0].faults[0]["what"]


def test_a_name_of_signs_alone_finds_its_record_again(inside: Session, office: Office) -> None:
    office.bring_in(b"Name of initiative\n:-)\n")
    again = office.start(b"Name of initiative\n:-)\n")
    work_on_imports()
    row = inside.scalars(select(ImportRow).where(ImportRow.import_id == again)).one()
    assert row.verdict is Verdict.SAME


def test_a_taken_address_is_not_taken_again(inside: Session, office: Office) -> None:
    office.bring_in(b"Name of initiative\nFirst Thing (FT1)\nOther Thing (FT1)\nImport\n")
    assert set(inside.scalars(select(Initiative.slug))) == {"ft1", "ft1-2", "import-2"}


def test_a_name_that_sources_print_finds_the_record_that_is_called_otherwise(
    inside: Session, office: Office
) -> None:
    page = b"Name of initiative,Goals\nOld Name (ON1),%s\n"
    office.bring_in(page % b"one")
    renamed = b'{"slug": "on1", "name": "New Name", "short_name": "NN"}'
    office.bring_in(renamed)
    office.bring_in(page % b"two")
    (initiative,) = inside.scalars(select(Initiative)).all()
    assert initiative.name == "New Name"
    assert record_of(inside, initiative).record.text("goals") == "two"


def test_imports_are_forgotten_after_a_month_and_records_are_not(
    inside: Session, office: Office, clock: FixedClock
) -> None:
    done = office.bring_in(TEXT)
    left = office.start(TEXT)
    work_on_imports()
    assert forget_old_imports(inside, clock.now + timedelta(days=29)) == 0
    assert forget_old_imports(inside, clock.now + timedelta(days=31)) == 24
    inside.commit()
    assert state_of(inside, done) is ImportState.DONE
    assert state_of(inside, left) is ImportState.THROWN_AWAY
    assert number_of(inside, Initiative) == 12
