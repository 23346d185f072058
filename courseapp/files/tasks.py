"""The worker's part of the files: what nobody keeps is cleared away each night."""

from flask import Flask, current_app
from huey import Huey, crontab

from courseapp.core.request import session
from courseapp.files.current import current_folder
from courseapp.files.storing import remove_orphans


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to clear away orphans every night."""

    def clear_files_away() -> None:
        with app.app_context():
            remove_orphans(session(), current_folder(), current_app.extensions["clock"]())

    jobs.periodic_task(crontab(hour="2", minute="23"), name="clear_files_away")(clear_files_away)
