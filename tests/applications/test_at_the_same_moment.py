"""Races on both databases: real commits, real threads, one answer that is right."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.drafting import start_application
from courseapp.applications.lifecycle import move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action, Status
from courseapp.applications.submitting import submit_application
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.extensions import db
from courseapp.scenarios.cast import create_cast
from tests.applications.story import ANSWERS, mails, new_course
from tests.support.clock import FixedClock

Deed = Callable[[Session, int], None]
THREADS = 12


@pytest.fixture
def course_id(committed_app: Flask, clock: FixedClock) -> int:
    """A course with one seat, and as many people as threads."""
    with committed_app.test_request_context(), Session(db.engine) as session:
        create_cast(session, clock.now)
        course = new_course(session, clock.now)
        course.seats = 1
        session.add_all(
            Person(email=f"p{n}@example.org", created_at=clock.now, email_verified_at=clock.now)
            for n in range(THREADS)
        )
        session.commit()
        return course.id


def person(session: Session, number: int) -> Person:
    return session.scalars(select(Person).filter_by(email=f"p{number}@example.org")).one()


def all_at_once(app: Flask, deed: Deed) -> list[str]:
    """Do the deed in each thread at the same moment; return who was refused, in words."""
    together = Barrier(THREADS)

    def one(number: int) -> str:
        with app.test_request_context(), Session(db.engine) as session:
            together.wait()
            try:
                deed(session, number)
            except Problem as problem:
                return problem.message
            session.commit()
            return ""

    with ThreadPoolExecutor(THREADS) as pool:
        return [message for message in pool.map(one, range(THREADS)) if message]


def count(app: Flask, *conditions: object) -> int:
    with app.app_context(), Session(db.engine) as session:
        found = select(func.count()).select_from(Application).where(*conditions)  # type: ignore[arg-type]
        return session.scalar(found) or 0


def test_one_press_among_many_makes_the_draft(
    committed_app: Flask, course_id: int, clock: FixedClock
) -> None:
    def press(session: Session, _number: int) -> None:
        start_application(session, person(session, 0), clock.now, session.get_one(Event, course_id))

    assert all_at_once(committed_app, press) == []
    assert count(committed_app) == 1


def test_one_form_sent_many_times_is_one_application_with_one_receipt(
    committed_app: Flask, course_id: int, clock: FixedClock
) -> None:
    with committed_app.test_request_context(), Session(db.engine) as session:
        course = session.get_one(Event, course_id)
        draft = start_application(session, person(session, 0), clock.now, course)
        draft.typed = dict(ANSWERS)
        session.commit()
        draft_id, version = draft.id, draft.version

    def send(session: Session, _number: int) -> None:
        draft = session.get_one(Application, draft_id)
        submit_application(session, draft.person, clock.now, draft, version)

    assert all_at_once(committed_app, send) == []
    assert count(committed_app, Application.status == Status.SUBMITTED) == 1
    with committed_app.app_context(), Session(db.engine) as session:
        assert len(mails(session, "application_receipt")) == 1


def test_the_last_seat_has_one_winner_and_the_rest_read_why(
    committed_app: Flask, course_id: int, clock: FixedClock
) -> None:
    with committed_app.test_request_context(), Session(db.engine) as session:
        course = session.get_one(Event, course_id)
        for number in range(THREADS):
            who = person(session, number)
            draft = start_application(session, who, clock.now, course)
            draft.typed = dict(ANSWERS)
            submit_application(session, who, clock.now, draft, 0)
        session.commit()

    def offer(session: Session, number: int) -> None:
        hers = select(Application).filter_by(person_id=person(session, number).id)
        reply_by = clock.now + timedelta(days=7)
        move(session, session.scalars(hers).one(), Action.OFFER, None, clock.now, reply_by=reply_by)

    refused = all_at_once(committed_app, offer)
    assert len(refused) == THREADS - 1
    assert all(message.startswith("No seat is left: 1 of 1 are taken.") for message in refused)
    assert count(committed_app, Application.status == Status.OFFERED) == 1
