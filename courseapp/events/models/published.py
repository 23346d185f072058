"""The programme as everybody sees it, and each version of it that was ever published."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Dialect,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

from courseapp.core.database import Base, LocalTime, one_of
from courseapp.events.published.states import (
    STATE_FIELDS,
    AgendaPart,
    SessionState,
    SpokenBy,
    States,
    agenda_from_plain,
    agenda_to_plain,
    speakers_from_plain,
    speakers_to_plain,
    state_from_plain,
)
from courseapp.events.rules import SessionStatus

if TYPE_CHECKING:
    from courseapp.events.models.event import Event
    from courseapp.events.models.sessions import EventSession


class Values(TypeDecorator[tuple[Any, ...]]):
    """A tuple of frozen dataclasses in one column of JSON."""

    impl = JSON
    cache_ok = True

    def __init__(
        self, write: Callable[[Any], list[dict[str, Any]]], read: Callable[[Any], tuple[Any, ...]]
    ) -> None:
        super().__init__()
        self.write, self.read = write, read

    def process_bind_param(self, value: Sequence[Any] | None, _dialect: Dialect) -> Any:
        return self.write(value or ())

    def process_result_value(self, value: Any, _dialect: Dialect) -> tuple[Any, ...]:
        return self.read(value or ())


class PublishedSession(Base):
    """What everybody sees of a session; only publishing a version or a cancellation writes it.

    `place` is the room or the place; `sequence` rises with time, zone or status (RFC 5545
    §3.8.7.4), and `changed_at` moves with every visible change.
    """

    __tablename__ = "published_sessions"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_published_sessions_event_id_starts_at", "event_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"), unique=True)
    calendar_uid: Mapped[str] = mapped_column(String(36), unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    status: Mapped[SessionStatus] = mapped_column(one_of(SessionStatus))
    title: Mapped[str] = mapped_column(String(300))
    zone: Mapped[str] = mapped_column(String(60))
    starts_local: Mapped[datetime] = mapped_column(LocalTime)
    ends_local: Mapped[datetime] = mapped_column(LocalTime)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(String(300), default="")
    track: Mapped[str] = mapped_column(String(120), default="")
    module: Mapped[str] = mapped_column(String(300), default="")
    language: Mapped[str] = mapped_column(String(35), default="")
    repeat_group: Mapped[str] = mapped_column(String(40), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    speakers: Mapped[tuple[SpokenBy, ...]] = mapped_column(
        Values(speakers_to_plain, speakers_from_plain), default=()
    )
    agenda: Mapped[tuple[AgendaPart, ...]] = mapped_column(
        Values(agenda_to_plain, agenda_from_plain), default=()
    )
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    event: Mapped["Event"] = relationship(back_populates="published_sessions")
    session: Mapped["EventSession"] = relationship(back_populates="published")

    @property
    def where(self) -> str:
        """The room, or the place that is none."""
        return self.place

    @property
    def state(self) -> SessionState:
        """The session as plain values."""
        return SessionState(**{name: getattr(self, name) for name in STATE_FIELDS})


class ProgrammeVersion(Base):
    """A numbered version of a programme. It never changes; what it changed is derived from it."""

    __tablename__ = "programme_versions"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        CheckConstraint("number >= 1", name="number_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    number: Mapped[int]
    published_at: Mapped[datetime]
    author: Mapped[str] = mapped_column(String(320))
    note: Mapped[str] = mapped_column(Text, default="")
    document: Mapped[dict[str, Any]] = mapped_column(JSON)  # states by UID

    event: Mapped["Event"] = relationship(back_populates="versions")

    @property
    def states(self) -> States:
        """The sessions of this version, by their UID."""
        return {uid: state_from_plain(plain) for uid, plain in self.document.items()}
