"""One transaction a request: shared for reading, exclusive for writing, committed once."""

from flask import Flask, Response, g, request

from courseapp.core.database import reading
from courseapp.extensions import db

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def wire(app: Flask) -> None:
    """Make each request of the app run in one transaction of the right kind."""
    app.before_request(_choose_transaction)
    app.after_request(_commit_or_roll_back)
    app.teardown_request(_forget_choice)


def _choose_transaction() -> None:
    g.reading_token = reading.set(request.method in SAFE_METHODS)


def _commit_or_roll_back(response: Response) -> Response:
    if response.status_code < 500:
        db.session.commit()
    else:
        db.session.rollback()
    return response


def _forget_choice(_error: BaseException | None) -> None:
    token = g.pop("reading_token", None)
    if token is not None:
        reading.reset(token)
