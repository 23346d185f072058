"""An initiative, the versions of its record, and what is searched for in the present one.

The record itself is a document (`document.record.Record`): each saved change is a new version of
the whole. `record_terms`, `record_memberships` and `record_publications` are made from the
newest version by `saving`, and only so.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Connection,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    event,
    false,
    inspect,
    text,
    true,
)
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from courseapp.core.database import Base, as_changed, one_of
from courseapp.files.models import StoredFile
from courseapp.initiatives.rules import CountKind, MembershipKind, TermKind

# What events, and so calendars, show of an initiative.
SHOWN_WITH_EVENTS = ("slug", "name", "short_name", "website", "is_public")


class Initiative(Base):
    """A partnership or platform. Until it is public, only its organisers see it."""

    __tablename__ = "initiatives"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    short_name: Mapped[str] = mapped_column(String(40))
    summary: Mapped[str] = mapped_column(Text)
    website: Mapped[str] = mapped_column(String(300), default="")
    starting_year: Mapped[int | None]
    lead_country: Mapped[str | None] = mapped_column(String(2))  # ISO 3166-1 alpha-2
    is_public: Mapped[bool] = mapped_column(default=True, server_default=true())
    search_text: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    changed_at: Mapped[datetime]
    # When what events show of it last changed: calendars take their stamps from it.
    shown_at: Mapped[datetime] = mapped_column(default=as_changed)

    @property
    def called(self) -> str:
        """The short name; the whole one where there is none."""
        return self.short_name or self.name


@event.listens_for(Initiative, "before_update")
def _keep_shown_at(_mapper: Mapper[Initiative], _connection: Connection, row: Initiative) -> None:
    attributes = inspect(row).attrs
    if any(attributes[name].history.has_changes() for name in SHOWN_WITH_EVENTS):
        row.shown_at = row.changed_at


class RecordVersion(Base):
    """The whole record as it was saved once. Versions are never changed."""

    __tablename__ = "record_versions"
    __table_args__ = (
        UniqueConstraint("initiative_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    number: Mapped[int]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # NULL: the product
    author: Mapped[str] = mapped_column(String(320))
    note: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]
    document: Mapped[dict[str, Any]] = mapped_column(JSON)

    initiative: Mapped[Initiative] = relationship()


class RecordTerm(Base):
    """A word by which the directory is filtered. `term` is a key of its vocabulary, or unmapped."""

    __tablename__ = "record_terms"
    __table_args__ = (
        UniqueConstraint("initiative_id", "kind", "term"),
        Index("ix_record_terms_kind_term", "kind", "term"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    kind: Mapped[TermKind] = mapped_column(one_of(TermKind))
    term: Mapped[str] = mapped_column(String(300))


class RecordMembership(Base):
    """Who belongs to an initiative: a country, a part of one, an organisation or an initiative.

    `subdivision` is ISO 3166-2 and then `country` its ISO 3166-1 alpha-2 parent. Dates are partial
    (ISO 8601 with reduced precision), empty where nobody states them.
    """

    __tablename__ = "record_memberships"
    __table_args__ = (
        UniqueConstraint("initiative_id", "key"),
        CheckConstraint(
            "subdivision IS NULL OR substr(subdivision, 1, 2) = country", name="part_of_country"
        ),
        CheckConstraint(
            "substr(until, 1, length(since)) >= substr(since, 1, length(until))",
            name="ends_after_start",
        ),
        Index("ix_record_memberships_country", "country"),
        Index("ix_record_memberships_other_slug", "other_slug"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    key: Mapped[str] = mapped_column(String(80))
    kind: Mapped[MembershipKind] = mapped_column(one_of(MembershipKind))
    category: Mapped[CountKind | None] = mapped_column(one_of(CountKind))
    printed: Mapped[str] = mapped_column(String(300))
    country: Mapped[str | None] = mapped_column(String(2))
    subdivision: Mapped[str | None] = mapped_column(String(6))
    organisation: Mapped[str] = mapped_column(String(300))
    organisation_type: Mapped[str] = mapped_column(String(60))
    seat: Mapped[str | None] = mapped_column(String(2))
    other_slug: Mapped[str | None] = mapped_column(String(80))  # of another initiative's record
    since: Mapped[str] = mapped_column(String(10))
    until: Mapped[str] = mapped_column(String(10))

    initiative: Mapped[Initiative] = relationship()


class RecordPublication(Base):
    """Something an initiative published. One that left the record stays, unlisted, for readers."""

    __tablename__ = "record_publications"
    __table_args__ = (UniqueConstraint("initiative_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(300))
    printed: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    year: Mapped[int | None]
    organisation: Mapped[str] = mapped_column(String(300))
    language: Mapped[str] = mapped_column(String(35))
    topic: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(String(500))
    file: Mapped[str] = mapped_column(String(80))  # a stored file's key
    search_text: Mapped[str] = mapped_column(Text)
    is_listed: Mapped[bool] = mapped_column(default=True)
    added_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    initiative: Mapped[Initiative] = relationship()


class RecordFile(Base):
    """A stored file that was uploaded for the record of one initiative.

    A publication names its file by key, and a record can be imported from anywhere: the key of a
    file that was uploaded for something else opens nothing. Rows stay when no publication names
    the file any more, for an old version may be restored.
    """

    __tablename__ = "record_files"

    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"), primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"), index=True)

    file: Mapped[StoredFile] = relationship()


class Contact(Base):
    """Whom to write to. Internal unless marked public; deleted for good when its time is over."""

    __tablename__ = "initiative_contacts"
    __table_args__ = (
        CheckConstraint("name <> '' OR role <> '' OR email <> ''", name="contact_is_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    name: Mapped[str] = mapped_column(String(300), default="")
    role: Mapped[str] = mapped_column(String(300), default="")
    email: Mapped[str] = mapped_column(String(320), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    address: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(300), default="")
    is_public: Mapped[bool] = mapped_column(default=False, server_default=false())
    keep_until: Mapped[date | None]
    added_at: Mapped[datetime]


class InternalNote(Base):
    """What editors tell each other about a record; never public, in no version."""

    __tablename__ = "initiative_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    author: Mapped[str] = mapped_column(String(320))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
