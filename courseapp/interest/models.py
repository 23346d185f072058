"""Addresses that want to hear of the next edition of something."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.core.database import Base
from courseapp.events.models import Series
from courseapp.initiatives.models import Initiative

NO_SERIES = text("series_id IS NULL")
OF_A_SERIES = text("series_id IS NOT NULL")


class Interest(Base):
    """One address on the list of a series, or of an initiative where the event has no series.

    It counts only once its owner has confirmed it. `nonce` makes the links in its letters die with
    the row.
    """

    __tablename__ = "interests"
    __table_args__ = (
        Index(
            "uq_interests_series_id_email",
            "series_id",
            "email",
            unique=True,
            sqlite_where=OF_A_SERIES,
            postgresql_where=OF_A_SERIES,
        ),
        Index(
            "uq_interests_initiative_id_email",
            "initiative_id",
            "email",
            unique=True,
            sqlite_where=NO_SERIES,
            postgresql_where=NO_SERIES,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"))
    email: Mapped[str] = mapped_column(String(320))
    nonce: Mapped[str] = mapped_column(String(40))
    asked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]

    initiative: Mapped[Initiative] = relationship()
    series: Mapped[Series | None] = relationship()

    @property
    def about(self) -> str:
        """What it is a list of, in words."""
        return self.series.title if self.series else f"events of {self.initiative.name}"
