"""Messages to be sent, with what is attached: rows of the same transaction as what they tell."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.core.database import Base, one_of
from courseapp.mail.rules import MessageState


class Message(Base):
    """One mail to one person. `about` names what it concerns, such as ``event/12``.

    `headers` are its own ones beside those that every message has; see `mail.headers`. `calendar`
    is an iTIP object with METHOD `calendar_method` (RFC 5546), made when the message was queued.
    """

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
    headers: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    calendar: Mapped[str | None] = mapped_column(Text, deferred=True)
    calendar_method: Mapped[str | None] = mapped_column(String(20))
    holds_secret: Mapped[bool] = mapped_column(default=False)  # its text is wiped once it is sent
    state: Mapped[MessageState] = mapped_column(one_of(MessageState), default=MessageState.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]

    attachments: Mapped[list["MessageAttachment"]] = relationship(
        order_by="MessageAttachment.id", cascade="all, delete-orphan", passive_deletes=True
    )


class MessageAttachment(Base):
    """A file that goes with a message. It is made when the message is sent, and never kept.

    `kind` names who makes it, `subject` of what, such as ``application/12/3``. `elsewhere` is the
    path at which its reader gets the same file herself. `tries` rises before each attempt to make
    it and falls to 0 when it was made, so that a maker which brings the worker down is noticed.
    """

    __tablename__ = "message_attachments"
    __table_args__ = (CheckConstraint("tries >= 0", name="tries_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(
        ForeignKey("messages.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(80))
    file_name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    elsewhere: Mapped[str] = mapped_column(String(300), default="")
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)  # why it was not made; None once it was
