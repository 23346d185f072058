"""What assigning keeps besides assignments: how much each reviewer takes, and was told when."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from courseapp.core.database import Base, one_of
from courseapp.review.rules import Round


class ReviewerLimit(Base):
    """How many applications of an event a person reviews at most, in each round; 0 is none.

    Without a row the limit of everybody holds for reviewers, and organisers review none.
    """

    __tablename__ = "reviewer_limits"
    __table_args__ = (CheckConstraint("most BETWEEN 0 AND 1000", name="most_within_reason"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    most: Mapped[int]


class ReviewerNotice(Base):
    """When a reviewer was written to last about what she has to review: later ones are new."""

    __tablename__ = "reviewer_notices"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    round: Mapped[Round] = mapped_column(one_of(Round), primary_key=True)
    told_at: Mapped[datetime]
