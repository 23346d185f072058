"""The worker's part: plan anew after an event or its people have changed, and send what is due."""

import logging
from collections.abc import Iterable, Sequence

from flask import Flask, current_app, has_app_context
from huey import Huey, crontab
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Session

from courseapp.core.request import session
from courseapp.events.models import Event
from courseapp.extensions import db
from courseapp.reminders.noticing import CHANGED, Changed, changed_in, gathered
from courseapp.reminders.replanning import events_to_plan, replan
from courseapp.reminders.sending import due_messages, send_planned

WAKE = "wake_message_plans"

log = logging.getLogger(__name__)


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to plan and to send, and let the app wake it."""

    def plan_all() -> None:
        with app.app_context():
            plan_messages()

    def plan_some(found: Sequence[tuple[int, int]]) -> None:
        with app.app_context():
            plan_messages([Changed(*each) for each in found])

    def send_due() -> None:
        with app.app_context():
            send_due_messages()

    # What is missed because the power went just after a commit is found within half an hour.
    jobs.periodic_task(crontab(minute="*/30"), name="plan_messages")(plan_all)
    jobs.periodic_task(crontab(minute="*"), name="send_planned_messages")(send_due)
    app.extensions[WAKE] = jobs.task(name="plan_messages_of_events")(plan_some)


def plan_messages(found: Iterable[Changed] | None = None) -> int:
    """Plan what has changed anew, or all that may have messages; return how much was changed.

    Each event in a transaction of its own. Needs an application context.
    """
    now = current_app.extensions["clock"]()
    wanted = list(map(Changed, events_to_plan(session())) if found is None else found)
    session().rollback()
    changed = 0
    for each in wanted:
        event = session().get(Event, each.event_id)
        changed += replan(session(), now, event, each.application_id or None) if event else 0
        session().commit()
    return changed


def send_due_messages() -> int:
    """Send each message that is due in a transaction of its own; return how many were sent here.

    Two workers may run this at once. One message that cannot be written does not hold up the
    others. Needs an application context.
    """
    now = current_app.extensions["clock"]()
    due = due_messages(session(), now)
    session().rollback()
    return sum(_send(each) for each in due)


def _send(planned_id: int) -> bool:
    """A clock of its own for each: of many, the last ones may come to be sent at night."""
    try:
        sent = send_planned(session(), planned_id, current_app.extensions["clock"]())
        session().commit()
    except Exception:
        session().rollback()
        log.exception("planned message %s was not sent", planned_id)
        return False
    return sent


@listens_for(db.session, "after_flush")
def _notice_what_changes(changing: Session, _context: object) -> None:
    found = changed_in(changing)
    if found:
        changing.info.setdefault(CHANGED, set()).update(found)


@listens_for(db.session, "after_commit")
def _wake_the_worker(done: Session) -> None:
    """Only after the commit: a job that runs before it would plan what is no more."""
    if done.in_nested_transaction():
        return  # only a savepoint was released
    found = done.info.pop(CHANGED, None)
    if found and has_app_context():
        current_app.extensions[WAKE]([tuple(each) for each in gathered(found)])
