"""Secret addresses of people's calendars, and what feeds remember: of people, and of events."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.accounts.models import Person
from courseapp.calendars.kinds import SecretKind
from courseapp.core.database import Base, one_of
from courseapp.selection.rules import Language

EMPTY = text("''")
LONGEST_NAME = 80
LONGEST_TITLE = 700  # of a session and its event, with what we say before them


class PersonalFeed(Base):
    """One secret address of a calendar, named by the person whose it is. It opens one feed only.

    `last_used_at` is right to the hour; None until a program has read it.
    """

    __tablename__ = "personal_feeds"
    __table_args__ = (Index("ix_personal_feeds_person_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[SecretKind] = mapped_column(
        one_of(SecretKind), default=SecretKind.MINE, server_default=SecretKind.MINE.value
    )
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="", server_default=EMPTY)
    language: Mapped[Language] = mapped_column(
        one_of(Language), default=Language.ENGLISH, server_default=Language.ENGLISH.value
    )
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")


class EndedEntry(Base):
    """What stood in somebody's calendar until it was hers no more, as it was shown to her last.

    The calendar is that of an address of hers, or of the application behind the link of her
    registration. It keeps the entry as cancelled, under a `title` that says so, and learns nothing
    that came later. `times` counts how often it left, `changed_at` is when it last left or came
    back. Of whole days `zone` is "" and `ends_at` the midnight in UTC after the last.
    """

    __tablename__ = "ended_entries"
    __table_args__ = (
        UniqueConstraint("feed_id", "calendar_uid"),
        UniqueConstraint("application_id", "calendar_uid"),
        CheckConstraint("(feed_id IS NULL) <> (application_id IS NULL)", name="of_one_calendar"),
        CheckConstraint("times > 0", name="has_ended"),
        CheckConstraint("sequence > 0", name="sequence_was_raised"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    feed_id: Mapped[int | None] = mapped_column(ForeignKey("personal_feeds.id", ondelete="CASCADE"))
    application_id: Mapped[int | None] = mapped_column(
        ForeignKey("applications.id", ondelete="CASCADE")
    )
    calendar_uid: Mapped[str] = mapped_column(String(36))
    times: Mapped[int] = mapped_column(default=0)
    sequence: Mapped[int]
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    zone: Mapped[str] = mapped_column(String(60))
    is_back: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class FormerFact(Base):
    """What a public event was before: by it, calendars found the event, and must not lose it.

    `name` is that of a filter, or `opens` and `closes` for an earlier deadline; `value` is the
    filter's, or an instant of UTC as ISO 8601. A row stands for each change, in their order.
    """

    __tablename__ = "former_facts"
    __table_args__ = (
        Index("ix_former_facts_name_value", "name", "value"),
        Index("ix_former_facts_event_id_name", "event_id", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    name: Mapped[str] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(String(160))
