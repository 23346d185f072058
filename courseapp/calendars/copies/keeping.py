"""Copies in the database: seen in one statement, claimed, kept, let go. Nothing here commits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Update,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from courseapp.calendars.copies.models import FeedCopy, FeedNews
from courseapp.calendars.copies.standing import A_BUILD, NOTED_EVERY, Seen
from courseapp.core.codings import Coding
from courseapp.core.database import rows_changed
from courseapp.core.feeds import Feed, entity_tag
from courseapp.core.heartbeat import Heartbeat

WORKER = "worker"
MOST_COPIES = 10_000

_Built = tuple[bytes, bytes, bytes, datetime, str, str]  # there is a tag, so all is there


@dataclass(frozen=True)
class Kept:
    """A built feed: what it is, and its octets in every coding."""

    feed: Feed
    coded: Mapping[Coding, bytes]

    @property
    def tag(self) -> str:
        """What tells these octets from others."""
        return entity_tag(self.feed.octets)


@dataclass(frozen=True)
class Claim:
    """The right to build one copy. `marks` is what had been noted of it until then."""

    key: str
    builder: str
    marks: int


_SEEN = select(
    FeedCopy.tag,
    FeedCopy.changed_at,
    FeedCopy.stands_until,
    FeedCopy.stale_since,
    FeedCopy.is_withheld,
    FeedCopy.claimed_at,
    FeedCopy.asked_at,
    select(func.min(FeedNews.at)).scalar_subquery(),
    select(FeedNews.id).where(FeedNews.withdraws).exists(),
    select(Heartbeat.at).where(Heartbeat.name == WORKER).scalar_subquery(),
)


def see(session: Session, key: str) -> Seen | None:
    """Return what is known of a copy, without its octets; None where there is none."""
    row = session.execute(_SEEN.where(FeedCopy.key == key)).one_or_none()
    return None if row is None else Seen(*cast(tuple[Any, ...], row))


def octets_of(session: Session, key: str) -> Kept | None:
    """Return the copy as it is; None where there is none, or none is built."""
    wanted = select(
        FeedCopy.plain,
        FeedCopy.gzip,
        FeedCopy.brotli,
        FeedCopy.changed_at,
        FeedCopy.filename,
        FeedCopy.content_type,
    ).where(FeedCopy.key == key, FeedCopy.tag.is_not(None))
    row = session.execute(wanted).one_or_none()
    if row is None:
        return None
    plain, gzip, brotli, changed_at, filename, content_type = cast(_Built, tuple(row))
    coded = {Coding.PLAIN: plain, Coding.GZIP: gzip, Coding.BROTLI: brotli}
    return Kept(Feed(plain, changed_at, filename, content_type), coded)


def is_full(session: Session) -> bool:
    """Whether as many feeds are kept as may be: whoever walks through all filters fills no disk."""
    kept = session.scalar(select(func.count()).select_from(FeedCopy)) or 0
    return kept >= MOST_COPIES


def begin(session: Session, now: datetime, key: str) -> bool:
    """Make the row of a copy that nobody asked for yet; False where somebody was faster."""
    try:
        session.execute(insert(FeedCopy).values(key=key, asked_at=now, is_withheld=False, marks=0))
    except IntegrityError:
        session.rollback()
        return False
    return True


def claim(session: Session, now: datetime, key: str, builder: str) -> Claim | None:
    """Take the build of a copy upon oneself.

    None where somebody else is at it, or has done it already.
    """
    is_free = or_(FeedCopy.builder.is_(None), FeedCopy.claimed_at <= now - A_BUILD)
    marks = session.scalar(
        update(FeedCopy)
        .where(FeedCopy.key == key, is_free, needs_build(now))
        .values(builder=builder, claimed_at=now)
        .returning(FeedCopy.marks)
    )
    return None if marks is None else Claim(key, builder, marks)


def needs_build(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a copy is not built, or not any more as it should be."""
    return or_(
        FeedCopy.tag.is_(None), FeedCopy.stale_since.is_not(None), FeedCopy.stands_until <= now
    )


def keep(
    session: Session, now: datetime, claimed: Claim, built: Kept, stands_until: datetime | None
) -> None:
    """Keep what was built. What was noted meanwhile stays noted: it may not be in it yet."""
    is_whole = FeedCopy.marks == claimed.marks
    session.execute(
        _claimed(claimed).values(
            tag=built.tag,
            plain=built.coded[Coding.PLAIN],
            gzip=built.coded[Coding.GZIP],
            brotli=built.coded[Coding.BROTLI],
            content_type=built.feed.content_type,
            filename=built.feed.filename,
            changed_at=built.feed.changed_at,
            built_at=now,
            stands_until=stands_until,
            stale_since=case((is_whole, None), else_=FeedCopy.stale_since),
            is_withheld=case((is_whole, False), else_=FeedCopy.is_withheld),
            builder=None,
            claimed_at=None,
        )
    )


def give_back(session: Session, claimed: Claim) -> None:
    """Let somebody else build what could not be built."""
    session.execute(_claimed(claimed).values(builder=None, claimed_at=None))


def drop(session: Session, claimed: Claim) -> None:
    """Keep no copy of a feed that is no more."""
    session.execute(
        delete(FeedCopy).where(FeedCopy.key == claimed.key, FeedCopy.builder == claimed.builder)
    )


def note_asked(session: Session, now: datetime, key: str) -> None:
    """Note that somebody still reads the feed, once a day."""
    rows_changed(
        session,
        update(FeedCopy)
        .where(FeedCopy.key == key, FeedCopy.asked_at <= now - NOTED_EVERY)
        .values(asked_at=now),
    )


def _claimed(claimed: Claim) -> Update:
    """Whoever was too slow has lost the claim, and writes nothing."""
    return update(FeedCopy).where(FeedCopy.key == claimed.key, FeedCopy.builder == claimed.builder)
