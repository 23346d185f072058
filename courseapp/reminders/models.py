"""The messages of events: whether they are paused, how each is set, and who gets which one when."""

from datetime import datetime, time

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.applications.models import Application
from courseapp.core.database import Base, one_of
from courseapp.events.models import Event
from courseapp.mail.models import Message
from courseapp.reminders.rules import Kind, MessageRule, State, Timing, Unit

EMPTY = text("''")


class MessagePlan(Base):
    """The messages of an event as a whole; without a row they are not paused."""

    __tablename__ = "message_plans"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("events.id"), primary_key=True, autoincrement=False
    )
    paused_at: Mapped[datetime | None]
    paused_by: Mapped[str] = mapped_column(String(320), default="", server_default=EMPTY)


class MessageSetting(Base):
    """How the organisers of an event set one of its messages; without a row it is as shipped."""

    __tablename__ = "message_settings"
    __table_args__ = (CheckConstraint("amount >= 0", name="amount_not_negative"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    kind: Mapped[Kind] = mapped_column(one_of(Kind), primary_key=True)
    is_on: Mapped[bool] = mapped_column(default=True, server_default=true())
    amount: Mapped[int]
    unit: Mapped[Unit] = mapped_column(one_of(Unit))
    at: Mapped[time]  # of the reader's day
    every_day: Mapped[bool] = mapped_column(default=False, server_default=false())
    note: Mapped[str] = mapped_column(Text, default="", server_default=EMPTY)
    link: Mapped[str] = mapped_column(String(500), default="", server_default=EMPTY)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(320))

    @property
    def rule(self) -> MessageRule:
        """The setting as a plain value."""
        timing = Timing(self.amount, self.unit, self.at)
        return MessageRule(self.kind, timing, self.is_on, self.every_day, self.note, self.link)


class PlannedMessage(Base):
    """One message to one person. `occasion` is the instant that it reminds of.

    `subject` names the session, the day or the document that it is about. It is sent once: where
    the event moves afterwards, the next one is another row with a higher `round`. Which row leaves
    is decided by a conditional UPDATE from `planned`, in the transaction that writes the mail.
    """

    __tablename__ = "planned_messages"
    __table_args__ = (
        UniqueConstraint("application_id", "kind", "subject", "round"),
        CheckConstraint("round >= 1", name="round_positive"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_time"),
        Index("ix_planned_messages_state_due_at", "state", "due_at"),
        Index("ix_planned_messages_event_id_due_at", "event_id", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    kind: Mapped[Kind] = mapped_column(one_of(Kind))
    subject: Mapped[str] = mapped_column(String(80), default="", server_default=EMPTY)
    round: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    occasion: Mapped[datetime]
    due_at: Mapped[datetime]
    zone: Mapped[str] = mapped_column(String(60))  # of its reader (IANA), when it was planned
    state: Mapped[State] = mapped_column(one_of(State), default=State.PLANNED)
    state_since: Mapped[datetime]
    paused_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id", ondelete="SET NULL"))

    event: Mapped[Event] = relationship()
    application: Mapped[Application] = relationship()
    message: Mapped[Message | None] = relationship()
