"""The table of extra time. What was taken back stays, as a record of what was promised."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.core.database import Base, LocalTime
from courseapp.events.clock.closing import Closing
from courseapp.events.models import Event
from courseapp.extra_time.rules import Extension

IN_FORCE = text("revoked_at IS NULL")


class DeadlineExtension(Base):
    """More time for everybody who works in a country (ISO 3166-1 alpha-2), or for one address.

    `until_at` is decisive; the wall clock time and its zone are kept as entered. `made_by` is a
    name for people. Whoever has more time already gets one row that takes its place.
    """

    __tablename__ = "deadline_extensions"
    __table_args__ = (
        CheckConstraint("(country IS NULL) <> (email IS NULL)", name="country_or_person"),
        CheckConstraint("email = lower(email)", name="email_lower_case"),
        CheckConstraint("reason <> ''", name="says_why"),
        CheckConstraint("revoked_at >= made_at", name="revoked_after_made"),
        *(
            Index(
                f"uq_deadline_extensions_{holder}",
                "event_id",
                holder,
                unique=True,
                sqlite_where=IN_FORCE,
                postgresql_where=IN_FORCE,
            )
            for holder in ("country", "email")
        ),
        Index("ix_deadline_extensions_event_id", "event_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    country: Mapped[str | None] = mapped_column(String(2))
    email: Mapped[str | None] = mapped_column(String(320))
    until_local: Mapped[datetime] = mapped_column(LocalTime)
    zone: Mapped[str] = mapped_column(String(60))
    until_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
    may_begin: Mapped[bool] = mapped_column(default=False)
    made_by: Mapped[str] = mapped_column(String(320))
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()

    def is_for(self, email: str, country: str | None) -> bool:
        """Whether it belongs to the address (canonical), or to the country of work."""
        return self.email == email or (self.country is not None and self.country == country)

    @property
    def extension(self) -> Extension:
        """The row as a plain value."""
        until = Closing(self.until_at, self.zone)
        return Extension(until, self.reason, self.country, self.may_begin)
