"""However many workers plan and read at once: each message is sent once, each answer taken once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.applications.rules import Status
from courseapp.core.request import session as own_session
from courseapp.extensions import db
from courseapp.invitations.models import Invitation, ReceivedReply
from courseapp.invitations.receiving.taking import receive
from courseapp.invitations.tasks import plan_due
from courseapp.mail.models import Message
from courseapp.scenarios.cast import create_cast
from tests.calendars.story import new_application
from tests.invitations.story import DAYS, new_training
from tests.support.clock import FixedClock

pytestmark = pytest.mark.both_databases

WORKERS = 4


def test_each_message_and_each_answer_once(committed_app: Flask, clock: FixedClock) -> None:
    with committed_app.app_context(), Session(db.engine) as session:
        cast = create_cast(session, clock.now)
        event = new_training(session, clock.now)
        for person in (cast.accepted, cast.newcomer, cast.waiting):
            application = new_application(session, person, event, clock.now)
            application.status, application.confirmed_at = Status.CONFIRMED, clock.now
        session.commit()
    gate = Barrier(WORKERS)
    mail = b"From: somebody@example.org\r\nTo: replies@courseapp.test\r\n\r\nHello\r\n"

    def work(_number: int) -> None:
        with committed_app.app_context():
            gate.wait(timeout=30)
            plan_due()
            receive(own_session(), clock.now, mail)
            own_session().commit()

    with ThreadPoolExecutor(WORKERS) as threads:
        list(threads.map(work, range(WORKERS)))
    with committed_app.app_context(), Session(db.engine) as session:
        invited = session.scalar(select(func.count()).select_from(Invitation))
        sent = session.scalar(select(func.count()).where(Message.calendar_method == "REQUEST"))
        assert invited == sent == 3 * len(DAYS)
        assert session.scalar(select(func.count()).select_from(ReceivedReply)) == 1
