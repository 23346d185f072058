"""What the review of an event keeps: its rubric, its rounds, who reads what, what they wrote."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.database import Base, one_of
from courseapp.files.models import StoredFile
from courseapp.review.rules import Confidence, Recommendation, ReviewStatus, Round, Source

LONGEST_CRITERION = 120


class ReviewRound(Base):
    """One round of an event's review: when each phase begins, and how many reviews are wanted.

    An instant that is not set has not come yet, see `phases`. Without a row there is no round.
    """

    __tablename__ = "review_rounds"
    __table_args__ = (
        CheckConstraint("wanted BETWEEN 1 AND 20", name="wanted_within_reason"),
        CheckConstraint("reviewing_from <= discussion_from", name="discussion_after_reviewing"),
        CheckConstraint("discussion_from <= closed_from", name="closed_after_discussion"),
        CheckConstraint("reviewing_from <= closed_from", name="closed_after_reviewing"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    round: Mapped[Round] = mapped_column(one_of(Round), primary_key=True)
    wanted: Mapped[int] = mapped_column(default=3)  # reviews of each application
    reviewing_from: Mapped[datetime | None]
    discussion_from: Mapped[datetime | None]
    closed_from: Mapped[datetime | None]


class ReviewAnonymity(Base):
    """What reviewers of an event may not learn of an applicant: the traits that are hidden."""

    __tablename__ = "review_anonymity"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    hidden: Mapped[list[str]] = mapped_column(JSON, default=list)  # of `rules.Trait`


class Criterion(Base):
    """What an application is judged by, on a scale from `low` to `high`, both whole numbers.

    One that was retired counts no more; what was scored by it is kept.
    """

    __tablename__ = "review_criteria"
    __table_args__ = (
        UniqueConstraint("event_id", "key"),
        CheckConstraint("weight BETWEEN 1 AND 100", name="weight_within_reason"),
        CheckConstraint("low < high AND low >= 0 AND high <= 100", name="scale_goes_up"),
        CheckConstraint("name <> ''", name="has_a_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    round: Mapped[Round] = mapped_column(one_of(Round))
    key: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(LONGEST_CRITERION))
    guidance: Mapped[str] = mapped_column(Text, default="")
    weight: Mapped[int] = mapped_column(default=1)
    low: Mapped[int] = mapped_column(default=1)
    high: Mapped[int] = mapped_column(default=5)
    needs_comment: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    retired_at: Mapped[datetime | None]


class Assignment(Base):
    """That a person reviews an application in a round."""

    __tablename__ = "review_assignments"
    __table_args__ = (UniqueConstraint("application_id", "reviewer_id", "round"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    round: Mapped[Round] = mapped_column(one_of(Round))
    source: Mapped[Source] = mapped_column(one_of(Source))
    assigned_at: Mapped[datetime]
    assigned_by: Mapped[str] = mapped_column(String(320))

    application: Mapped[Application] = relationship()
    reviewer: Mapped[Person] = relationship()


class Review(Base):
    """What a reviewer made of the application that she was assigned. A draft may be empty.

    An assignment with a review cannot be taken away: the review would stand for nobody.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        CheckConstraint(
            "status <> 'submitted' OR (submitted_at IS NOT NULL"
            " AND recommendation IS NOT NULL AND confidence IS NOT NULL)",
            name="submitted_is_whole",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("review_assignments.id"), unique=True)
    status: Mapped[ReviewStatus] = mapped_column(one_of(ReviewStatus))
    recommendation: Mapped[Recommendation | None] = mapped_column(one_of(Recommendation))
    confidence: Mapped[Confidence | None] = mapped_column(one_of(Confidence))
    comment: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(default=0)  # one more with each saving
    started_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]

    assignment: Mapped[Assignment] = relationship(lazy="joined")
    scores: Mapped[list["ReviewScore"]] = relationship(
        cascade="all, delete-orphan", order_by="ReviewScore.criterion_id"
    )


class ReviewScore(Base):
    """The points that a review gives for one criterion, on its scale, and why."""

    __tablename__ = "review_scores"

    review_id: Mapped[int] = mapped_column(
        ForeignKey("reviews.id", ondelete="CASCADE"), primary_key=True
    )
    criterion_id: Mapped[int] = mapped_column(
        ForeignKey("review_criteria.id"), primary_key=True, index=True
    )
    points: Mapped[int | None]
    comment: Mapped[str] = mapped_column(Text, default="")


class Remark(Base):
    """Something said about an application when its reviewers discuss it."""

    __tablename__ = "review_remarks"
    __table_args__ = (
        CheckConstraint("text <> ''", name="says_something"),
        Index("ix_review_remarks_application_id_round", "application_id", "round"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"))
    round: Mapped[Round] = mapped_column(one_of(Round))
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    author: Mapped[str] = mapped_column(String(320))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]


class RedactedCopy(Base):
    """What reviewers read in place of a document while reviewing is anonymous.

    `document_id` is None once the document itself is gone; then the copy goes too, with its file.
    """

    __tablename__ = "redacted_copies"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("application_documents.id", ondelete="SET NULL"), unique=True
    )
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"), unique=True)
    added_at: Mapped[datetime]
    added_by: Mapped[str] = mapped_column(String(320))

    file: Mapped[StoredFile] = relationship(lazy="joined")
