"""Warnings that an organiser has looked at and lets stand."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from courseapp.core.database import Base


class AcknowledgedWarning(Base):
    """Why a warning of an event may stand. `key` is that of a `finding.Finding`.

    The warning itself is never stored: it is found anew, and this row speaks for it as long as
    its key stays the same. `by` is a name for people, as in the audit log.
    """

    __tablename__ = "acknowledged_warnings"
    __table_args__ = (
        UniqueConstraint("event_id", "key"),
        CheckConstraint("reason <> ''", name="says_why"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    key: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(320))
    at: Mapped[datetime]
