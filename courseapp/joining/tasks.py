"""The worker's part: requests that nobody confirmed, and names that are kept no longer."""

from collections.abc import Callable, Sequence
from datetime import datetime

from flask import Flask, current_app
from huey import Huey, crontab
from sqlalchemy.orm import Session

from courseapp.core.request import session
from courseapp.joining.forgetting import delete_unconfirmed, long_over, never_confirmed, purge


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to forget, every night."""

    def forget_join_requests() -> None:
        with app.app_context():
            forget_requests()

    jobs.periodic_task(crontab(hour="3", minute="11"), name="forget_join_requests")(
        forget_join_requests
    )


def forget_requests() -> int:
    """Delete what was never confirmed, purge what is long over; return how many of both.

    Each request in a transaction of its own, looked at again behind its lock: two workers may
    run this at once. Needs an application context.
    """
    return _each(never_confirmed, delete_unconfirmed) + _each(long_over, purge)


def _each(
    find: Callable[[Session, datetime], Sequence[int]],
    forget: Callable[[Session, int, datetime], bool],
) -> int:
    now = current_app.extensions["clock"]()
    found = find(session(), now)
    session().rollback()
    forgotten = 0
    for request_id in found:
        forgotten += forget(session(), request_id, now)
        session().commit()
    return forgotten
