"""The worker's part of the mail: send what is due, at once after a commit and every minute."""

from flask import Flask, current_app
from huey import Huey, crontab
from sqlalchemy import event
from sqlalchemy.orm import Session

from courseapp.core.request import session
from courseapp.extensions import db
from courseapp.mail.delivery import BATCH, deliver_due
from courseapp.mail.models import Message
from courseapp.mail.transport import transport_for


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to deliver, and let each commit with new messages wake it."""

    def deliver() -> None:
        with app.app_context():
            deliver_now()

    every_minute = jobs.periodic_task(crontab(minute="*"), name="deliver_mail_each_minute")
    every_minute(deliver)
    wake = jobs.task(name="deliver_mail")(deliver)

    @event.listens_for(db.session, "after_flush")
    def notice(session: Session, _context: object) -> None:
        if any(isinstance(row, Message) for row in session.new):
            session.info["mail_waits"] = True

    @event.listens_for(db.session, "after_commit")
    def wake_worker(session: Session) -> None:
        if not session.in_nested_transaction() and session.info.pop("mail_waits", False):
            wake()


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
