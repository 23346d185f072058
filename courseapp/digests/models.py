"""Who gets a digest of what, and what is new of public events."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.core.database import Base, one_of
from courseapp.digests.rules import NewsKind, Rhythm, Seen, Stand
from courseapp.events.models import Event
from courseapp.initiatives.models import Initiative
from courseapp.selection.rules import Language

EMPTY = text("''")


class DigestSubscription(Base):
    """One address that gets a digest, once its owner has confirmed it.

    `country` (ISO 3166-1 alpha-2) and `region` (M49, by name) say for where, `topic` and
    `initiative_id` about what; what is empty narrows nothing. `nonce` is a part of the secret in
    her links: they die with the row. `period` is the last week or month for which a digest was
    decided, `told_until` the instant up to which news were.
    """

    __tablename__ = "digest_subscriptions"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_lower_case"),
        CheckConstraint(
            "(confirmed_at IS NULL) = (told_until IS NULL)", name="confirmed_is_told_from_then_on"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(320), unique=True)
    nonce: Mapped[str] = mapped_column(String(40))
    country: Mapped[str | None] = mapped_column(String(2))
    region: Mapped[str] = mapped_column(String(120), default="", server_default=EMPTY)
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiatives.id"))
    topic: Mapped[str] = mapped_column(String(120), default="", server_default=EMPTY)
    rhythm: Mapped[Rhythm] = mapped_column(one_of(Rhythm))
    language: Mapped[Language] = mapped_column(one_of(Language))
    asked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    told_until: Mapped[datetime | None]
    period: Mapped[str] = mapped_column(String(10), default="", server_default=EMPTY)

    initiative: Mapped[Initiative | None] = relationship()


class EventSeen(Base):
    """A public event as it was when it was last looked at for news."""

    __tablename__ = "digest_events_seen"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("events.id"), primary_key=True, autoincrement=False
    )
    stand: Mapped[Stand] = mapped_column(one_of(Stand))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    year: Mapped[int | None]
    month: Mapped[int | None]
    is_open: Mapped[bool] = mapped_column(default=False, server_default=false())

    @property
    def seen(self) -> Seen:
        """The row as a plain value."""
        when = (self.starts_on, self.ends_on, self.year, self.month)
        return Seen(self.stand, *when, self.is_open)


class EventNews(Base):
    """Something that became new of a public event, and when that was noticed."""

    __tablename__ = "digest_news"
    __table_args__ = (Index("ix_digest_news_at", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
    kind: Mapped[NewsKind] = mapped_column(one_of(NewsKind))
    at: Mapped[datetime]

    event: Mapped[Event] = relationship()
