"""Series, events, sessions. Local times are kept as entered, beside the instants they mean."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    DateTime,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy import event as database_event
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from courseapp.core.database import Base, one_of
from courseapp.countries.names import country_name, folded
from courseapp.events.rules import Access, EventKind, EventStatus, Level, Mode, SessionStatus
from courseapp.initiatives.models import Initiative, RecordPublication

LocalTime = DateTime(timezone=False)  # wall clock of the zone beside it, not an instant


class Series(Base):
    """Numbered editions of the same thing."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"), index=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    since: Mapped[int | None]
    # Which activity of the initiative's record it belongs to: a key, for the record has versions.
    activity: Mapped[str] = mapped_column(String(80), default="", server_default=text("''"))

    initiative: Mapped[Initiative] = relationship()


class Event(Base):
    """A course, webinar, training or dialogue of an initiative.

    `starts_on` and `ends_on` are local dates at the venue, both inclusive; where a source states
    only a year or a month they are empty and `year` and `month` say what is known.
    `seats_taken` counts offered and confirmed seats; the database refuses one too many.
    """

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("starts_on IS NOT NULL OR year IS NOT NULL", name="has_a_date"),
        CheckConstraint("month BETWEEN 1 AND 12", name="month_exists"),
        CheckConstraint("seats >= 1", name="at_least_one_seat"),
        CheckConstraint("seats_taken >= 0", name="seats_taken_not_negative"),
        CheckConstraint("seats IS NULL OR seats_taken <= seats", name="never_oversold"),
        CheckConstraint("applications_close_at > applications_open_at", name="window_not_empty"),
        CheckConstraint("grace_minutes BETWEEN 0 AND 1440", name="grace_within_a_day"),
        CheckConstraint(
            "(status = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_has_time"
        ),
        Index("ix_events_status_starts_on", "status", "starts_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"), index=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"))
    edition: Mapped[int | None]
    title: Mapped[str] = mapped_column(String(300))
    kind: Mapped[EventKind] = mapped_column(one_of(EventKind))
    mode: Mapped[Mode | None] = mapped_column(one_of(Mode))
    level: Mapped[Level | None] = mapped_column(one_of(Level))
    access: Mapped[Access | None] = mapped_column(one_of(Access))
    status: Mapped[EventStatus] = mapped_column(one_of(EventStatus), default=EventStatus.DRAFT)
    is_example: Mapped[bool] = mapped_column(default=False)

    zone: Mapped[str | None] = mapped_column(String(60))  # IANA name of the venue's zone
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    year: Mapped[int | None]
    month: Mapped[int | None]
    year_inferred: Mapped[bool] = mapped_column(default=False)

    venue: Mapped[str] = mapped_column(String(300), default="")
    city: Mapped[str] = mapped_column(String(120), default="")
    country: Mapped[str | None] = mapped_column(String(2))  # ISO 3166-1 alpha-2
    description: Mapped[str] = mapped_column(Text, default="")
    audience: Mapped[str] = mapped_column(Text, default="")  # who it is for

    seats: Mapped[int | None]
    seats_taken: Mapped[int] = mapped_column(default=0)
    applications_zone: Mapped[str | None] = mapped_column(String(60))
    applications_open_local: Mapped[datetime | None] = mapped_column(LocalTime)
    applications_close_local: Mapped[datetime | None] = mapped_column(LocalTime)
    applications_open_at: Mapped[datetime | None]
    applications_close_at: Mapped[datetime | None] = mapped_column(index=True)
    grace_minutes: Mapped[int] = mapped_column(default=0)
    reply_days: Mapped[int] = mapped_column(default=7)  # days to answer an offer

    participants_stated: Mapped[int | None]
    participant_countries_stated: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(300), default="")
    search_text: Mapped[str] = mapped_column(Text, default="")  # folded; see keep_search_text

    # The whole event as one all-day entry, until its first session takes the UID over.
    calendar_uid: Mapped[str] = mapped_column(String(36), unique=True)
    sequence: Mapped[int] = mapped_column(default=0)  # RFC 5545 §3.8.7.4
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]

    initiative: Mapped[Initiative] = relationship()
    series: Mapped[Series | None] = relationship()
    sessions: Mapped[list["EventSession"]] = relationship(
        back_populates="event", order_by="(EventSession.starts_at, EventSession.id)"
    )


# What participants read for a session.
session_readings = Table(
    "session_readings",
    Base.metadata,
    Column("session_id", ForeignKey("sessions.id"), primary_key=True),
    Column("publication_id", ForeignKey("record_publications.id"), primary_key=True, index=True),
)


class EventSession(Base):
    """One sitting of an event: one entry in a calendar, with one UID for life."""

    __tablename__ = "sessions"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_sessions_event_id_starts_at", "event_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    calendar_uid: Mapped[str] = mapped_column(String(36), unique=True)
    sequence: Mapped[int] = mapped_column(default=0)  # rises with time or status
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
    place: Mapped[str] = mapped_column(String(300), default="")
    join_link: Mapped[str] = mapped_column(String(500), default="")  # confirmed people only
    repeat_group: Mapped[str] = mapped_column(String(40), default="")  # the same sitting, run again
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    event: Mapped[Event] = relationship(back_populates="sessions")
    speakers: Mapped[list["Speaker"]] = relationship(
        order_by="Speaker.position", cascade="all, delete-orphan"
    )
    readings: Mapped[list[RecordPublication]] = relationship(
        secondary=session_readings, order_by=RecordPublication.title
    )


class Speaker(Base):
    """Who speaks in a session."""

    __tablename__ = "speakers"
    __table_args__ = (UniqueConstraint("session_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    organisation: Mapped[str] = mapped_column(String(300), default="")


@database_event.listens_for(Event, "before_insert")
@database_event.listens_for(Event, "before_update")
def keep_search_text(_mapper: Mapper[Event], _connection: Connection, event: Event) -> None:
    """Keep what people search in one column without accents and case, which SQLite cannot fold."""
    texts = (event.title, event.city, event.venue, country_name(event.country), event.audience)
    event.search_text = folded(" ".join(text for text in texts if text))
