"""What a feature above has to say on the page of somebody who registered; `app.py` connects it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from flask import Flask, current_app
from sqlalchemy.orm import Session

from courseapp.applications.beside import Beside
from courseapp.applications.models import Application

_KEY = "beside_registrations"

Source = Callable[[Session, Application, datetime], Beside | None]


def connect(app: Flask, source: Source) -> None:
    """Let `source` say what it has to say, without a button: she needs no account here."""
    app.extensions.setdefault(_KEY, []).append(source)


def beside(session: Session, application: Application, now: datetime) -> Sequence[Beside]:
    """Return all that there is to say, in the order of their connecting."""
    sources: list[Source] = current_app.extensions.get(_KEY, [])
    said = (source(session, application, now) for source in sources)
    return tuple(each for each in said if each is not None)
