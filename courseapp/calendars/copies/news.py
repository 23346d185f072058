"""News of what feeds show: which copies it concerns is noted with them, and the news is over."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, func, or_, select, update
from sqlalchemy.orm import Session

from courseapp.calendars.copies.models import FeedCopy, FeedNews
from courseapp.calendars.feeds.addresses import Address, in_path
from courseapp.calendars.feeds.public import concerned
from courseapp.core.database import reading_session, writing_session

BATCH = 1000


@dataclass(frozen=True)
class Marks:
    """Which copies show something old, since when, and which show what must not be seen."""

    stale: Collection[int]
    withheld: Collection[int]
    since: datetime


def take_news(bind: Engine | Connection) -> bool:
    """Note with each copy that the news concerns it; return whether there was any news.

    Two may do so at once: a mark too many costs one build that changes nothing. A copy whose
    first build begins after the news was read is built from what the news tells of.
    """
    with reading_session(bind) as session:
        news = session.scalars(select(FeedNews).order_by(FeedNews.id).limit(BATCH)).all()
        if not news:
            return False
        marks = _marks(session, news)
        taken = [each.id for each in news]
    with writing_session(bind) as session:
        mark(session, marks)
        session.execute(delete(FeedNews).where(FeedNews.id.in_(taken)))
    return True


def mark(session: Session, marks: Marks) -> None:
    """Note it with the copies; the rows are locked in one order, so that nobody waits in a ring."""
    if not marks.stale:
        return
    session.execute(
        select(FeedCopy.id)
        .where(FeedCopy.id.in_(marks.stale))
        .order_by(FeedCopy.id)
        .with_for_update()
    )
    session.execute(
        update(FeedCopy)
        .where(FeedCopy.id.in_(marks.stale))
        .values(
            stale_since=func.coalesce(FeedCopy.stale_since, marks.since),
            marks=FeedCopy.marks + 1,
            is_withheld=or_(FeedCopy.is_withheld, FeedCopy.id.in_(marks.withheld)),
        )
        .execution_options(synchronize_session=False)
    )


def _marks(session: Session, news: Sequence[FeedNews]) -> Marks:
    """What was taken back somewhere makes every copy look again, and those that show it at once."""
    withdrawn = [each for each in news if each.withdraws]
    copies = session.execute(select(FeedCopy.id, FeedCopy.key)).all()
    by_address: dict[Address, list[int]] = {}
    for copy_id, key in copies:
        asked = in_path(key)
        if asked is not None:
            by_address.setdefault(asked[0], []).append(copy_id)
    withheld = _those(session, by_address, withdrawn)
    stale = [copy_id for copy_id, _ in copies] if withdrawn else _those(session, by_address, news)
    return Marks(stale, withheld, min(each.at for each in news))


def _those(
    session: Session, by_address: dict[Address, list[int]], news: Iterable[FeedNews]
) -> list[int]:
    told = [each.event_id for each in news]
    event_ids = {each for each in told if each is not None}
    everywhere = len(event_ids) < len(set(told))
    return [
        copy_id
        for address, copies in by_address.items()
        if everywhere or (event_ids and concerned(session, address, event_ids))
        for copy_id in copies
    ]
