"""The secret addresses of one's own calendars: made, replaced, stopped, each by itself."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.calendars.kinds import KINDS, SecretKind, kinds_for
from courseapp.calendars.models import LONGEST_NAME, EndedEntry, PersonalFeed
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.core.ids import random_token, token_hash
from courseapp.selection.rules import Language

MOST_ADDRESSES = 20


def make_address(
    session: Session,
    now: datetime,
    person: Person,
    kind: SecretKind = SecretKind.MINE,
    name: str = "",
    language: Language = Language.ENGLISH,
) -> str:
    """Return the secret of a new address; `name` is the person's own, by which she knows it.

    In `language` the calendar speaks, as far as the words are ours.

    Only its hash is stored: nobody can show it again. Raises Problem for a kind that is not hers,
    and for one address too many.
    """
    lock(session, Person, person.id)
    _require_hers(person, kind)
    _require_room(session, person)
    feed = PersonalFeed(
        person_id=person.id,
        kind=kind,
        name=" ".join(name.split())[:LONGEST_NAME],
        language=language,
        created_at=now,
    )
    token = _new_secret(session, feed)
    _log(session, now, person, "make", f"Made a calendar address: {KINDS[kind]}.")
    return token


def replace_address(session: Session, now: datetime, person: Person, feed_id: int) -> str:
    """Return the secret of an address that takes the place of another, which stops working.

    Raises NotFound for one that is not hers, or that was stopped already.
    """
    lock(session, Person, person.id)
    old = _own(session, person, feed_id)
    _require_hers(person, old.kind)
    old.revoked_at = now
    new = PersonalFeed(
        person_id=person.id,
        kind=old.kind,
        name=old.name,
        language=old.language,
        created_at=now,
    )
    token = _new_secret(session, new)
    went = update(EndedEntry).where(EndedEntry.feed_id == old.id)
    session.execute(went.values(feed_id=new.id))  # it is the same calendar, and counts on
    _log(session, now, person, "replace", f"Replaced a calendar address: {KINDS[old.kind]}.")
    return token


def revoke_address(session: Session, now: datetime, person: Person, feed_id: int) -> None:
    """Stop one address of the person. Raises NotFound for one that is not hers."""
    lock(session, Person, person.id)
    feed = _own(session, person, feed_id)
    feed.revoked_at = now
    session.execute(delete(EndedEntry).where(EndedEntry.feed_id == feed.id))  # nobody reads it now
    _log(session, now, person, "revoke", f"Stopped a calendar address: {KINDS[feed.kind]}.")
    session.flush()


def _new_secret(session: Session, feed: PersonalFeed) -> str:
    token = random_token()
    feed.token_hash = token_hash(token)
    session.add(feed)
    session.flush()
    return token


def _own(session: Session, person: Person, feed_id: int) -> PersonalFeed:
    feed = session.get(PersonalFeed, feed_id)
    if feed is None or feed.person_id != person.id or feed.revoked_at is not None:
        raise NotFound
    return feed


def _require_hers(person: Person, kind: SecretKind) -> None:
    if kind not in kinds_for(person):
        raise Problem("This calendar is for organisers of an initiative.", "kind")


def _require_room(session: Session, person: Person) -> None:
    counted = select(func.count()).where(
        PersonalFeed.person_id == person.id, PersonalFeed.revoked_at.is_(None)
    )
    if (session.scalar(counted) or 0) >= MOST_ADDRESSES:
        raise Problem(f"You have {MOST_ADDRESSES} addresses. Stop one that you do not use first.")


def _log(session: Session, now: datetime, person: Person, verb: str, summary: str) -> None:
    record(
        session,
        at=now,
        actor=person.display_name,
        verb=f"{verb} calendar address",
        subject=f"person/{person.id}",
        summary=summary,
    )
