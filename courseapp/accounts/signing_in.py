"""Signing in and out. Only a link sent by mail makes an account: it proves the address."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from courseapp.accounts.links import make_link, use_link
from courseapp.accounts.models import OneTimeLink, Person, SignIn
from courseapp.accounts.passwords import hash_password, password_fits, refresh_hash
from courseapp.accounts.rules import SIGN_IN_LIFETIME, LinkPurpose, canonical_email
from courseapp.accounts.throttling import (
    LINK_BY_ACCOUNT,
    LINK_BY_ADDRESS,
    PASSWORD_BY_ACCOUNT,
    PASSWORD_BY_ADDRESS,
    count_attempt,
    forgive,
    refuse_too_many,
)
from courseapp.core.audit import record
from courseapp.core.errors import Problem
from courseapp.core.ids import random_token, token_hash
from courseapp.core.translations import ENGLISH, in_language, lazy_gettext, noted
from courseapp.mail.outbox import queue

WRONG = noted(
    "This e-mail address and this password do not belong together. Check both, or ask for a link."
)
USED_UP = lazy_gettext("This link was used already, or its time is over. Ask for a new one.")


def find_person(session: Session, email: str) -> Person | None:
    """Return who has the address, or None."""
    return session.scalars(select(Person).where(Person.email == canonical_email(email))).first()


def find_or_make_person(session: Session, now: datetime, email: str) -> Person:
    """Return who has the address; an account that is made now has an address not yet proved."""
    return find_person(session, email) or _new_person(session, now, canonical_email(email))


def send_link(
    session: Session,
    now: datetime,
    email: str,
    address: str,
    next_path: str,
    language: str = ENGLISH,
) -> None:
    """Mail a one-time link that leads on to `next_path`, be the address known or not.

    `language` is that of the page on which it is asked for. Raises Problem where the account or
    the network address asked too often.
    """
    known_as = canonical_email(email)
    refuse_too_many(session, now, LINK_BY_ACCOUNT, known_as)
    refuse_too_many(session, now, LINK_BY_ADDRESS, address)
    count_attempt(session, now, LINK_BY_ACCOUNT, known_as)
    count_attempt(session, now, LINK_BY_ADDRESS, address)
    token = make_link(session, now, known_as, LinkPurpose.SIGN_IN, next_path)
    with in_language(language):
        queue(
            session,
            now,
            kind="account_link",
            to=known_as,
            about="account",
            context={"token": token},
            holds_secret=True,
        )


def check_password(
    session: Session, now: datetime, email: str, password: str, address: str
) -> Person | None:
    """Return the person whose password it is, or None after counting the try.

    Raises Problem where there were too many tries.
    """
    known_as = canonical_email(email)
    refuse_too_many(session, now, PASSWORD_BY_ACCOUNT, known_as)
    refuse_too_many(session, now, PASSWORD_BY_ADDRESS, address)
    person = find_person(session, known_as)
    if not password_fits(person, password) or person is None or person.disabled_at:
        count_attempt(session, now, PASSWORD_BY_ACCOUNT, known_as)
        count_attempt(session, now, PASSWORD_BY_ADDRESS, address)
        return None
    forgive(session, PASSWORD_BY_ACCOUNT, known_as)
    refresh_hash(person, password)
    return person


def follow_link(session: Session, now: datetime, link: OneTimeLink) -> Person:
    """Use the link and return its person, who is made now where the address is new.

    Raises Problem where the link is used up, or the account is closed.
    """
    if not use_link(session, link, now):
        raise Problem(USED_UP)
    person = find_or_make_person(session, now, link.email)
    if person.disabled_at:
        raise Problem(
            lazy_gettext("This account is closed. Write to us if you think that this is a mistake.")
        )
    if link.purpose is not LinkPurpose.TERMINAL:
        person.email_verified_at = person.email_verified_at or now
        forgive(session, PASSWORD_BY_ACCOUNT, link.email)
    return person


def start_sign_in(
    session: Session, now: datetime, person: Person, by_link: bool
) -> tuple[SignIn, str]:
    """Return a new sign-in of the person and its secret, for the browser's cookie."""
    token = random_token()
    sign_in = SignIn(
        token_hash=token_hash(token),
        person=person,
        by_link=by_link,
        created_at=now,
        expires_at=now + SIGN_IN_LIFETIME,
    )
    session.add(sign_in)
    return sign_in, token


def end_sign_in(now: datetime, sign_in: SignIn) -> None:
    """Sign one device out: its cookie is worth nothing from now on."""
    sign_in.ended_at = now


def end_all_sign_ins(session: Session, now: datetime, person: Person) -> None:
    """Sign every device of the person out."""
    session.execute(
        update(SignIn)
        .where(SignIn.person_id == person.id, SignIn.ended_at.is_(None))
        .values(ended_at=now)
    )


def set_password(
    session: Session, now: datetime, person: Person, password: str, actor: str
) -> None:
    """Give the person a new password and sign all her devices out."""
    person.password_hash = hash_password(password)
    end_all_sign_ins(session, now, person)
    record(
        session,
        at=now,
        actor=actor,
        verb="set password",
        subject=f"person/{person.id}",
        summary="The password was changed; all devices were signed out.",
    )


def disable(session: Session, now: datetime, person: Person, actor: Person | None) -> None:
    """Close the account: no way in, and every device is signed out at once.

    Raises Problem where somebody would close her own.
    """
    if actor is not None and actor.id == person.id:
        raise Problem("You cannot close your own account. Ask another administrator.")
    person.disabled_at = now
    end_all_sign_ins(session, now, person)
    _note(session, now, person, actor, "close", f"The account {person.email} was closed.")


def enable(session: Session, now: datetime, person: Person, actor: Person | None) -> None:
    """Open a closed account again; its person signs in anew."""
    person.disabled_at = None
    _note(session, now, person, actor, "open", f"The account {person.email} was opened again.")


def _note(
    session: Session, now: datetime, person: Person, actor: Person | None, verb: str, summary: str
) -> None:
    name = actor.display_name if actor is not None else "operator"
    about = f"person/{person.id}"
    record(session, at=now, actor=name, verb=verb, subject=about, summary=summary)


def _new_person(session: Session, now: datetime, email: str) -> Person:
    try:
        with session.begin_nested():
            person = Person(email=email, created_at=now)
            session.add(person)
    except IntegrityError:  # the same new address twice at the same moment
        found = find_person(session, email)
        if found is None:
            raise
        return found
    return person
