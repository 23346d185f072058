"""The worker's part: travel details are deleted every night when their time is over."""

from flask import Flask, current_app
from huey import Huey, crontab

from courseapp.core.request import session
from courseapp.logistics.forgetting import forget_travel_details


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to forget."""

    def forget_due_travel_details() -> None:
        with app.app_context():
            forget()

    jobs.periodic_task(crontab(hour="2", minute="55"), name="forget_due_travel_details")(
        forget_due_travel_details
    )


def forget() -> int:
    """Delete what is due and return of how many people. Needs an application context."""
    touched = 0
    for number in forget_travel_details(session(), current_app.extensions["clock"]()):
        session().commit()
        touched += number
    session().commit()
    return touched
