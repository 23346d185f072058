"""The worker's part of conflicts: what applicants change after sending is looked at anew."""

from flask import Flask, current_app
from huey import Huey, crontab
from sqlalchemy import select

from courseapp.applications.models import Application
from courseapp.core.request import session
from courseapp.events.models import Event
from courseapp.review.conflicts.running import detect_conflicts
from courseapp.review.models import Assignment, ReviewRound
from courseapp.review.rounds import phase_of
from courseapp.review.rules import Phase


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to look for conflicts where people review at present."""

    def look() -> None:
        with app.app_context():
            look_for_conflicts()

    jobs.periodic_task(crontab(minute="*/10"), name="look_for_conflicts")(look)


def look_for_conflicts() -> int:
    """Detect conflicts in each event that is being reviewed; return in how many.

    Answers can be changed after sending, and profiles of applicants with them. Each event is
    committed by itself. Needs an application context.
    """
    now = current_app.extensions["clock"]()
    rows = session().scalars(select(ReviewRound).order_by(ReviewRound.event_id))
    live = {row.event_id for row in rows if phase_of(row, now) is not Phase.CLOSED}
    assigned = select(Application.event_id).join(Assignment).distinct()
    wanted = live & set(session().scalars(assigned))
    session().rollback()
    for event_id in sorted(wanted):
        detect_conflicts(session(), None, now, session().get_one(Event, event_id))
        session().commit()
    return len(wanted)
