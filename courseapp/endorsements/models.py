"""Who was asked to support an application, and what she answered. Never public."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.applications.models import Application
from courseapp.asking.models import AskedByLink
from courseapp.core.database import Base, one_of
from courseapp.endorsements.rules import EndorsementStatus
from courseapp.files.models import StoredFile

EMPTY = text("''")
NOT_REVOKED = text("status <> 'revoked'")


class Endorsement(AskedByLink, Base):
    """One supervisor who was asked about one application; whoever she replaced stays, as revoked.

    `name` and `email` are as the applicant wrote them, `signed_name` and `signed_position` as the
    supervisor signed. `letters` counts the letters to all supervisors of the application.
    """

    __tablename__ = "endorsements"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_lower_case"),
        CheckConstraint(
            "status NOT IN ('endorsed', 'declined') OR answered_at IS NOT NULL",
            name="answered_has_time",
        ),
        CheckConstraint("letters >= 0", name="letters_not_negative"),
        Index(
            "uq_endorsements_application_id",
            "application_id",
            unique=True,
            sqlite_where=NOT_REVOKED,
            postgresql_where=NOT_REVOKED,
        ),
        Index("ix_endorsements_application", "application_id"),
        Index("ix_endorsements_status_invited_at", "status", "invited_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    name: Mapped[str] = mapped_column(String(300), default="", server_default=EMPTY)
    email: Mapped[str] = mapped_column(String(320))
    language: Mapped[str] = mapped_column(String(35), default="en", server_default="en")
    status: Mapped[EndorsementStatus] = mapped_column(
        one_of(EndorsementStatus), default=EndorsementStatus.ASKED
    )
    letters: Mapped[int] = mapped_column(default=0)
    signed_name: Mapped[str] = mapped_column(String(300), default="", server_default=EMPTY)
    signed_position: Mapped[str] = mapped_column(String(300), default="", server_default=EMPTY)
    note: Mapped[str] = mapped_column(Text, default="", server_default=EMPTY)
    letter_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    application: Mapped[Application] = relationship()
    letter_file: Mapped[StoredFile | None] = relationship()
