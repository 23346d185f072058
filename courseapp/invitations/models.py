"""What each person's calendar holds by invitation, what she answered, and what came by mail."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from courseapp.applications.models import Application
from courseapp.core.database import Base, one_of
from courseapp.events.models import Event
from courseapp.invitations.receiving.outcomes import Outcome
from courseapp.invitations.rules import Answer, Asking, Method, Style


class InvitationPlan(Base):
    """How an event invites. Without a row all is as usual; see `queries.plan_of`."""

    __tablename__ = "invitation_plans"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("events.id"), primary_key=True, autoincrement=False
    )
    style: Mapped[Style] = mapped_column(one_of(Style), default=Style.BY_NUMBER)
    asking: Mapped[Asking] = mapped_column(one_of(Asking), default=Asking.USUAL)
    paused_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]


class Invitation(Base):
    """One session in one person's calendar, as it was sent to her last, and her answer.

    The answer is the same row whether it came by mail or was given on her page.
    `sequence` is that of the last message, `feed_sequence` what her feed said then; `when_told`
    and `told` name what it said; see `rules.Should`. `answered_at` is the DTSTAMP of the newest
    reply, or when she answered on her page, also where a new time has made its answer void.
    """

    __tablename__ = "invitations"
    __table_args__ = (
        UniqueConstraint("application_id", "calendar_uid"),
        CheckConstraint("sequence >= feed_sequence", name="sequence_not_behind"),
        CheckConstraint("feed_sequence >= 0", name="sequence_not_negative"),
        Index("ix_invitations_event_id_calendar_uid", "event_id", "calendar_uid"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"))
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    calendar_uid: Mapped[str] = mapped_column(String(36), index=True)
    method: Mapped[Method] = mapped_column(one_of(Method))
    sequence: Mapped[int]
    feed_sequence: Mapped[int]
    when_told: Mapped[str] = mapped_column(String(64))
    told: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(620))
    ends_at: Mapped[datetime]
    sent_at: Mapped[datetime]
    answer: Mapped[Answer] = mapped_column(one_of(Answer), default=Answer.NONE)
    answered_at: Mapped[datetime | None]
    comment: Mapped[str] = mapped_column(Text, default="")

    application: Mapped[Application] = relationship()
    event: Mapped[Event] = relationship()


class CalendarLetter(Base):
    """That somebody got the one letter with all sessions, for the seat as it was then."""

    __tablename__ = "calendar_letters"

    application_id: Mapped[int] = mapped_column(
        ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    ahead: Mapped[int]  # see `Seat.ahead`: a seat got back is another
    sent_at: Mapped[datetime]


class InvitationCall(Base):
    """A note that something changed for which calendars of an event may have to be told.

    Written in the transaction of the change, deleted in that of the plan.
    """

    __tablename__ = "invitation_calls"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)


class ReceivedReply(Base):
    """A message that came to the mailbox of replies, and what became of it.

    `digest` is of the whole message, so that reading it twice takes it once. `told` says whether
    its sender got a letter about it.
    """

    __tablename__ = "received_replies"
    __table_args__ = (
        Index("ix_received_replies_event_id_received_at", "event_id", "received_at"),
        Index("ix_received_replies_sender_received_at", "sender", "received_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    received_at: Mapped[datetime] = mapped_column(index=True)
    sender: Mapped[str] = mapped_column(String(320))
    outcome: Mapped[Outcome] = mapped_column(one_of(Outcome))
    detail: Mapped[str] = mapped_column(String(300), default="")
    told: Mapped[bool] = mapped_column(default=False)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"))
    application_id: Mapped[int | None] = mapped_column(
        ForeignKey("applications.id", ondelete="SET NULL"), index=True
    )
