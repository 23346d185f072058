"""However many workers plan and send in the same moment: each message exists, and leaves, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from courseapp.applications.models import Application
from courseapp.core.request import session
from courseapp.mail.models import Message
from courseapp.reminders.models import PlannedMessage
from courseapp.reminders.rules import State
from courseapp.reminders.tasks import plan_messages, send_due_messages
from courseapp.scenarios.cast import create_cast
from tests.applications.story import CLOSES, new_course, new_draft
from tests.support.clock import FixedClock

pytestmark = pytest.mark.both_databases

WORKERS, PEOPLE = 4, 5


def test_four_workers_plan_and_send_each_message_once(
    committed_app: Flask, clock: FixedClock
) -> None:
    with committed_app.app_context():
        cast = create_cast(session(), clock.now)
        course = new_course(session(), clock.now)
        for person in list(cast.people.values())[:PEOPLE]:
            person.zone = "Europe/Rome"
            new_draft(session(), person, course, clock.now)
    gate = Barrier(WORKERS)

    def plan(_number: int) -> int:
        with committed_app.app_context():
            gate.wait(timeout=30)
            return plan_messages()

    def send(_number: int) -> int:
        with committed_app.app_context():
            gate.wait(timeout=30)
            return send_due_messages()

    with ThreadPoolExecutor(WORKERS) as threads:
        assert sum(threads.map(plan, range(WORKERS))) == 2 * PEOPLE
        clock.set(CLOSES - timedelta(hours=12))  # both reminders are due, and it is day
        assert sum(threads.map(send, range(WORKERS))) == 2 * PEOPLE

    with committed_app.app_context():
        mails = select(func.count()).where(Message.kind.startswith("reminder_"))
        assert session().scalar(mails) == 2 * PEOPLE
        states = session().scalars(select(PlannedMessage.state)).all()
        assert states == [State.SENT] * 2 * PEOPLE
        assert session().scalar(select(func.count(Application.id))) == PEOPLE
