"""The worker's part of the mail: send what is due, at once after a commit and every minute."""

from flask import Flask, current_app, has_app_context
from huey import Huey, crontab
from sqlalchemy import event
from sqlalchemy.orm import Session

from courseapp.core.request import session
from courseapp.extensions import db
from courseapp.mail.delivery import BATCH, deliver_due
from courseapp.mail.models import Message
from courseapp.mail.transport import transport_for

WAKE = "wake_mail"


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to deliver, and let the app wake it."""

    def deliver() -> None:
        with app.app_context():
            deliver_now()

    jobs.periodic_task(crontab(minute="*"), name="deliver_mail_each_minute")(deliver)
    app.extensions[WAKE] = jobs.task(name="deliver_mail")(deliver)


def deliver_now() -> int:
    """Send all that is due and return how many messages left. Needs an application context."""
    transport = transport_for(current_app.extensions["settings"])
    clock = current_app.extensions["clock"]
    total = 0
    while sent := deliver_due(session(), transport, clock):
        total += sent
        if sent < BATCH:
            break
    return total


@event.listens_for(db.session, "after_flush")
def _notice_new_messages(session: Session, _context: object) -> None:
    if any(isinstance(row, Message) for row in session.new):
        session.info["mail_waits"] = True


@event.listens_for(db.session, "after_commit")
def _wake_the_worker(session: Session) -> None:
    """Only after the commit: a job that runs before it would find nothing to send.

    If the power goes just here, the job of each minute finds the row.
    """
    if session.in_nested_transaction():
        return  # only a savepoint was released
    if session.info.pop("mail_waits", False) and has_app_context():
        current_app.extensions[WAKE]()
