"""The worker's part of corrections: news for organisers each hour, forgetting each night."""

from flask import Flask, current_app
from huey import Huey, crontab

from courseapp.core.request import session
from courseapp.corrections.announcing import initiatives_with_news, tell_organisers
from courseapp.corrections.forgetting import forget_addresses


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker both."""

    def tell_of_reports() -> None:
        with app.app_context():
            tell_all()

    def forget_reporters() -> None:
        with app.app_context():
            forget_all()

    jobs.periodic_task(crontab(minute="7"), name="tell_of_reports")(tell_of_reports)
    jobs.periodic_task(crontab(hour="3", minute="41"), name="forget_reporters")(forget_reporters)


def tell_all() -> int:
    """Tell each initiative in a transaction of its own; return how many were told.

    Needs an application context, as `forget_all` does.
    """
    now = current_app.extensions["clock"]()
    waiting = initiatives_with_news(session())
    session().rollback()
    told = 0
    for initiative_id in waiting:
        told += tell_organisers(session(), now, initiative_id)
        session().commit()
    return told


def forget_all() -> int:
    """Forget every address whose time is over; return how many."""
    now = current_app.extensions["clock"]()
    total = 0
    while forgotten := forget_addresses(session(), now):
        session().commit()
        total += forgotten
    return total
