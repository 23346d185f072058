"""Who a secret address belongs to, and when it was used."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session, lazyload

from courseapp.accounts.models import Person
from courseapp.calendars.models import PersonalFeed
from courseapp.core.errors import NotFound
from courseapp.core.ids import token_hash

RIGHT_TO = timedelta(hours=1)  # when an address was last used is noted once in it at most


def feed_with_token(session: Session, token: str) -> PersonalFeed:
    """Return the calendar that the secret opens, with its person and her roles. Two statements.

    Raises NotFound, after one statement, for a token that never was, that was replaced or
    stopped, or whose person's account is closed.
    """
    wanted = (
        select(PersonalFeed)
        .join(Person)
        .where(
            PersonalFeed.token_hash == token_hash(token),
            PersonalFeed.revoked_at.is_(None),
            Person.disabled_at.is_(None),
        )
    )
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFound
    return found


def own_feeds(session: Session, person: Person) -> Sequence[PersonalFeed]:
    """Return the person's addresses that work, the oldest first."""
    return session.scalars(
        select(PersonalFeed)
        .where(PersonalFeed.person_id == person.id, PersonalFeed.revoked_at.is_(None))
        .options(lazyload(PersonalFeed.person))
        .order_by(PersonalFeed.id)
    ).all()


def is_use_worth_noting(feed: PersonalFeed, now: datetime) -> bool:
    """Return whether nobody noted within the hour that the address is used."""
    return feed.last_used_at is None or feed.last_used_at <= now - RIGHT_TO


def note_use(session: Session, feed_id: int, now: datetime) -> None:
    """Note that the address is used. Of many at once, one writes."""
    session.execute(
        update(PersonalFeed)
        .where(
            PersonalFeed.id == feed_id,
            or_(PersonalFeed.last_used_at.is_(None), PersonalFeed.last_used_at <= now - RIGHT_TO),
        )
        .values(last_used_at=now)
    )
