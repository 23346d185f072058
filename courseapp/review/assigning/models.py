"""What assigning keeps besides the assignments themselves: how much each reviewer takes."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from courseapp.core.database import Base


class ReviewerLimit(Base):
    """How many applications of an event a person reviews at most, in each round; 0 is none.

    Without a row the limit of everybody holds for reviewers, and organisers review none.
    """

    __tablename__ = "reviewer_limits"
    __table_args__ = (CheckConstraint("most BETWEEN 0 AND 1000", name="most_within_reason"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    most: Mapped[int]
