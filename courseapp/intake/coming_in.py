"""Applications that did not come through the applicant's own browser: typed, imported, doubled."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.database import Base, one_of
from courseapp.events.models import Event
from courseapp.forms.models import FilledForm
from courseapp.intake.rules import LONGEST_SOURCE, Same


class ApplicationSource(Base):
    """Where an application comes from that an organiser brought in, as she said it.

    `reachable` says how the person is reached where the address is not her own, `reason` why it
    was taken after the deadline. `author` is what the organiser was called then.
    """

    __tablename__ = "application_sources"
    __table_args__ = (CheckConstraint("source <> ''", name="says_something"),)

    application_id: Mapped[int] = mapped_column(
        ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE))
    reachable: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    author: Mapped[str] = mapped_column(String(320))
    at: Mapped[datetime]


class EnteredForm(FilledForm, Base):
    """A form on paper while an organiser types it; when it is entered, an application holds it.

    The answers wait here and not in an application, for a draft of an application is its
    applicant's own and nobody else's to read. `application_id` is the application that it became,
    and then nothing typed is kept here.
    """

    __tablename__ = "entered_forms"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_lower_case"),
        CheckConstraint("source <> ''", name="says_where_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
    email: Mapped[str] = mapped_column(String(320))
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE))
    reachable: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    author: Mapped[str] = mapped_column(String(320))
    created_at: Mapped[datetime]
    application_id: Mapped[int | None] = mapped_column(
        ForeignKey("applications.id", ondelete="SET NULL"), index=True
    )

    event: Mapped[Event] = relationship(lazy="joined")


class ApplicationImport(Base):
    """A file of applications between its dry run and the press that takes it.

    The content is let go with that press; `number` is how many applications it brought.
    """

    __tablename__ = "application_imports"
    __table_args__ = (
        CheckConstraint("content IS NOT NULL OR taken_at IS NOT NULL", name="has_what_to_read"),
        CheckConstraint("number >= 0", name="number_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    file_name: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    number: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]


class DuplicateDecision(Base):
    """What an organiser said of two applications: the same person, or not. `first` is the older.

    Of the same person, `kept_id` is the application that stays; the other is set aside and stood
    at `stood_at` before. `sending` is the number of the sending that took answers of the other.
    """

    __tablename__ = "duplicate_decisions"
    __table_args__ = (
        Index("uq_duplicate_decisions_pair", "first_id", "second_id", unique=True),
        CheckConstraint("first_id < second_id", name="in_order"),
        CheckConstraint("(same = 'yes') = (kept_id IS NOT NULL)", name="same_keeps_one"),
        CheckConstraint("(same = 'yes') = (stood_at IS NOT NULL)", name="same_knows_before"),
        CheckConstraint("kept_id IN (first_id, second_id)", name="keeps_one_of_them"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(
        ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    same: Mapped[Same] = mapped_column(one_of(Same))
    kept_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"))
    stood_at: Mapped[Status | None] = mapped_column(one_of(Status, "stood_at_known"))
    sending: Mapped[int | None]
    author: Mapped[str] = mapped_column(String(320))
    at: Mapped[datetime]

    first: Mapped[Application] = relationship(foreign_keys=[first_id])
    second: Mapped[Application] = relationship(foreign_keys=[second_id])
