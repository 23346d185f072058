"""Tags, notes, saved filters and chosen columns: what organisers add to applications."""

from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.accounts.models import Person
from courseapp.core.database import Base, one_of
from courseapp.intake.rules import LONGEST_NAME, Change


class ApplicationTag(Base):
    """A word by which the organisers of an event sort its applications."""

    __tablename__ = "application_tags"
    __table_args__ = (
        UniqueConstraint("event_id", "folded_name"),
        CheckConstraint("name <> '' AND folded_name <> ''", name="has_a_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    folded_name: Mapped[str] = mapped_column(String(LONGEST_NAME * 4))
    created_at: Mapped[datetime]


class TagStep(Base):
    """One press that tagged applications, or took a tag away; it can be undone for a while.

    `number` is how many it changed. `removed` holds the ids of those that lost the tag; those
    that got it name the step themselves, so that undoing touches nothing that came later.
    """

    __tablename__ = "application_tag_steps"
    __table_args__ = (
        Index("ix_application_tag_steps_event_id_person_id", "event_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    tag_id: Mapped[int] = mapped_column(
        ForeignKey("application_tags.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    change: Mapped[Change] = mapped_column(one_of(Change))
    number: Mapped[int]
    removed: Mapped[list[int]] = mapped_column(JSON, default=list)
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]

    tag: Mapped[ApplicationTag] = relationship(lazy="joined")


class Tagging(Base):
    """That an application carries a tag; `step_id` is the press that put it there."""

    __tablename__ = "application_taggings"

    application_id: Mapped[int] = mapped_column(
        ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    tag_id: Mapped[int] = mapped_column(
        ForeignKey("application_tags.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    step_id: Mapped[int | None] = mapped_column(
        ForeignKey("application_tag_steps.id", ondelete="SET NULL"), index=True
    )


class ApplicationNote(Base):
    """What an organiser noted about an application, for the other organisers of the event.

    `author` is what she was called then. `revision` rises with each change.
    """

    __tablename__ = "application_notes"
    __table_args__ = (CheckConstraint("text <> ''", name="says_something"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(
        ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    author: Mapped[str] = mapped_column(String(320))
    text: Mapped[str] = mapped_column(Text)
    folded_text: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(default=0)
    written_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]


class SavedFilter(Base):
    """A filter of an event's list that somebody named: her own, or shared with the team.

    `query` is what the address of the list says.
    """

    __tablename__ = "application_filters"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id", "folded_name"),
        CheckConstraint("name <> '' AND folded_name <> ''", name="has_a_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    folded_name: Mapped[str] = mapped_column(String(LONGEST_NAME * 4))
    query: Mapped[str] = mapped_column(Text)
    is_shared: Mapped[bool] = mapped_column(default=False, server_default=false())
    changed_at: Mapped[datetime]

    person: Mapped[Person] = relationship()


class ChosenColumns(Base):
    """Which columns somebody sees in an event's list, in their order, by their keys."""

    __tablename__ = "application_columns"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    columns: Mapped[list[str]] = mapped_column(JSON)
    changed_at: Mapped[datetime]
