"""The worker's part of a selection: releases, reminders, and what the clock ends."""

from flask import Flask, current_app
from huey import Huey, crontab

from courseapp.core.request import session
from courseapp.selection.ending_waits import end_wait, waits_to_end
from courseapp.selection.offers import lapse_offer
from courseapp.selection.queries import offers_to_remind, overdue_offers
from courseapp.selection.releasing import due_releases, take_step
from courseapp.selection.reminding import is_due, remind


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to release what is due, to end overdue offers, and to remind of others."""

    def release_due_decisions() -> None:
        with app.app_context():
            release_due()

    def lapse_overdue_offers() -> None:
        with app.app_context():
            lapse_overdue()

    def remind_of_offers() -> None:
        with app.app_context():
            remind_due()

    def end_waits() -> None:
        with app.app_context():
            end_waits_due()

    jobs.periodic_task(crontab(minute="*/15"), name="end_waits")(end_waits)
    jobs.periodic_task(crontab(minute="*"), name="release_due_decisions")(release_due_decisions)
    jobs.periodic_task(crontab(minute="*/2"), name="lapse_overdue_offers")(lapse_overdue_offers)
    jobs.periodic_task(crontab(minute="*/10"), name="remind_of_offers")(remind_of_offers)


def release_due() -> int:
    """Take all steps of releases that are due; return how many were taken here.

    Each is a transaction of its own, and looked at again behind its lock: two workers share them,
    and after a power cut the next one goes on. Needs an application context.
    """
    now = current_app.extensions["clock"]()
    due = due_releases(session(), now)
    session().rollback()
    taken = 0
    for release_id in due:
        goes_on = True
        while goes_on:
            goes_on = take_step(session(), release_id, now)
            session().commit()
            taken += 1
    return taken


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


def end_waits_due() -> int:
    """End each wait for an event that has begun; return how many were ended here.

    Two workers may run this at once. Needs an application context.
    """
    now = current_app.extensions["clock"]()
    due = waits_to_end(session(), now)
    session().rollback()
    ended = 0
    for application_id in due:
        ended += end_wait(session(), application_id, now)
        session().commit()
    return ended


def remind_due() -> int:
    """Remind of each offer that ends soon; return how many letters were written here.

    Needs an application context.
    """
    now = current_app.extensions["clock"]()
    due = [offer.id for offer in offers_to_remind(session(), now) if is_due(offer, now)]
    session().rollback()
    written = 0
    for offer_id in due:
        written += remind(session(), offer_id, now)
        session().commit()
    return written
