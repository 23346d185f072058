"""The tables of speakers: the person, and what she was asked for each event."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.asking.models import AskedByLink
from courseapp.core.database import Base, LocalTime, one_of
from courseapp.events.models import Event
from courseapp.events.rules import Presence
from courseapp.files.models import StoredFile
from courseapp.initiatives.models import Initiative
from courseapp.speakers.rules import LONGEST_FOLDED_NAME, EngagementStatus

EMPTY = text("''")


class SpeakerProfile(Base):
    """Somebody who speaks at events of an initiative; known by her name and address.

    `title` is her position, `country` where she works (ISO 3166-1 alpha-2), `zone` the IANA zone
    in which she reads and enters times, None until she said.
    """

    __tablename__ = "speaker_profiles"
    __table_args__ = (
        UniqueConstraint("initiative_id", "folded_name", "email"),
        CheckConstraint("name <> ''", name="has_a_name"),
        CheckConstraint("email = lower(email)", name="email_lower_case"),
        Index("ix_speaker_profiles_email", "email"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    name: Mapped[str] = mapped_column(String(300))
    folded_name: Mapped[str] = mapped_column(String(LONGEST_FOLDED_NAME))
    title: Mapped[str] = mapped_column(String(300), default="", server_default=EMPTY)
    organisation: Mapped[str] = mapped_column(String(300), default="", server_default=EMPTY)
    country: Mapped[str | None] = mapped_column(String(2))
    email: Mapped[str] = mapped_column(String(320), default="", server_default=EMPTY)
    zone: Mapped[str | None] = mapped_column(String(60))
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    initiative: Mapped[Initiative] = relationship()
    photo: Mapped[StoredFile | None] = relationship()
    languages: Mapped[list["SpokenLanguage"]] = relationship(
        order_by="SpokenLanguage.position", cascade="all, delete-orphan"
    )
    biographies: Mapped[list["Biography"]] = relationship(
        order_by="Biography.position", cascade="all, delete-orphan"
    )


class SpokenLanguage(Base):
    """A language in which somebody can speak (BCP 47)."""

    __tablename__ = "speaker_languages"

    profile_id: Mapped[int] = mapped_column(ForeignKey("speaker_profiles.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(35), primary_key=True)
    position: Mapped[int]


class Biography(Base):
    """What is told of a speaker, in one language (BCP 47)."""

    __tablename__ = "speaker_biographies"
    __table_args__ = (CheckConstraint("text <> ''", name="says_something"),)

    profile_id: Mapped[int] = mapped_column(ForeignKey("speaker_profiles.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(35), primary_key=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)


class SpeakerEngagement(AskedByLink, Base):
    """What a speaker was asked for one event, and what she answered.

    `note` is the organisers' own, `remark` what she wrote with her answer.
    """

    __tablename__ = "speaker_engagements"
    __table_args__ = (
        UniqueConstraint("event_id", "profile_id"),
        CheckConstraint(
            "status NOT IN ('confirmed', 'declined') OR answered_at IS NOT NULL",
            name="answer_has_time",
        ),
        CheckConstraint("status <> 'invited' OR invited_at IS NOT NULL", name="invited_has_time"),
        CheckConstraint("token_hash IS NULL OR invited_at IS NOT NULL", name="link_was_sent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    profile_id: Mapped[int] = mapped_column(ForeignKey("speaker_profiles.id"), index=True)
    status: Mapped[EngagementStatus] = mapped_column(
        one_of(EngagementStatus), default=EngagementStatus.LISTED
    )
    presence: Mapped[Presence] = mapped_column(
        one_of(Presence), default=Presence.UNSAID, server_default=EMPTY
    )
    is_public: Mapped[bool] = mapped_column(default=False, server_default=false())
    note: Mapped[str] = mapped_column(Text, default="", server_default=EMPTY)
    remark: Mapped[str] = mapped_column(Text, default="", server_default=EMPTY)
    answered_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    event: Mapped[Event] = relationship()
    profile: Mapped[SpeakerProfile] = relationship(lazy="joined", innerjoin=True)
    windows: Mapped[list["AvailableWindow"]] = relationship(
        order_by="(AvailableWindow.starts_at, AvailableWindow.id)", cascade="all, delete-orphan"
    )


class AvailableWindow(Base):
    """A time at which a speaker can speak, as entered and as meant. None at all means always."""

    __tablename__ = "speaker_windows"
    __table_args__ = (
        UniqueConstraint("engagement_id", "starts_at", "ends_at"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    engagement_id: Mapped[int] = mapped_column(ForeignKey("speaker_engagements.id"))
    zone: Mapped[str] = mapped_column(String(60))
    starts_local: Mapped[datetime] = mapped_column(LocalTime)
    ends_local: Mapped[datetime] = mapped_column(LocalTime)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
