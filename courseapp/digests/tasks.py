"""The worker's part: news are noticed, digests go out in the morning, addresses are forgotten."""

from flask import Flask, current_app
from huey import Huey, crontab

from courseapp.core.request import session
from courseapp.digests.gathering import newest
from courseapp.digests.noticing import notice, other_than_seen
from courseapp.digests.sending import due_digests, send_one
from courseapp.digests.subscribing import forget_unconfirmed


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to notice, to send and to forget."""

    def send_digests() -> None:
        with app.app_context():
            notice_news()
            send_due_digests()

    def forget_digests() -> None:
        with app.app_context():
            forget()

    jobs.periodic_task(crontab(minute="10,40"), name="send_digests")(send_digests)
    jobs.periodic_task(crontab(hour="3", minute="27"), name="forget_digests")(forget_digests)


def notice_news() -> int:
    """Keep what has become new of public events; return how much. Needs an app context."""
    now = current_app.extensions["clock"]()
    found = other_than_seen(session(), now)
    session().rollback()
    noticed = 0
    for event_id in found:
        noticed += notice(session(), now, event_id)
        session().commit()
    return noticed


def send_due_digests() -> int:
    """Send each digest that is due in a transaction of its own; return how many were sent here.

    Two workers may run this at once. Needs an application context.
    """
    now = current_app.extensions["clock"]()
    due = [(each.id, each.told_until) for each in due_digests(session(), now)]
    since = min((until for _, until in due if until), default=now)
    news = newest(session(), now, since) if due else None
    sent = 0
    for subscription_id, _ in due:
        if news is not None:
            sent += send_one(session(), now, subscription_id, news)
        session().commit()
    return sent


def forget() -> int:
    """Forget what was never confirmed and return how many. Needs an application context."""
    count = forget_unconfirmed(session(), current_app.extensions["clock"]())
    session().commit()
    return count
