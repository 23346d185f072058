"""The record of an initiative: facts with their source, as printed where it matters."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.core.database import Base, one_of
from courseapp.initiatives.rules import CountKind, MembershipKind, PassageKind


class Initiative(Base):
    """A partnership or platform. Empty means unknown, never "no"."""

    __tablename__ = "initiatives"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    short_name: Mapped[str] = mapped_column(String(40))
    summary: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    starting_year: Mapped[int | None]
    launched_on: Mapped[date | None]
    launched_by: Mapped[str] = mapped_column(String(300), default="")
    secretariat: Mapped[str] = mapped_column(String(300), default="")
    geographical_coverage: Mapped[str] = mapped_column(String(120), default="")
    membership_rule: Mapped[str] = mapped_column(Text, default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    changed_at: Mapped[datetime]

    sources: Mapped[list["Source"]] = relationship(order_by="Source.id")
    passages: Mapped[list["Passage"]] = relationship(order_by="Passage.position")
    memberships: Mapped[list["Membership"]] = relationship(
        order_by="Membership.position", foreign_keys="Membership.initiative_id"
    )
    counts: Mapped[list["Count"]] = relationship(order_by="Count.id")
    publications: Mapped[list["Publication"]] = relationship(order_by="Publication.id")
    statements: Mapped[list["Statement"]] = relationship(order_by="Statement.id")


class Source(Base):
    """A document that states facts of a record."""

    __tablename__ = "initiative_sources"
    __table_args__ = (UniqueConstraint("initiative_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    key: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(300))
    dated: Mapped[str] = mapped_column(String(200))  # as precise as the document is


class Passage(Base):
    """One objective, activity, area of work, or means to the goals."""

    __tablename__ = "initiative_passages"
    __table_args__ = (UniqueConstraint("initiative_id", "kind", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    kind: Mapped[PassageKind] = mapped_column(one_of(PassageKind))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text, default="")
    source_key: Mapped[str] = mapped_column(String(20))


class Membership(Base):
    """A country, a subdivision, an organisation or another initiative that belongs to one.

    `subdivision` is ISO 3166-2 and then `country` its ISO 3166-1 alpha-2 parent.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("initiative_id", "kind", "position"),
        CheckConstraint("country IS NOT NULL OR organisation <> ''", name="member_is_named"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    kind: Mapped[MembershipKind] = mapped_column(one_of(MembershipKind))
    position: Mapped[int]
    as_printed: Mapped[str] = mapped_column(String(200))
    country: Mapped[str | None] = mapped_column(String(2))
    subdivision: Mapped[str | None] = mapped_column(String(6))
    organisation: Mapped[str] = mapped_column(String(300), default="")
    note: Mapped[str] = mapped_column(String(300), default="")  # how we read what is printed
    other_initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiatives.id"))
    source_key: Mapped[str] = mapped_column(String(20))


class Count(Base):
    """A number that a source states at a date; several may disagree and all are kept."""

    __tablename__ = "initiative_counts"
    __table_args__ = (CheckConstraint("value >= 0", name="value_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    kind: Mapped[CountKind] = mapped_column(one_of(CountKind))
    value: Mapped[int]
    part: Mapped[str] = mapped_column(String(80), default="")  # of the world; "" for all of it
    about: Mapped[bool] = mapped_column(default=False)  # the source says "some" or "more than"
    as_of: Mapped[str] = mapped_column(String(80), default="")  # "" where the source gives no date
    source_key: Mapped[str] = mapped_column(String(20))


class Publication(Base):
    """Something the initiative published."""

    __tablename__ = "publications"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    title: Mapped[str] = mapped_column(String(300))
    as_printed: Mapped[str] = mapped_column(String(300))
    year: Mapped[int | None]
    about: Mapped[str] = mapped_column(Text, default="")
    source_key: Mapped[str] = mapped_column(String(20))


class Statement(Base):
    """Any other field of a source, under its label; empty where the source left it empty."""

    __tablename__ = "initiative_statements"

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    label: Mapped[str] = mapped_column(String(120))
    value: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    source_key: Mapped[str] = mapped_column(String(20))
