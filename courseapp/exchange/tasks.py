"""The worker's part of imports: it reads files and imports them, at once and again each minute."""

import logging

from flask import Flask, current_app, has_app_context
from huey import Huey, crontab
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from courseapp.core.request import session
from courseapp.exchange.forgetting import forget_old_imports
from courseapp.exchange.queries import unfinished_imports
from courseapp.exchange.reading_in import read_import, refuse
from courseapp.exchange.rules import ImportState
from courseapp.exchange.steps import WAITS
from courseapp.exchange.taking import give_back, import_rows
from courseapp.extensions import db

WAKE = "wake_imports"

log = logging.getLogger(__name__)


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to read and import, and let the app wake it."""

    def work() -> None:
        with app.app_context():
            work_on_imports()

    def forget() -> None:
        with app.app_context():
            forget_old_imports(session(), current_app.extensions["clock"]())
            session().commit()

    jobs.periodic_task(crontab(minute="*"), name="work_on_imports_each_minute")(work)
    jobs.periodic_task(crontab(hour="3", minute="11"), name="forget_old_imports")(forget)
    app.extensions[WAKE] = jobs.task(name="work_on_imports")(work)


def work_on_imports() -> int:
    """Read what waits and import what was chosen; return how many steps were done here.

    What a worker left unfinished is taken up again. Needs an application context.
    """
    waiting = unfinished_imports(session(), current_app.extensions["clock"]())
    session().rollback()
    return sum(_work_on(import_id, state) for import_id, state in waiting)


def _work_on(import_id: int, state: ImportState) -> bool:
    clock = current_app.extensions["clock"]
    is_read = state is ImportState.IMPORTING
    try:
        work = import_rows if is_read else read_import
        return work(session(), clock, import_id)
    except (SQLAlchemyError, ValueError, LookupError, RecursionError):
        log.exception("import %s was undone", import_id)
        (give_back if is_read else refuse)(session(), clock(), import_id)
        return False


@event.listens_for(db.session, "after_commit")
def _wake_the_worker(session: Session) -> None:
    """Only after the commit: a job that runs before it would find nothing to read.

    If the power goes just here, the job of each minute finds the import.
    """
    if session.in_nested_transaction():
        return  # only a savepoint was released
    if session.info.pop(WAITS, False) and has_app_context():
        current_app.extensions[WAKE]()
