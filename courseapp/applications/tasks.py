"""The worker's part: answers whose time is over are deleted every night."""

from flask import Flask, current_app
from huey import Huey, crontab

from courseapp.applications.forgetting import forget_answers
from courseapp.core.request import session


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to forget."""

    def forget_due_answers() -> None:
        with app.app_context():
            forget()

    jobs.periodic_task(crontab(hour="2", minute="50"), name="forget_due_answers")(
        forget_due_answers
    )


def forget() -> int:
    """Delete what is due and return how many applications it was of. Needs an app context."""
    touched = 0
    for number in forget_answers(session(), current_app.extensions["clock"]()):
        session().commit()
        touched += number
    session().commit()
    return touched
