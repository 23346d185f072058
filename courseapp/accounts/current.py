"""Who is asking: the sign-in behind the cookie, looked up in the database each time."""

from flask import abort, request
from flask import session as cookie
from flask_login import UserMixin, current_user, login_user
from sqlalchemy import select

from courseapp.accounts.models import Person, SignIn
from courseapp.core.ids import token_hash
from courseapp.core.request import now, session
from courseapp.countries.zones import known_zone
from courseapp.extensions import login_manager

COOKIE_KEY = "_user_id"  # flask-login's own
ZONE_COOKIE = "zone_chosen"


class SignedIn(UserMixin):
    """A person on one device. What the cookie holds is the secret of the sign-in, no name."""

    def __init__(self, person: Person, sign_in: SignIn, token: str) -> None:
        self.person = person
        self.sign_in = sign_in
        self.token = token
        self.email = person.email
        self.display_name = person.display_name

    def get_id(self) -> str:
        return self.token


@login_manager.user_loader
def _load(token: str) -> SignedIn | None:
    found = session().scalars(select(SignIn).where(SignIn.token_hash == token_hash(token))).first()
    if found is None or found.ended_at is not None or found.expires_at <= now():
        return None
    return None if found.person.disabled_at else SignedIn(found.person, found, token)


def optional_person() -> Person | None:
    """Return who is signed in, or None."""
    return current_user.person if current_user.is_authenticated else None


def current_person() -> Person:
    """Return who is signed in; only for views whose rule made sure that somebody is."""
    person = optional_person()
    if person is None:
        abort(404)
    return person


def current_sign_in() -> SignIn:
    """Return the sign-in of this device; only where somebody is signed in."""
    current_person()
    found: SignIn = current_user.sign_in
    return found


def has_lapsed() -> bool:
    """Return whether the browser holds a sign-in that is no longer good."""
    return COOKIE_KEY in cookie and not current_user.is_authenticated


def lapsed_person_id() -> int | None:
    """Return whose sign-in the browser holds, be it alive or over."""
    if COOKIE_KEY not in cookie:
        return None
    return session().scalar(
        select(SignIn.person_id).where(SignIn.token_hash == token_hash(cookie[COOKIE_KEY]))
    )


def remember(person: Person, sign_in: SignIn, token: str) -> None:
    """Give the browser a fresh cookie for the sign-in; of the old one only parked text stays."""
    parked = cookie.get("parked")
    cookie.clear()
    if parked:
        cookie["parked"] = parked
    cookie.permanent = True
    login_user(SignedIn(person, sign_in, token))


def chosen_zone() -> str | None:
    """Return the IANA zone that the reader asked for: now, earlier, or in her account."""
    person = optional_person()
    wishes = (
        request.args.get("zone"),
        request.cookies.get(ZONE_COOKIE),
        person.zone if person else None,
    )
    return next((name for name in wishes if name and known_zone(name)), None)


def reader_zone() -> str | None:
    """Return the zone that the reader chose, else the one that her browser told."""
    told = request.cookies.get("zone", "")
    return chosen_zone() or (told if known_zone(told) else None)
