"""Events, and what is told of them besides their sessions."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    Connection,
    Float,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy import event as database_event
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from courseapp.core.database import Base, LocalTime, as_changed, one_of
from courseapp.countries.names import country_name, folded
from courseapp.events.models.modules import Module
from courseapp.events.models.series import Series
from courseapp.events.rules import (
    Access,
    EventKind,
    EventStatus,
    FeedDetail,
    Level,
    Mode,
    OrganisationRole,
    Selection,
)
from courseapp.initiatives.models import Initiative

if TYPE_CHECKING:
    from courseapp.events.models.published import ProgrammeVersion, PublishedSession
    from courseapp.events.models.sessions import EventSession, Room, Track

EMPTY = text("''")
NUMBERED = text("series_id IS NOT NULL AND edition IS NOT NULL")


class Event(Base):
    """A course, webinar, training or dialogue of an initiative.

    `starts_on` and `ends_on` are local dates at the venue, both inclusive; where a source states
    only a year or a month they are empty and `year` and `month` say what is known. Nothing at all
    may be known of a postponed event; `earlier_…` are the days for which it was planned before.
    `seats_taken` counts offered and confirmed seats; the database refuses one more than `places`.
    Where the seats became fewer than are taken, nobody loses hers: `seats_above` counts the rest,
    falls with each that is given back, and never grows in another way.
    """

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint(
            "starts_on IS NOT NULL OR year IS NOT NULL OR status = 'postponed'", name="has_a_date"
        ),
        CheckConstraint("month BETWEEN 1 AND 12", name="month_exists"),
        CheckConstraint("seats >= 1", name="at_least_one_seat"),
        CheckConstraint("seats_taken >= 0", name="seats_taken_not_negative"),
        CheckConstraint(
            "seats IS NULL OR "
            "seats_taken <= seats + seats * overbooked_percent / 100 + seats_above",
            name="never_oversold",
        ),
        CheckConstraint("seats_above >= 0", name="seats_above_not_negative"),
        CheckConstraint("overbooked_percent BETWEEN 0 AND 100", name="overbooked_within_reason"),
        CheckConstraint("applications_close_at > applications_open_at", name="window_not_empty"),
        CheckConstraint("grace_minutes BETWEEN 0 AND 1440", name="grace_within_a_day"),
        CheckConstraint(
            "(status = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_has_time"
        ),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_on_earth"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_on_earth"),
        CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)", name="coordinates_come_together"
        ),
        CheckConstraint(
            "(told_before IS NULL) = (told_until IS NULL)", name="told_no_more_has_time"
        ),
        CheckConstraint("modules_min >= 1", name="at_least_one_module"),
        CheckConstraint("modules_max >= modules_min", name="modules_range_not_empty"),
        Index("ix_events_status_starts_on", "status", "starts_on"),
        Index(
            "uq_events_series_id_edition",
            "series_id",
            "edition",
            unique=True,
            sqlite_where=NUMBERED,
            postgresql_where=NUMBERED,
        ),
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
    selection: Mapped[Selection | None] = mapped_column(one_of(Selection))
    status: Mapped[EventStatus] = mapped_column(one_of(EventStatus), default=EventStatus.DRAFT)
    is_example: Mapped[bool] = mapped_column(default=False)

    zone: Mapped[str | None] = mapped_column(String(60))  # IANA name of the venue's zone
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    starts_time: Mapped[time | None]  # of an event that is one sitting; else its sessions say it
    ends_time: Mapped[time | None]
    year: Mapped[int | None]
    month: Mapped[int | None]
    year_inferred: Mapped[bool] = mapped_column(default=False)
    earlier_starts_on: Mapped[date | None]
    earlier_ends_on: Mapped[date | None]
    programme_starts_on: Mapped[date | None]  # of a postponed event: where its sessions still are
    programme_ends_on: Mapped[date | None]

    venue: Mapped[str] = mapped_column(String(300), default="")
    city: Mapped[str] = mapped_column(String(120), default="")
    address: Mapped[str] = mapped_column(Text, default="", server_default=EMPTY)
    country: Mapped[str | None] = mapped_column(String(2))  # ISO 3166-1 alpha-2
    latitude: Mapped[float | None] = mapped_column(Float)  # degrees north, WGS 84
    longitude: Mapped[float | None] = mapped_column(Float)  # degrees east
    region_focus: Mapped[str] = mapped_column(String(120), default="", server_default=EMPTY)
    link: Mapped[str] = mapped_column(String(500), default="", server_default=EMPTY)  # elsewhere
    notice: Mapped[str] = mapped_column(Text, default="", server_default=EMPTY)  # a disclaimer
    description: Mapped[str] = mapped_column(Text, default="")
    audience: Mapped[str] = mapped_column(Text, default="")  # who it is for

    seats: Mapped[int | None]
    seats_taken: Mapped[int] = mapped_column(default=0)
    seats_above: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    # How many per cent more people than seats are let in, because some never come.
    overbooked_percent: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    applications_zone: Mapped[str | None] = mapped_column(String(60))
    applications_open_local: Mapped[datetime | None] = mapped_column(LocalTime)
    applications_close_local: Mapped[datetime | None] = mapped_column(LocalTime)
    applications_open_at: Mapped[datetime | None]
    applications_close_at: Mapped[datetime | None] = mapped_column(index=True)
    grace_minutes: Mapped[int] = mapped_column(default=0)
    reply_days: Mapped[int] = mapped_column(default=7)  # days to answer an offer
    decisions_on: Mapped[date | None]  # by when people hear whether they have a seat
    visas_needed: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Whether people may change an application that they sent, until the deadline.
    may_change_sent: Mapped[bool] = mapped_column(default=True, server_default=true())
    is_capacity_development: Mapped[bool] = mapped_column(default=False, server_default=false())
    feed_detail: Mapped[FeedDetail] = mapped_column(
        one_of(FeedDetail), default=FeedDetail.DATES, server_default=FeedDetail.DATES.value
    )
    # What everybody was told before the organisers told less, and until when: calendars have it.
    told_before: Mapped[FeedDetail | None] = mapped_column(one_of(FeedDetail, "told_before_known"))
    told_until: Mapped[datetime | None]
    modules_min: Mapped[int | None]  # how many modules one person may ask for
    modules_max: Mapped[int | None]

    participants_stated: Mapped[int | None]
    participant_countries_stated: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(300), default="")
    search_text: Mapped[str] = mapped_column(Text, default="")  # folded; see keep_search_text

    # The whole event as one all-day entry, until its first session takes the UID over.
    calendar_uid: Mapped[str] = mapped_column(String(36), unique=True)
    sequence: Mapped[int] = mapped_column(default=0)  # RFC 5545 §3.8.7.4
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    # When what everybody is shown of it last changed; see `models.shown`.
    shown_at: Mapped[datetime] = mapped_column(default=as_changed)
    published_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]

    initiative: Mapped[Initiative] = relationship()
    series: Mapped[Series | None] = relationship()
    # What its organisers plan; what everybody sees are `published_sessions`.
    sessions: Mapped[list["EventSession"]] = relationship(
        back_populates="event", order_by="(EventSession.starts_at, EventSession.id)"
    )
    published_sessions: Mapped[list["PublishedSession"]] = relationship(
        back_populates="event", order_by="(PublishedSession.starts_at, PublishedSession.id)"
    )
    versions: Mapped[list["ProgrammeVersion"]] = relationship(
        back_populates="event", order_by="ProgrammeVersion.number"
    )
    modules: Mapped[list[Module]] = relationship(
        back_populates="event", order_by=Module.number, cascade="all, delete-orphan"
    )
    rooms: Mapped[list["Room"]] = relationship(
        order_by="Room.position", cascade="all, delete-orphan"
    )
    tracks: Mapped[list["Track"]] = relationship(
        order_by="Track.position", cascade="all, delete-orphan"
    )
    organisations: Mapped[list["EventOrganisation"]] = relationship(
        order_by="EventOrganisation.position", cascade="all, delete-orphan"
    )
    languages: Mapped[list["EventLanguage"]] = relationship(
        order_by="EventLanguage.position", cascade="all, delete-orphan"
    )
    topics: Mapped[list["EventTopic"]] = relationship(
        order_by="EventTopic.position", cascade="all, delete-orphan"
    )
    expected: Mapped[list["ExpectedCountry"]] = relationship(
        order_by="ExpectedCountry.country", cascade="all, delete-orphan"
    )

    @property
    def places(self) -> int | None:
        """How many people can have a seat: the seats, overbooked; None where not limited."""
        if self.seats is None:
            return None
        return self.seats + self.seats * (self.overbooked_percent or 0) // 100

    def count_seats_above(self) -> None:
        """Note how many people hold a seat beyond `places`, after these have changed."""
        self.seats_above = 0 if self.places is None else max(0, self.seats_taken - self.places)


class EventOrganisation(Base):
    """Who stands behind an event, and as what: an organisation, or a country that co-chairs it."""

    __tablename__ = "event_organisations"
    __table_args__ = (
        UniqueConstraint("event_id", "position"),
        CheckConstraint("name <> '' OR country IS NOT NULL", name="is_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    position: Mapped[int]
    role: Mapped[OrganisationRole] = mapped_column(one_of(OrganisationRole))
    name: Mapped[str] = mapped_column(String(300), default="")
    country: Mapped[str | None] = mapped_column(String(2))


class EventLanguage(Base):
    """A language that is spoken at an event, or into which it is interpreted."""

    __tablename__ = "event_languages"
    __table_args__ = (
        UniqueConstraint("event_id", "language"),
        Index("ix_event_languages_language", "language"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    position: Mapped[int]
    language: Mapped[str] = mapped_column(String(35))  # BCP 47, such as fr or zh-Hans
    is_interpretation: Mapped[bool] = mapped_column(default=False)


class EventTopic(Base):
    """What an event is about: a key of the vocabulary of topics, or the organiser's own words."""

    __tablename__ = "event_topics"
    __table_args__ = (
        UniqueConstraint("event_id", "topic"),
        Index("ix_event_topics_topic", "topic"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    position: Mapped[int]
    topic: Mapped[str] = mapped_column(String(120))


class ExpectedCountry(Base):
    """How many people of a country the organisers expect, before anybody has applied."""

    __tablename__ = "expected_countries"
    __table_args__ = (CheckConstraint("people >= 1", name="people_positive"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    country: Mapped[str] = mapped_column(String(2), primary_key=True)  # ISO 3166-1 alpha-2
    people: Mapped[int]


@database_event.listens_for(Event, "before_insert")
@database_event.listens_for(Event, "before_update")
def keep_search_text(_mapper: Mapper[Event], _connection: Connection, event: Event) -> None:
    """Keep what people search in one column without accents and case, which SQLite cannot fold.

    A place that only the invited are told is found by nobody. (See `publicity.may_read_place`.)
    """
    named_in_public = bool(event.source) and not event.is_example
    all_is_told = event.feed_detail is FeedDetail.ALL or event.access is not Access.INVITATION
    is_told = all_is_told or named_in_public
    place = (event.city, event.venue, country_name(event.country)) if is_told else ()
    texts = (event.title, *place, event.audience)
    event.search_text = folded(" ".join(text for text in texts if text))
