"""Who did what, when, in words a person reads."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import JSON, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from courseapp.core.database import Base


class AuditEntry(Base):
    """One change to a record that matters. `subject` is such as ``event/12``."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_subject_at", "subject", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(320))
    verb: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(80))
    summary: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))


def record(
    session: Session,
    *,
    at: datetime,
    actor: str,
    verb: str,
    subject: str,
    summary: str,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Note a change in the transaction that makes it; `actor` is a name or address for people."""
    session.add(
        AuditEntry(
            at=at,
            actor=actor,
            verb=verb,
            subject=subject,
            summary=summary,
            before=_as_text(before),
            after=_as_text(after),
        )
    )


def history(session: Session, subjects: Sequence[str], limit: int = 200) -> Sequence[AuditEntry]:
    """Return the newest entries about any of the subjects, newest first. One statement."""
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject.in_(subjects))
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(limit)
    ).all()


def _as_text(values: Mapping[str, object] | None) -> dict[str, str] | None:
    if values is None:
        return None
    return {name: "" if value is None else str(value) for name, value in values.items()}
