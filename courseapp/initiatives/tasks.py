"""The worker's part of the initiatives: contacts whose time is over are deleted each night."""

from flask import Flask, current_app
from huey import Huey, crontab

from courseapp.core.request import session
from courseapp.initiatives.contacts import delete_outdated_contacts


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to delete outdated contacts every night."""

    def delete_contacts() -> None:
        with app.app_context():
            forget_contacts()

    jobs.periodic_task(crontab(hour="0", minute="11"), name="delete_contacts")(delete_contacts)


def forget_contacts() -> int:
    """Delete contacts whose last day (in UTC) is over; return how many. Needs an app context."""
    count = delete_outdated_contacts(session(), current_app.extensions["clock"]())
    session().commit()
    return count
