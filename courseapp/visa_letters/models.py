"""Letters as they were issued, and what the next ones are to say."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.database import Base, one_of
from courseapp.events.models import Event
from courseapp.visa_letters.rules import LetterKind, LetterState

IS_VALID = text("state = 'valid'")


class LetterSettings(Base):
    """What all letters of an event say: who signs, who receives people, who pays what.

    `costs` holds a payer for each cost, see `costs.read_costs`.
    """

    __tablename__ = "letter_settings"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    signatory: Mapped[str] = mapped_column(String(200), default="")
    signatory_position: Mapped[str] = mapped_column(String(200), default="")
    host_name: Mapped[str] = mapped_column(String(200), default="")
    host_address: Mapped[str] = mapped_column(Text, default="")
    host_contact: Mapped[str] = mapped_column(String(200), default="")
    costs: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    amounts: Mapped[str] = mapped_column(Text, default="")
    extra: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime]


class LetterDetails(Base):
    """Where the letters of one person differ; what is empty here is as known elsewhere."""

    __tablename__ = "letter_details"

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[str] = mapped_column(String(200), default="")
    organisation: Mapped[str] = mapped_column(String(200), default="")
    consulate: Mapped[str] = mapped_column(String(200), default="")
    costs: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    amounts: Mapped[str] = mapped_column(Text, default="")
    extra: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime]


class Letter(Base):
    """One letter that was given out.

    `octets` are the PDF, as it was sent, and the only place where a number of a passport stands;
    they are deleted some weeks after the event, while `sha256` stays. `name`, dates and `place`
    are as printed. Rows are never deleted, so the numbers of a year have no gap.
    """

    __tablename__ = "letters"
    __table_args__ = (
        UniqueConstraint("initiative_id", "year", "sequence"),
        CheckConstraint("sequence >= 1", name="sequence_positive"),
        CheckConstraint("(state = 'valid') = (ended_at IS NULL)", name="ended_has_time"),
        CheckConstraint("state <> 'withdrawn' OR reason <> ''", name="withdrawn_has_reason"),
        Index(
            "ix_letters_one_valid",
            "application_id",
            "kind",
            unique=True,
            sqlite_where=IS_VALID,
            postgresql_where=IS_VALID,
        ),
        Index("ix_letters_event_id_issued_at", "event_id", "issued_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    kind: Mapped[LetterKind] = mapped_column(one_of(LetterKind))
    year: Mapped[int]  # of issue, in the zone of the event
    sequence: Mapped[int]
    number: Mapped[str] = mapped_column(String(120), unique=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[LetterState] = mapped_column(one_of(LetterState), default=LetterState.VALID)
    issued_at: Mapped[datetime]
    issued_by: Mapped[str] = mapped_column(String(320))
    name: Mapped[str] = mapped_column(String(300))
    event_title: Mapped[str] = mapped_column(String(300))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    place: Mapped[str] = mapped_column(Text)
    octets: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str] = mapped_column(String(320), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"))

    has_file: Mapped[bool] = column_property(octets.is_not(None))

    application: Mapped[Application] = relationship()
    event: Mapped[Event] = relationship()
    replaced_by: Mapped["Letter | None"] = relationship(remote_side="Letter.id")


class LetterOrder(Base):
    """A letter that the worker is to make; one with a `problem` waits for an organiser."""

    __tablename__ = "letter_orders"
    __table_args__ = (UniqueConstraint("application_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
    kind: Mapped[LetterKind] = mapped_column(one_of(LetterKind))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    problem: Mapped[str] = mapped_column(Text, default="")

    application: Mapped[Application] = relationship()
    asked_by: Mapped[Person] = relationship()
