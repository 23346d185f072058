"""What a view needs of the running request: its one instant and its database session."""

from datetime import datetime
from typing import cast

from flask import current_app, g
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Session

from courseapp.core.clock import Clock


def now() -> datetime:
    """Return the instant at which this request is decided: the same however often asked."""
    if "now" not in g:
        clock = cast(Clock, current_app.extensions["clock"])
        g.now = clock()
    return cast(datetime, g.now)


def session() -> Session:
    """Return this request's database session; the request commits it, nobody else."""
    return cast(SQLAlchemy, current_app.extensions["sqlalchemy"]).session()
