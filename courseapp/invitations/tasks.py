"""The worker's part: plans what is due after each change, and fetches answers every minute."""

import logging

from flask import Flask, current_app
from huey import Huey, crontab

from courseapp.core.request import session
from courseapp.invitations.noticing import WAKE
from courseapp.invitations.planning import plan_event
from courseapp.invitations.queries import waiting_events
from courseapp.invitations.receiving.fetching import fetch_replies
from courseapp.invitations.receiving.forgetting import forget_replies
from courseapp.mail.outbox import absolute_url

log = logging.getLogger(__name__)


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to plan and to fetch, and let the app wake it."""

    def plan() -> None:
        with app.app_context():
            plan_due()

    def fetch() -> None:
        with app.app_context():
            fetch_due()

    def forget() -> None:
        with app.app_context():
            forget_replies(session(), current_app.extensions["clock"]())
            session().commit()

    jobs.periodic_task(crontab(minute="*"), name="plan_invitations_each_minute")(plan)
    jobs.periodic_task(crontab(minute="*"), name="fetch_replies_to_invitations")(fetch)
    jobs.periodic_task(crontab(hour="3", minute="41"), name="forget_replies")(forget)
    app.extensions[WAKE] = jobs.task(name="plan_invitations")(plan)


def plan_due() -> int:
    """Plan each event of which something changed; return how many. Needs an application context.

    Each step is a transaction of its own behind the lock of its event, so two workers may run
    this at once. What breaks for one event is logged and does not keep the others waiting.
    """
    waiting = waiting_events(session())
    session().rollback()
    for event_id in waiting:
        try:
            _plan_whole(event_id)
        except Exception:
            session().rollback()
            log.exception("The invitations of event %s were not planned", event_id)
    return len(waiting)


def _plan_whole(event_id: int) -> None:
    more = True
    while more:
        now = current_app.extensions["clock"]()
        more = plan_event(session(), event_id, now, absolute_url(""))
        session().commit()


def fetch_due() -> int:
    """Take what lies in the mailbox for answers; return how many messages."""
    url = current_app.extensions["settings"].imap_url
    return fetch_replies(session(), url, current_app.extensions["clock"]) if url else 0
