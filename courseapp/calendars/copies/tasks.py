"""The jobs of the copies: build what changed, at once after a commit and every minute."""

from datetime import datetime
from typing import cast

from flask import Flask, current_app
from huey import Huey, crontab

from courseapp.calendars.copies.giving import COPIES, Copies
from courseapp.calendars.copies.noticing import WAKE
from courseapp.calendars.copies.refreshing import doubt_all, forget_unread, freshen
from courseapp.calendars.feeds.public import Site
from courseapp.core.clock import Clock
from courseapp.extensions import db


def register(jobs: Huey, app: Flask) -> None:
    """Keep the copies of this app, teach the worker to build them, and let the app wake it."""
    settings = app.extensions["settings"]
    site = Site(settings.site_name, settings.base_url)

    def now() -> datetime:
        return cast(Clock, app.extensions["clock"])()

    app.extensions[COPIES] = Copies(lambda: db.engine, now, site)
    started = now()

    def build() -> None:
        with app.app_context():
            freshen_copies()

    def build_and_forget() -> None:
        with app.app_context():
            freshen_copies()
            forget_unread(db.engine, now())

    def doubt() -> None:
        with app.app_context():
            doubt_all(db.engine, started)
            freshen_copies()

    jobs.periodic_task(crontab(minute="*"), name="freshen_feeds_each_minute")(build_and_forget)
    jobs.on_startup(name="doubt_feeds")(doubt)
    app.extensions[WAKE] = jobs.task(name="freshen_feeds")(build)


def freshen_copies() -> int:
    """Build what is not as it should be; return how many copies were built."""
    copies: Copies = current_app.extensions[COPIES]
    return freshen(copies.bind(), copies.clock(), copies.site)
