"""Offers: a seat held for one person until she answers or the time is over."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.applications.models import Application
from courseapp.core.database import Base


class Offer(Base):
    """A seat offered by letter; the letter's link holds the secret whose hash is here."""

    __tablename__ = "offers"
    __table_args__ = (
        Index(
            "ix_offers_one_open",
            "application_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    reply_by: Mapped[datetime]
    closed_at: Mapped[datetime | None]  # answered, lapsed or withdrawn

    application: Mapped[Application] = relationship(lazy="joined")
