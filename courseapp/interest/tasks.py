"""The worker's part: addresses that nobody confirmed are forgotten every night."""

from flask import Flask, current_app
from huey import Huey, crontab

from courseapp.core.request import session
from courseapp.interest.listing import forget_unconfirmed


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to forget."""

    def forget_interests() -> None:
        with app.app_context():
            forget()

    jobs.periodic_task(crontab(hour="3", minute="23"), name="forget_interests")(forget_interests)


def forget() -> int:
    """Delete what was never confirmed and return how many. Needs an application context."""
    count = forget_unconfirmed(session(), current_app.extensions["clock"]())
    session().commit()
    return count
