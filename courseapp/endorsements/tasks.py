"""The worker's part: supervisors who did not answer are reminded, now and then."""

from flask import Flask, current_app
from huey import Huey, crontab

from courseapp.applications.lifecycle import SYSTEM
from courseapp.core.request import session
from courseapp.endorsements.asking import remind
from courseapp.endorsements.queries import to_remind


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to remind."""

    def remind_supervisors() -> None:
        with app.test_request_context():
            remind_all()

    jobs.periodic_task(crontab(hour="6", minute="40"), name="remind_supervisors")(
        remind_supervisors
    )


def remind_all() -> int:
    """Write to all whose turn it is and return how many. Needs an application context."""
    now = current_app.extensions["clock"]()
    due = to_remind(session(), now)
    for asked in due:
        remind(session(), SYSTEM, now, asked)
    session().commit()
    return len(due)
