"""Whether somebody supports an application: a feature above knows, `app.py` connects it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, current_app
from sqlalchemy.orm import Session

from courseapp.applications.models import Application

_KEY = "support_of_applications"


@dataclass(frozen=True)
class Support:
    """How it stands with the supervisor, as far as the applicant may know: only that she answered.

    `asked_at` is when the last letter went out, None before the first one.
    """

    name: str
    email: str
    asked_at: datetime | None
    has_answered: bool
    may_ask: bool


Find = Callable[[Session, Application, datetime], Support | None]


def connect(app: Flask, find: Find) -> None:
    """Let `find` say how it stands; None where nobody is named."""
    app.extensions[_KEY] = find


def support_of(session: Session, application: Application, now: datetime) -> Support | None:
    """Return how it stands with her supervisor; None where nobody is named."""
    find: Find | None = current_app.extensions.get(_KEY)
    return find(session, application, now) if find else None
