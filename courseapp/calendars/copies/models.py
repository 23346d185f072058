"""Public feeds as they were built last, and what has happened since."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from courseapp.core.database import Base

LONGEST_KEY = 220  # characters: a path of a feed is shorter


class FeedCopy(Base):
    """One feed in one form. The row is there from the claim of its first build on.

    `tag` and what else is of the built octets is None until then. `stale_since` is when something
    in it changed, None while it is good; `is_withheld` says that what changed must not be seen any
    longer. `marks` counts how often that was noted, so that a build does not forget what was noted
    meanwhile. `builder` is who builds it now, since `claimed_at`. `asked_at` is right to the day.
    """

    __tablename__ = "feed_copies"
    __table_args__ = (
        CheckConstraint("(builder IS NULL) = (claimed_at IS NULL)", name="builder_has_time"),
        CheckConstraint("(tag IS NULL) = (built_at IS NULL)", name="built_has_time"),
        CheckConstraint("stale_since IS NOT NULL OR NOT is_withheld", name="withheld_is_stale"),
        Index("ix_feed_copies_stale_since", "stale_since"),
        Index("ix_feed_copies_stands_until", "stands_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(LONGEST_KEY), unique=True)  # such as fr/all.ics
    tag: Mapped[str | None] = mapped_column(String(40))
    plain: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    gzip: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    brotli: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    content_type: Mapped[str | None] = mapped_column(String(80))
    filename: Mapped[str | None] = mapped_column(Text)
    changed_at: Mapped[datetime | None]  # Last-Modified
    built_at: Mapped[datetime | None]
    stands_until: Mapped[datetime | None]
    stale_since: Mapped[datetime | None]
    is_withheld: Mapped[bool] = mapped_column(default=False)
    marks: Mapped[int] = mapped_column(default=0)
    builder: Mapped[str | None] = mapped_column(String(40))
    claimed_at: Mapped[datetime | None]
    asked_at: Mapped[datetime]


class FeedNews(Base):
    """Something that feeds show has changed, and nobody has looked yet at which of them.

    `event_id` is None where any feed may show it; the event may be gone. `withdraws` says that
    something may have been taken back that must not be seen any longer.
    """

    __tablename__ = "feed_news"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int | None]
    withdraws: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]
