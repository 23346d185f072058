"""Applications. A draft may be empty; what was submitted is whole."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.accounts.models import Person
from courseapp.applications.rules import HOLDS_A_SEAT, OrganisationType, Status
from courseapp.core.database import Base, one_of
from courseapp.events.models import Event, Module


class Application(Base):
    """One person's application for one event, from its first saved answer on.

    `reference` names it from the start and becomes the receipt number.
    `version` rises with each saved change, so that a second tab is noticed.
    While it is a draft, `typed` holds the answers as text, just as they were typed, so that
    nothing is lost because it is not right yet; the columns are filled when it is sent.
    """

    __tablename__ = "applications"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id"),
        CheckConstraint("status = 'draft' OR submitted_at IS NOT NULL", name="submitted_has_time"),
        CheckConstraint("status <> 'offered' OR reply_by IS NOT NULL", name="offer_has_reply_by"),
        CheckConstraint(
            "status <> 'confirmed' OR confirmed_at IS NOT NULL", name="confirmed_has_time"
        ),
        CheckConstraint(
            "status <> 'waiting' OR waiting_since IS NOT NULL", name="waiting_has_time"
        ),
        CheckConstraint("experience_years BETWEEN 0 AND 70", name="experience_within_a_life"),
        Index("ix_applications_event_id_status", "event_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    version: Mapped[int] = mapped_column(default=0)
    typed: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))

    full_name: Mapped[str] = mapped_column(String(300), default="")  # as in the passport
    certificate_name: Mapped[str] = mapped_column(String(300), default="")
    nationality: Mapped[str | None] = mapped_column(String(2))  # ISO 3166-1 alpha-2
    work_country: Mapped[str | None] = mapped_column(String(2))
    organisation: Mapped[str] = mapped_column(String(300), default="")
    organisation_type: Mapped[OrganisationType | None] = mapped_column(one_of(OrganisationType))
    position: Mapped[str] = mapped_column(String(300), default="")
    experience_years: Mapped[int | None]
    experience: Mapped[str] = mapped_column(Text, default="")
    motivation: Mapped[str] = mapped_column(Text, default="")
    consent_version: Mapped[str | None] = mapped_column(String(20))
    consented_at: Mapped[datetime | None]

    status: Mapped[Status] = mapped_column(one_of(Status), default=Status.DRAFT)
    status_since: Mapped[datetime]
    created_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    reply_by: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]  # stays when the seat is given up later

    event: Mapped[Event] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")
    wishes: Mapped[list["ModuleWish"]] = relationship(
        order_by="ModuleWish.rank", cascade="all, delete-orphan"
    )

    @property
    def holds_a_seat(self) -> bool:
        return self.status in HOLDS_A_SEAT

    @property
    def minutes_late(self) -> int:
        """How long after the deadline it was sent, in minutes begun; 0 where it was in time."""
        deadline = self.event.applications_close_at
        if self.submitted_at is None or deadline is None or self.submitted_at <= deadline:
            return 0
        return -(-int((self.submitted_at - deadline).total_seconds()) // 60) or 1


class ModuleWish(Base):
    """A module that somebody applies for; `rank` 1 is the first wish."""

    __tablename__ = "application_modules"
    __table_args__ = (
        UniqueConstraint("application_id", "module_id"),
        CheckConstraint("rank >= 1", name="rank_positive"),
    )

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"), index=True)

    module: Mapped[Module] = relationship()
