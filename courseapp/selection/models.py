"""Decisions with their notes, and offers: a seat held for one person until she answers."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.applications.models import Application
from courseapp.core.database import Base, one_of
from courseapp.selection.rules import Choice, Outcome


class Decision(Base):
    """What was decided about an application, by whom, and what was added to the letter."""

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint("(choice = 'offer') = (reply_by IS NOT NULL)", name="offer_has_reply_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    choice: Mapped[Choice] = mapped_column(one_of(Choice))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(320))  # a name, or "waiting list"
    note: Mapped[str] = mapped_column(Text, default="")
    reply_by: Mapped[datetime | None]


class Offer(Base):
    """A seat offered by letter; the letter's link holds the secret whose hash is here."""

    __tablename__ = "offers"
    __table_args__ = (
        CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="closed_has_outcome"),
        Index(
            "ix_offers_one_open",
            "application_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_offers_closed_at_reply_by", "closed_at", "reply_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    reply_by: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome))

    application: Mapped[Application] = relationship(lazy="joined")
