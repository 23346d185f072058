"""The worker's part of a selection: offers that were not answered in time go to the next."""

from flask import Flask, current_app
from huey import Huey, crontab

from courseapp.core.request import session
from courseapp.selection.offers import lapse_offer
from courseapp.selection.queries import overdue_offers


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to end overdue offers every two minutes."""

    def lapse_overdue_offers() -> None:
        with app.app_context():
            lapse_overdue()

    jobs.periodic_task(crontab(minute="*/2"), name="lapse_overdue_offers")(lapse_overdue_offers)


def lapse_overdue() -> int:
    """End each overdue offer in a transaction of its own; return how many were ended here.

    Two workers may run this at once: each offer is looked at again behind its lock.
    Needs an application context.
    """
    now = current_app.extensions["clock"]()
    overdue = overdue_offers(session(), now)
    session().rollback()
    ended = 0
    for offer_id in overdue:
        ended += lapse_offer(session(), offer_id, now)
        session().commit()
    return ended
