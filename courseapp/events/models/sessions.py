"""Sessions as organisers plan them: rooms, tracks, agenda, who speaks, what is read."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.core.database import Base, LocalTime, one_of
from courseapp.events.models.modules import Module
from courseapp.events.rules import AgendaKind, Presence, RepeatRule, SessionStatus
from courseapp.initiatives.models import RecordPublication

if TYPE_CHECKING:
    from courseapp.events.models.event import Event
    from courseapp.events.models.published import PublishedSession

EMPTY = text("''")


class Room(Base):
    """A room of the venue. `capacity` is how many people it holds, None where nobody said."""

    __tablename__ = "rooms"
    __table_args__ = (
        UniqueConstraint("event_id", "name"),
        CheckConstraint("capacity >= 1", name="holds_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    capacity: Mapped[int | None]


class Track(Base):
    """A line of sessions that one person can follow from end to end."""

    __tablename__ = "tracks"
    __table_args__ = (UniqueConstraint("event_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))


class RepeatGroup(Base):
    """What holds for all runs of a session that is held again; sessions name it by `name`."""

    __tablename__ = "repeat_groups"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    rule: Mapped[RepeatRule] = mapped_column(one_of(RepeatRule), default=RepeatRule.ANY)


# What participants read for a session.
session_readings = Table(
    "session_readings",
    Base.metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("publication_id", ForeignKey("record_publications.id"), primary_key=True, index=True),
)


class EventSession(Base):
    """One sitting of an event as it is planned: one entry in a calendar, with one UID for life.

    What everybody sees is its `PublishedSession`. The links and the reading are no part of that:
    they hold at once, for they are needed when the programme is long printed.
    """

    __tablename__ = "sessions"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("seats >= 1", name="at_least_one_seat"),
        Index("ix_sessions_event_id_starts_at", "event_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    calendar_uid: Mapped[str] = mapped_column(String(36), unique=True)
    status: Mapped[SessionStatus] = mapped_column(
        one_of(SessionStatus), default=SessionStatus.SCHEDULED
    )
    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(Text, default="")
    zone: Mapped[str] = mapped_column(String(60))
    starts_local: Mapped[datetime] = mapped_column(LocalTime)
    ends_local: Mapped[datetime] = mapped_column(LocalTime)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime] = mapped_column(index=True)
    room_id: Mapped[int | None] = mapped_column(ForeignKey("rooms.id"), index=True)
    place: Mapped[str] = mapped_column(String(300), default="")  # where it is in no room
    track_id: Mapped[int | None] = mapped_column(ForeignKey("tracks.id"), index=True)
    module_id: Mapped[int | None] = mapped_column(ForeignKey("modules.id"), index=True)
    language: Mapped[str] = mapped_column(String(35), default="", server_default=EMPTY)  # BCP 47
    seats: Mapped[int | None]
    join_link: Mapped[str] = mapped_column(String(500), default="")  # confirmed people only
    recording_link: Mapped[str] = mapped_column(String(500), default="", server_default=EMPTY)
    recording_is_public: Mapped[bool] = mapped_column(default=False, server_default=false())
    repeat_group: Mapped[str] = mapped_column(String(40), default="")  # the same sitting, run again
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    event: Mapped["Event"] = relationship(back_populates="sessions")
    room: Mapped[Room | None] = relationship()
    track: Mapped[Track | None] = relationship()
    module: Mapped[Module | None] = relationship()
    agenda: Mapped[list["AgendaItem"]] = relationship(
        order_by="AgendaItem.position", cascade="all, delete-orphan"
    )
    speakers: Mapped[list["Speaker"]] = relationship(
        order_by="Speaker.position", cascade="all, delete-orphan"
    )
    readings: Mapped[list[RecordPublication]] = relationship(
        secondary=session_readings, order_by=RecordPublication.title
    )
    published: Mapped["PublishedSession | None"] = relationship(back_populates="session")

    @property
    def where(self) -> str:
        """The room, or the place that is none."""
        return self.room.name if self.room else self.place


class AgendaItem(Base):
    """A part of a session. `starts_after` counts minutes from the session's start."""

    __tablename__ = "agenda_items"
    __table_args__ = (
        UniqueConstraint("session_id", "position"),
        CheckConstraint("starts_after >= 0", name="starts_within_session"),
        CheckConstraint("minutes >= 1", name="lasts_a_minute"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"))
    position: Mapped[int]
    kind: Mapped[AgendaKind] = mapped_column(one_of(AgendaKind))
    title: Mapped[str] = mapped_column(String(300), default="")
    starts_after: Mapped[int]
    minutes: Mapped[int]

    # Not only to be read: so the two are deleted in an order that the database takes.
    speakers: Mapped[list["Speaker"]] = relationship(order_by="Speaker.position")


class Speaker(Base):
    """Who speaks in a session, in the whole of it or in one item of its agenda."""

    __tablename__ = "speakers"
    __table_args__ = (UniqueConstraint("session_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    organisation: Mapped[str] = mapped_column(String(300), default="")
    presence: Mapped[Presence] = mapped_column(
        one_of(Presence), default=Presence.UNSAID, server_default=EMPTY
    )
