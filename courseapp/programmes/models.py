"""Files on their way into a programme, and which session each of their entries became."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.core.database import Base, one_of
from courseapp.events.models import Event, EventSession
from courseapp.programmes.rules import FileKind, ImportState


class ProgrammeImport(Base):
    """One file that was read, until somebody imports it or throws it away.

    `document` is what was read (`parsed.to_plain`); it is let go with the decision, or when it
    lay too long. `result` counts what was done, by verdict.
    """

    __tablename__ = "programme_imports"
    __table_args__ = (
        CheckConstraint("(state = 'waiting') = (document IS NOT NULL)", name="holds_what_waits"),
        Index("ix_programme_imports_state_created_at", "state", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    author: Mapped[str] = mapped_column(String(320))
    file_name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[FileKind] = mapped_column(one_of(FileKind))
    state: Mapped[ImportState] = mapped_column(one_of(ImportState))
    document: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    result: Mapped[dict[str, int]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()


class ImportedSession(Base):
    """Which session an entry of a source became, and what it said when it was last taken."""

    __tablename__ = "imported_sessions"
    __table_args__ = (UniqueConstraint("event_id", "source", "uid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    source: Mapped[str] = mapped_column(String(300))
    uid: Mapped[str] = mapped_column(String(300))
    session_id: Mapped[int] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    )
    document: Mapped[dict[str, Any]] = mapped_column(JSON)  # `comparing.Fields` as they were taken
    sequence: Mapped[int]  # RFC 5545 §3.8.7.4
    modified_at: Mapped[datetime | None]
    taken_at: Mapped[datetime]

    session: Mapped[EventSession] = relationship()
