"""What somebody sent while signed out waits here until she is signed in again."""

from datetime import datetime
from urllib.parse import urlsplit

from flask import current_app, request
from flask import session as cookie
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from courseapp.accounts.current import lapsed_person_id, optional_person
from courseapp.accounts.models import ParkedForm
from courseapp.accounts.rules import PARKED_FORM_LIFETIME, own_path
from courseapp.core.ids import random_token, token_hash
from courseapp.core.request import now, session

LONGEST_PATH = 500


def park(session: Session, at: datetime) -> None:
    """Keep this request's form for its writer, bound to her where her lapsed sign-in tells who."""
    values = {
        name: texts
        for name, texts in request.form.lists()
        if name != "csrf_token" and "password" not in name
    }
    path = request.path
    if not values or len(path) > LONGEST_PATH or not sent_from_own_page():
        return
    token = random_token()
    session.add(
        ParkedForm(
            token_hash=token_hash(token),
            person_id=lapsed_person_id(),
            path=path,
            values=values,
            created_at=at,
        )
    )
    cookie["parked"] = token


def parked_values(path: str) -> MultiDict[str, str] | None:
    """Return what the present reader had sent to the path before she had to sign in, or None."""
    token = cookie.get("parked")
    person = optional_person()
    if token is None or person is None:
        return None
    form = (
        session()
        .scalars(
            select(ParkedForm).where(
                ParkedForm.token_hash == token_hash(token),
                ParkedForm.path == path,
                ParkedForm.created_at > now() - PARKED_FORM_LIFETIME,
            )
        )
        .first()
    )
    if form is None or form.person_id not in {None, person.id}:
        return None
    return MultiDict((name, text) for name, texts in form.values.items() for text in texts)


def forget_parked() -> None:
    """Let go of what was parked: its writer has sent it again and it was taken."""
    cookie.pop("parked", None)


def sent_from_own_page() -> bool:
    """Return whether the browser says that the form stood on one of our own pages."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.host


def page_to_return_to() -> str:
    """Return the own page that this request belongs to and that can be opened with GET."""
    if request.method in {"GET", "HEAD"}:
        return request.full_path.rstrip("?")
    if _can_be_opened(request.path):
        return request.path
    came_from = urlsplit(request.headers.get("Referer", ""))
    return own_path(came_from.path) if came_from.netloc == request.host else "/"


def _can_be_opened(path: str) -> bool:
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return False
    return True
