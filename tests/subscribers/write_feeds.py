"""Writes public feeds of a database into a folder, as a process of its own.

``python -m tests.subscribers.write_feeds instance database-url now folder``
"""

import sys
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from courseapp.app import create_app
from courseapp.extensions import db
from tests.subscribers.feeds import write_all
from tests.support.databases import settings_for_tests


def main(instance: str, database_url: str, now: str, folder: str) -> None:
    app = create_app(settings_for_tests(Path(instance), database_url))
    with app.app_context(), Session(db.engine) as session:
        write_all(session, datetime.fromisoformat(now), Path(folder), some=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
