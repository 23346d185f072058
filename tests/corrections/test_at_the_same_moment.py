"""Editors and readers at the same moment: one wins, the others read what happened; none is lost."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.corrections.deciding import accept, decline, mark_done
from courseapp.corrections.models import Report
from courseapp.corrections.reporting import Typed, read_at, report_mistake
from courseapp.corrections.rules import Reason, ReportState, Wish
from courseapp.corrections.tasks import tell_all
from courseapp.extensions import db
from courseapp.initiatives.saving import newest_version
from courseapp.mail.models import Message
from courseapp.scenarios.cast import CAST, Part, create_cast
from tests.corrections.story import READER, YEAR, initiative
from tests.support.clock import FixedClock

THREADS = 8
SAME = Typed(Wish.SAY, proposed="2008", email=READER)

Deed = Callable[[Session, int], object]


@pytest.fixture
def world(committed_app: Flask, clock: FixedClock) -> Flask:
    """The cast and the records, on a database with real commits."""
    with committed_app.test_request_context(), Session(db.engine) as session:
        create_cast(session, clock.now)
        session.commit()
    return committed_app


def all_at_once(app: Flask, deed: Deed) -> Sequence[str]:
    """Do the deed in each thread at the same moment; return who was refused, in words."""
    together = Barrier(THREADS)

    def one(number: int) -> str:
        with app.test_request_context(), Session(db.engine) as session:
            together.wait(30)
            try:
                deed(session, number)
            except Problem as problem:
                return problem.message
            session.commit()
            return ""

    with ThreadPoolExecutor(THREADS) as pool:
        return [message for message in pool.map(one, range(THREADS)) if message]


def editor(session: Session, number: int) -> Person:
    """Return one of two people who may decide."""
    parts = (Part.ICAP_ORGANISER, Part.ADMINISTRATOR)
    return person(session, parts[number % 2])


def person(session: Session, part: Part) -> Person:
    email = next(each.email for each in CAST if each.part is part)
    return session.scalars(select(Person).where(Person.email == email)).one()


def reported(app: Flask, clock: FixedClock, typed: Typed = SAME) -> int:
    with app.test_request_context(), Session(db.engine) as session:
        number = report_mistake(session, clock.now, read_at(session, "icap", YEAR), typed).number
        session.commit()
        return number


def kinds_of_letters(app: Flask) -> Counter[str]:
    with app.app_context(), Session(db.engine) as session:
        return Counter(session.scalars(select(Message.kind)))


def test_a_report_that_many_accept_goes_into_the_record_once(
    world: Flask, clock: FixedClock
) -> None:
    number = reported(world, clock)

    def press(session: Session, who: int) -> None:
        icap = initiative(session)
        accept(session, editor(session, who), clock.now, icap, number, 1)

    refused = all_at_once(world, press)
    assert len(refused) == THREADS - 1
    assert all("accepted this report on" in message for message in refused)
    with world.app_context(), Session(db.engine) as session:
        assert newest_version(session, initiative(session).id).number == 2
    assert kinds_of_letters(world) == {"report_received": 1, "report_accepted": 1}


def test_of_those_who_accept_decline_and_mark_it_done_one_wins(
    world: Flask, clock: FixedClock
) -> None:
    number = reported(world, clock)

    def decide(session: Session, who: int) -> None:
        icap, actor = initiative(session), editor(session, who)
        if who % 3 == 0:
            accept(session, actor, clock.now, icap, number, 1)
        elif who % 3 == 1:
            mark_done(session, actor, clock.now, icap, number)
        else:
            decline(session, actor, clock.now, icap, number, Reason.NOT_CONFIRMED)

    assert len(all_at_once(world, decide)) == THREADS - 1
    letters = kinds_of_letters(world)
    assert letters["report_accepted"] + letters["report_declined"] == 1
    with world.app_context(), Session(db.engine) as session:
        report = session.scalars(select(Report)).one()
        assert report.state is not ReportState.OPEN
        versions = newest_version(session, initiative(session).id).number
        assert versions == (2 if report.saved_number else 1)


def test_two_reports_of_one_place_accepted_at_once_clash_and_none_is_overwritten(
    world: Flask, clock: FixedClock
) -> None:
    numbers = [
        reported(world, clock, Typed(Wish.SAY, proposed=str(1990 + year)))
        for year in range(THREADS)
    ]

    def press(session: Session, who: int) -> None:
        icap = initiative(session)
        accept(session, editor(session, who), clock.now, icap, numbers[who], 1)

    refused = all_at_once(world, press)
    assert len(refused) == THREADS - 1
    assert all(message.startswith("Somebody changed the record here") for message in refused)
    with world.app_context(), Session(db.engine) as session:
        states = Counter(session.scalars(select(Report.state)))
        assert states == {ReportState.ACCEPTED: 1, ReportState.OPEN: THREADS - 1}


def test_readers_who_report_at_once_get_a_number_each(world: Flask, clock: FixedClock) -> None:
    def send(session: Session, who: int) -> None:
        read = read_at(session, "icap", YEAR)
        report_mistake(session, clock.now, read, Typed(Wish.SAY, proposed=str(1990 + who)))

    assert all_at_once(world, send) == []
    with world.app_context(), Session(db.engine) as session:
        assert sorted(session.scalars(select(Report.number))) == list(range(1, THREADS + 1))


def test_a_press_repeated_by_a_bad_line_is_one_report(world: Flask, clock: FixedClock) -> None:
    def send(session: Session, _who: int) -> None:
        report_mistake(session, clock.now, read_at(session, "icap", YEAR), SAME)

    assert all_at_once(world, send) == []
    with world.app_context(), Session(db.engine) as session:
        assert len(session.scalars(select(Report)).all()) == 1
    assert kinds_of_letters(world) == {"report_received": 1}


def test_workers_who_tell_organisers_at_once_tell_them_once(
    world: Flask, clock: FixedClock
) -> None:
    reported(world, clock, Typed(Wish.SAY, proposed="2008"))
    all_at_once(world, lambda _session, _who: tell_all())
    assert kinds_of_letters(world) == {"reports_waiting": 1}
