"""The worker's part: what nobody confirmed, and pages that nobody fetched for long, are let go."""

from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask, current_app
from huey import Huey, crontab

from courseapp.core.request import session
from courseapp.programmes.forgetting import forget_old_imports
from courseapp.programmes.giving_out import typeset_folder

SET_PAGES_KEPT_FOR = timedelta(days=30)


def register(jobs: Huey, app: Flask) -> None:
    """Teach the worker to tidy up each night."""

    def tidy_up() -> None:
        with app.app_context():
            now = current_app.extensions["clock"]()
            forget_old_imports(session(), now)
            session().commit()
            remove_old_pages(typeset_folder(), now)

    jobs.periodic_task(crontab(hour="3", minute="23"), name="forget_programme_imports")(tidy_up)


def remove_old_pages(folder: Path, now: datetime) -> int:
    """Remove set pages written longer ago than a month: each is set again when it is wanted."""
    limit = (now - SET_PAGES_KEPT_FOR).timestamp()
    old = [path for path in folder.glob("*.pdf") if path.stat().st_mtime < limit]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
