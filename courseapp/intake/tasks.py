"""The worker's part: what was begun to be brought in and left lying is deleted every night."""

from flask import Flask, current_app
from huey import Huey, crontab

from courseapp.core.request import session
from courseapp.intake.forgetting import forget_left_lying


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to clear away."""

    def forget() -> None:
        with app.app_context():
            forget_left_lying(session(), current_app.extensions["clock"]())
            session().commit()

    jobs.periodic_task(crontab(hour="3", minute="17"), name="forget_begun_intake")(forget)
