"""An application that has its own page elsewhere: a feature above knows, `app.py` connects it."""

from collections.abc import Callable

from flask import Flask, current_app
from sqlalchemy.orm import Session

from courseapp.applications.models import Application

_KEY = "pages_of_applications"
Find = Callable[[Session, Application], str]


def connect(app: Flask, find: Find) -> None:
    """Let `find` say on which page somebody follows an application; "" where that is the usual."""
    app.extensions[_KEY] = find


def page_elsewhere(session: Session, application: Application) -> str:
    """Return the path of the page on which she follows it; "" where that is the usual one."""
    find: Find | None = current_app.extensions.get(_KEY)
    return find(session, application) if find else ""
