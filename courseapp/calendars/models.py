"""Secret addresses of personal calendars."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.accounts.models import Person
from courseapp.core.database import Base


class PersonalFeed(Base):
    """The secret address of one person's calendar. A person has at most one that is alive."""

    __tablename__ = "personal_feeds"
    __table_args__ = (
        Index(
            "ix_personal_feeds_one_alive",
            "person_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")
