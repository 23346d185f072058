"""The worker's part: build what changed, at once; forget what nobody asks for."""

import logging
from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Engine, delete, func, select, update

from courseapp.calendars.copies.building import build
from courseapp.calendars.copies.keeping import claim, needs_build
from courseapp.calendars.copies.models import FeedCopy
from courseapp.calendars.copies.news import take_news
from courseapp.calendars.copies.standing import FORGOTTEN_AFTER
from courseapp.calendars.feeds.public import Site
from courseapp.core.database import reading_session, writing_session
from courseapp.core.errors import NotFound

logger = logging.getLogger(__name__)


def freshen(bind: Engine | Connection, now: datetime, site: Site) -> int:
    """Build every copy that is not as it should be, and return how many were.

    Many changes at once are one build of each copy that shows some of them.
    """
    while take_news(bind):
        pass
    return sum(_rebuilt(bind, now, key, site) for key in _waiting(bind, now))


def forget_unread(bind: Engine | Connection, now: datetime) -> None:
    """Keep no copies of feeds for which nobody has asked in a month."""
    with writing_session(bind) as session:
        session.execute(delete(FeedCopy).where(FeedCopy.asked_at <= now - FORGOTTEN_AFTER))


def doubt_all(bind: Engine | Connection, now: datetime) -> None:
    """Build everything again: what was built before may be by an older version of the product.

    Where it was not, the octets are the same, and no reader notices.
    """
    with writing_session(bind) as session:
        session.execute(
            update(FeedCopy)
            .where(FeedCopy.built_at < now)
            .values(stale_since=func.coalesce(FeedCopy.stale_since, now), marks=FeedCopy.marks + 1)
            .execution_options(synchronize_session=False)
        )


def _waiting(bind: Engine | Connection, now: datetime) -> Sequence[str]:
    """What must not be seen any longer comes first, then what is old the longest."""
    with reading_session(bind) as session:
        return session.scalars(
            select(FeedCopy.key)
            .where(needs_build(now))
            .order_by(FeedCopy.is_withheld.desc(), FeedCopy.stale_since, FeedCopy.id)
        ).all()


def _rebuilt(bind: Engine | Connection, now: datetime, key: str, site: Site) -> bool:
    with writing_session(bind) as session:
        claimed = claim(session, now, key, uuid4().hex)
    if claimed is None:
        return False
    try:
        build(bind, now, claimed, site)
    except NotFound:
        logger.info("The feed %s is no more.", key)
    except Exception:
        logger.exception("The feed %s cannot be built.", key)  # the others must not wait for it
        return False
    return True
