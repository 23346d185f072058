"""The secret address of one's own calendar: made, replaced, revoked."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.calendars.feeds.queries import own_feed
from courseapp.calendars.models import PersonalFeed
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.ids import random_token, token_hash


def make_address(session: Session, now: datetime, person: Person) -> str:
    """Return the secret of a new address; one that the person had before stops working.

    Only its hash is stored: nobody can show it again.
    """
    lock(session, Person, person.id)
    had_one = _end(session, now, person)
    token = random_token()
    session.add(PersonalFeed(person_id=person.id, token_hash=token_hash(token), created_at=now))
    if had_one:
        _log(session, now, person, "replace", "Replaced the calendar address.")
    else:
        _log(session, now, person, "make", "Made a calendar address.")
    session.flush()
    return token


def revoke_address(session: Session, now: datetime, person: Person) -> bool:
    """Stop the person's address and return whether she had one."""
    lock(session, Person, person.id)
    had_one = _end(session, now, person)
    if had_one:
        _log(session, now, person, "revoke", "Stopped the calendar address.")
    session.flush()
    return had_one


def _end(session: Session, now: datetime, person: Person) -> bool:
    feed = own_feed(session, person)
    if feed is None:
        return False
    feed.revoked_at = now
    session.flush()  # before the next one: only one may be alive
    return True


def _log(session: Session, now: datetime, person: Person, verb: str, summary: str) -> None:
    record(
        session,
        at=now,
        actor=person.display_name,
        verb=f"{verb} calendar address",
        subject=f"person/{person.id}",
        summary=summary,
    )
