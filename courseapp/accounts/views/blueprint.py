"""What the views of accounts share."""

from flask import Blueprint, redirect
from flask import session as cookie
from flask_login import logout_user
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_sign_in, optional_person, remember
from courseapp.accounts.models import Person
from courseapp.accounts.signing_in import end_sign_in, start_sign_in
from courseapp.core.request import now, session

Page = str | Response | tuple[str, int]

blueprint = Blueprint("accounts", __name__)


def welcome(person: Person, by_link: bool, target: str) -> Response:
    """Sign the person in on this device with a fresh secret, and lead on to the target."""
    if optional_person() is not None:
        end_sign_in(now(), current_sign_in())
    remember(person, *start_sign_in(session(), now(), person, by_link))
    return redirect(target, 303)


def forget_browser() -> None:
    """Leave nothing of the sign-in in the browser."""
    cookie.clear()
    logout_user()
