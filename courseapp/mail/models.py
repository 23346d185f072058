"""Messages to be sent: rows of the same transaction as what they tell."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from courseapp.core.database import Base, one_of
from courseapp.mail.rules import MessageState


class Message(Base):
    """One mail to one person. `about` names what it concerns, such as ``event/12``."""

    __tablename__ = "messages"
    __table_args__ = (
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_time"),
        CheckConstraint("(state = 'sending') = (claimed_at IS NOT NULL)", name="claim_has_time"),
        Index("ix_messages_state_due_at", "state", "due_at"),
        Index("ix_messages_about_created_at", "about", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)  # RFC 5322 §3.6.4
    kind: Mapped[str] = mapped_column(String(60))  # the folder of its templates
    about: Mapped[str] = mapped_column(String(80))
    to_address: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    holds_secret: Mapped[bool] = mapped_column(default=False)  # its text is wiped once it is sent
    state: Mapped[MessageState] = mapped_column(one_of(MessageState), default=MessageState.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
