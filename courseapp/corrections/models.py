"""What readers report to be wrong in a record."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.core.database import Base, one_of
from courseapp.corrections.rules import Reason, ReportState, Wish
from courseapp.initiatives.document.merging import Place
from courseapp.initiatives.models import Initiative


class Report(Base):
    """One report about one place of a record, as its writer typed it, and the decision on it.

    `part` and `key` are the place's, `title` what the place was called then, `base_number` the
    version of the record that the writer read. Dates are partial (ISO 8601 with reduced
    precision). Only editors see `email`; it is emptied some time after the decision.
    """

    __tablename__ = "correction_reports"
    __table_args__ = (
        UniqueConstraint("initiative_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("(state = 'open') = (decided_at IS NULL)", name="decision_has_time"),
        CheckConstraint("(state = 'declined') = (reason IS NOT NULL)", name="decline_has_reason"),
        CheckConstraint("(wish = 'end') = (until <> '')", name="end_has_date"),
        CheckConstraint(
            "wish NOT IN ('say', 'words') OR proposed <> '' OR comment <> ''", name="says_something"
        ),
        CheckConstraint("saved_number IS NULL OR state = 'accepted'", name="saved_if_accepted"),
        Index("ix_correction_reports_initiative_id_state", "initiative_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"))
    number: Mapped[int]  # counts within the initiative
    part: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(400))
    base_number: Mapped[int]
    wish: Mapped[Wish] = mapped_column(one_of(Wish))
    proposed: Mapped[str] = mapped_column(Text, default="")
    until: Mapped[str] = mapped_column(String(10), default="")
    source_title: Mapped[str] = mapped_column(String(300), default="")
    source_address: Mapped[str] = mapped_column(String(500), default="")
    source_date: Mapped[str] = mapped_column(String(10), default="")
    comment: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(String(320), default="")
    is_suspect: Mapped[bool] = mapped_column(default=False, server_default=false())  # many links
    search_text: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    announced_at: Mapped[datetime | None]  # when the organisers were told that it waits
    state: Mapped[ReportState] = mapped_column(one_of(ReportState), default=ReportState.OPEN)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(String(320), default="")
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[Reason | None] = mapped_column(one_of(Reason))
    answer: Mapped[str] = mapped_column(Text, default="")  # what its writer reads
    saved_number: Mapped[
        int | None
    ]  # the version that took it in; NULL where it was seen to by hand

    initiative: Mapped[Initiative] = relationship()

    @property
    def place(self) -> Place:
        return Place(self.part, self.key)

    @property
    def subject(self) -> str:
        """What the audit log and the outbox call it."""
        return f"report/{self.id}"
