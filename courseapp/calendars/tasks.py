"""The worker's part: when a secret address was used is noted by it, and never by who reads."""

from datetime import datetime, timedelta
from typing import cast

from flask import Flask, current_app
from huey import Huey

from courseapp.calendars.feeds.secrets import RIGHT_TO, note_use
from courseapp.core.request import session

NOTE_USE, LAST_ASKED = "note_calendar_use", "calendar_uses_asked"


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to note that an address is used."""

    def note(feed_id: int) -> None:
        with app.app_context():
            note_now(feed_id)

    app.extensions[NOTE_USE] = jobs.task(name=NOTE_USE)(note)
    app.extensions[LAST_ASKED] = {}


def note_now(feed_id: int) -> None:
    """Note that the address is used now. Needs an application context."""
    note_use(session(), feed_id, current_app.extensions["clock"]())
    session().commit()


def ask_to_note(feed_id: int, now: datetime) -> None:
    """Ask the worker to note it; once in an hour at most, also while no worker runs."""
    asked = cast(dict[int, datetime], current_app.extensions[LAST_ASKED])
    if now - asked.get(feed_id, now - timedelta(days=1)) < RIGHT_TO:
        return
    asked[feed_id] = now
    current_app.extensions[NOTE_USE](feed_id)
