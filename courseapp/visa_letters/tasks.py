"""The worker's part: it makes letters that are many, and deletes those whose time is over."""

from flask import Flask, current_app, has_app_context
from huey import Huey, crontab
from sqlalchemy import event
from sqlalchemy.orm import Session

from courseapp.core.request import session
from courseapp.extensions import db
from courseapp.visa_letters.forgetting import forget_letters
from courseapp.visa_letters.ordering import WAITS, work_off
from courseapp.visa_letters.queries import open_orders

WAKE = "wake_letters"


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to make letters, at once and again each minute, and to forget at night."""

    def work() -> None:
        with app.app_context():
            make_letters()

    def forget() -> None:
        with app.app_context():
            forget_letters(session(), current_app.extensions["clock"]())
            session().commit()

    jobs.periodic_task(crontab(minute="*"), name="make_letters_each_minute")(work)
    jobs.periodic_task(crontab(hour="3", minute="2"), name="forget_letters")(forget)
    app.extensions[WAKE] = jobs.task(name="make_letters")(work)


def make_letters() -> int:
    """Make what was asked for, each in a transaction of its own; return how many were made.

    What a worker left unfinished is taken up again. Needs an application context.
    """
    waiting, made = open_orders(session()), 0
    session().rollback()
    for order_id in waiting:
        made += work_off(session(), order_id, current_app.extensions["clock"]())
        session().commit()
    return made


@event.listens_for(db.session, "after_commit")
def _wake_the_worker(session: Session) -> None:
    """Only after the commit: a job that runs before it would find nothing to make."""
    if session.in_nested_transaction():
        return  # only a savepoint was released
    if session.info.pop(WAITS, False) and has_app_context():
        current_app.extensions[WAKE]()
