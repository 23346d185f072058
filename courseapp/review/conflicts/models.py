"""Conflicts of interest, who reviewers are, and what counts as a conflict for an event."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.database import Base, one_of
from courseapp.review.conflicts.rules import Ground, Source


class ConflictOfInterest(Base):
    """That a person must not judge an application, on what that rests, and who says so.

    A row that was removed stays with the reason, so that what was detected once is not detected
    again. Only the others count; see `conflicts.queries.in_conflict`.
    """

    __tablename__ = "conflicts_of_interest"
    __table_args__ = (
        UniqueConstraint("application_id", "person_id", "source", "ground"),
        CheckConstraint("reason <> ''", name="says_why"),
        CheckConstraint("(removed_at IS NULL) = (removed_by IS NULL)", name="removed_by_somebody"),
        CheckConstraint("removed_at IS NULL OR ground <> 'own'", name="own_is_never_removed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    source: Mapped[Source] = mapped_column(one_of(Source))
    ground: Mapped[Ground] = mapped_column(one_of(Ground))
    reason: Mapped[str] = mapped_column(Text)
    noted_at: Mapped[datetime]
    noted_by: Mapped[str] = mapped_column(String(320))
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[str | None] = mapped_column(String(320))
    removed_why: Mapped[str] = mapped_column(Text, default="")

    application: Mapped[Application] = relationship()
    person: Mapped[Person] = relationship()


class ConflictRules(Base):
    """What counts as a conflict for an event besides what always does; without a row, nothing."""

    __tablename__ = "conflict_rules"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    same_country: Mapped[bool]
    changed_at: Mapped[datetime]


class ReviewerProfile(Base):
    """Who a reviewer is, as far as conflicts and assignments need to know.

    `affiliations` has one a line. `country` is ISO 3166-1 alpha-2, `languages` are BCP 47 tags,
    `topics` keys of `events.facts.topics` or somebody's own words.
    """

    __tablename__ = "reviewer_profiles"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    affiliations: Mapped[str] = mapped_column(Text, default="")
    country: Mapped[str | None] = mapped_column(String(2))
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    topics: Mapped[list[str]] = mapped_column(JSON, default=list)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(320))

    person: Mapped[Person] = relationship()
