"""Applications. A draft may be empty; what was submitted is whole."""

from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.accounts.models import Person
from courseapp.applications.rules import HOLDS_A_SEAT, Cause, OrganisationType, Status
from courseapp.core.database import Base, one_of
from courseapp.events.clock.closing import minutes_late
from courseapp.events.models import Event, Module
from courseapp.forms.models import FilledForm, FormVersion


class Application(FilledForm, Base):
    """One person's application for one event, from its first saved answer on.

    `reference` names it from the start and becomes the receipt number.
    What she types and what was sent is that of every filled-in form. The columns for names,
    countries and work are what lists need of it, written when it is sent.
    A registration without selection has no form and no answers.
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
        Index(
            "ix_applications_waiting",
            "event_id",
            sqlite_where=text("status = 'waiting'"),
            postgresql_where=text("status = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    full_name: Mapped[str] = mapped_column(String(300), default="")  # as in the passport
    certificate_name: Mapped[str] = mapped_column(String(300), default="")
    nationality: Mapped[str | None] = mapped_column(String(2))  # ISO 3166-1 alpha-2
    work_country: Mapped[str | None] = mapped_column(String(2))
    organisation: Mapped[str] = mapped_column(String(300), default="")
    organisation_type: Mapped[OrganisationType | None] = mapped_column(one_of(OrganisationType))
    position: Mapped[str] = mapped_column(String(300), default="")
    experience_years: Mapped[int | None]
    consented_at: Mapped[datetime | None]
    replies: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)  # by the rule that asks
    search_text: Mapped[str] = mapped_column(Text, default="")  # folded; nothing sensitive

    status: Mapped[Status] = mapped_column(one_of(Status), default=Status.DRAFT)
    status_since: Mapped[datetime]
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]  # the deadline that was hers when she sent it
    waiting_since: Mapped[datetime | None]
    reply_by: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]  # stays when the seat is given up later
    completed: Mapped[bool | None]  # as organisers noted; None while nobody did

    event: Mapped[Event] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")
    sendings: Mapped[list["Sending"]] = relationship(
        back_populates="application", order_by="Sending.number", cascade="all, delete-orphan"
    )
    requests: Mapped[list["InformationRequest"]] = relationship(
        back_populates="application",
        order_by="InformationRequest.id",
        cascade="all, delete-orphan",
    )
    wishes: Mapped[list["ModuleWish"]] = relationship(
        order_by="ModuleWish.rank", cascade="all, delete-orphan"
    )

    @property
    def holds_a_seat(self) -> bool:
        return self.status in HOLDS_A_SEAT

    @property
    def minutes_late(self) -> int:
        """How long after her deadline it was sent, in minutes begun; 0 where it was in time."""
        deadline = self.due_at or self.event.applications_close_at
        if self.submitted_at is None or deadline is None:
            return 0
        return minutes_late(self.submitted_at, deadline)


class Sending(Base):
    """An application as it was sent: the first time, and again with each change."""

    __tablename__ = "application_sendings"
    __table_args__ = (
        UniqueConstraint("application_id", "number"),
        CheckConstraint("number >= 1", name="number_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    number: Mapped[int]
    form_version_id: Mapped[int | None] = mapped_column(ForeignKey("form_versions.id"))
    cause: Mapped[Cause] = mapped_column(one_of(Cause))
    author: Mapped[str] = mapped_column(String(320))
    sent_at: Mapped[datetime]
    answers: Mapped[dict[str, str]] = mapped_column(JSON)
    told: Mapped[str] = mapped_column(Text, default="")  # by the rules of who may apply

    application: Mapped[Application] = relationship(back_populates="sendings")
    form_version: Mapped[FormVersion | None] = relationship()


class InformationRequest(Base):
    """What an organiser asked an applicant to add or change: those questions and no others."""

    __tablename__ = "information_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    questions: Mapped[list[str]] = mapped_column(JSON)  # their keys
    message: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(String(320))
    asked_at: Mapped[datetime]
    reply_by: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]  # answered, or taken back

    application: Mapped[Application] = relationship(back_populates="requests")


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
